import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { FileView } from '../../../core/contract/case-view.ts';
import { recallUpload } from './uploads.ts';

interface FiledFiles {
  readonly find: (id: string) => FileView | undefined;
  /** Shows a file on this page; null where the page has no viewer and the file opens by itself. */
  readonly show: ((id: string) => void) | null;
}

const FiledFilesContext = createContext<FiledFiles>({ find: recallUpload, show: null });

/** Lets forms below name the files they hold by what the case knows of them. */
export const FiledFilesProvider = (props: {
  files: readonly FileView[];
  show: ((id: string) => void) | null;
  children: ReactNode;
}) => {
  const { files, show } = props;
  const filed = useMemo(
    () => ({ find: (id: string) => files.find((file) => file.id === id) ?? recallUpload(id), show }),
    [files, show],
  );
  return <FiledFilesContext value={filed}>{props.children}</FiledFilesContext>;
};

export const useFiledFiles = (): FiledFiles => useContext(FiledFilesContext);
