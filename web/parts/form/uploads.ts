import type { FileView } from '../../../core/contract/case-view.ts';
import type { ProblemView } from '../../../core/contract/common.ts';
import { ProblemError, UnreachableError } from '../../app/api.ts';

const largestBytes = 10 * 1024 * 1024;

export const acceptedTypes = {
  pdf: ['application/pdf'],
  image: ['image/jpeg', 'image/png'],
  pdfOrImage: ['application/pdf', 'image/jpeg', 'image/png'],
} as const;

/** What can be said before sending; the server looks into the bytes and has the last word. */
export const refusalBefore = (
  file: File,
  accept: keyof typeof acceptedTypes,
): 'form.tooLarge' | 'form.wrongType' | null => {
  if (!(acceptedTypes[accept] as readonly string[]).includes(file.type)) return 'form.wrongType';
  return file.size > largestBytes ? 'form.tooLarge' : null;
};

/** Sends one file; `progress` gets 0..1. The server looks into the bytes and refuses what is no such file. */
export const upload = (
  file: File,
  accept: keyof typeof acceptedTypes,
  progress: (share: number) => void,
): Promise<FileView> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?accept=${accept}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new UnreachableError());
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        return reject(new UnreachableError());
      }
      if (request.status < 300) resolve(body as FileView);
      else reject(new ProblemError(body as ProblemView));
    };
    const form = new FormData();
    form.set('file', file, file.name);
    request.send(form);
  });

/** What is known about files this tab has sent, so that a reloaded draft still shows their names. */
const shelf = 'plumbline.uploads';

const readShelf = (): Record<string, FileView> => {
  try {
    return JSON.parse(sessionStorage.getItem(shelf) ?? '{}') as Record<string, FileView>;
  } catch {
    return {};
  }
};

export const rememberUpload = (file: FileView): void => {
  try {
    sessionStorage.setItem(shelf, JSON.stringify({ ...readShelf(), [file.id]: file }));
  } catch {
    // A full or forbidden store costs only the name of the file after a reload.
  }
};

export const recallUpload = (id: string): FileView | undefined => readShelf()[id];
