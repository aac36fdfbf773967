import { Button } from 'antd';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Field } from '../../../core/forms/form.ts';
import { ProblemError } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../icon.tsx';
import type { ControlProps } from './control.ts';
import { useFiledFiles } from './filed-files.tsx';
import { acceptedTypes, refusalBefore, rememberUpload, upload } from './uploads.ts';

interface Sending {
  readonly key: number;
  readonly name: string;
  readonly share: number;
  readonly refusal: string | null;
}

const kinds = { pdf: 'form.acceptPdf', image: 'form.acceptImage', pdfOrImage: 'form.acceptBoth' } as const;
const kilobytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

let lastKey = 0;

/** Sends the chosen files one by one; each refusal stands beside its file until it is taken away. */
const useSending = (props: ControlProps<Extract<Field, { kind: 'files' }>>, ids: readonly string[]) => {
  const { t, pick } = useLanguage();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  // Several uploads end while the form re-renders: each must add to the newest list, not to the one it began with.
  const newest = useRef(ids);
  useEffect(() => {
    newest.current = ids;
  }, [ids]);
  const patch = (key: number, change: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: number) => setSending((all) => all.filter((one) => one.key !== key));
  const send = async (file: File) => {
    const key = ++lastKey;
    const early = refusalBefore(file, props.field.accept);
    const types = acceptedTypes[props.field.accept].map((type) => type.split('/')[1]?.toUpperCase()).join(' / ');
    setSending((all) => [...all, { key, name: file.name, share: 0, refusal: early && t(early, { types }) }]);
    if (early) return;
    try {
      const view = await upload(file, props.field.accept, (share) => patch(key, { share }));
      rememberUpload(view);
      drop(key);
      newest.current = [...newest.current, view.id];
      props.change(newest.current);
    } catch (error) {
      patch(key, { refusal: error instanceof ProblemError ? pick(error.problem.message) : t('form.uploadFailed') });
    }
  };
  const add = async (files: Iterable<File>) => {
    for (const file of files) if (newest.current.length < props.field.max) await send(file);
  };
  return { sending, add, drop };
};

export const FilesControl = (props: ControlProps<Extract<Field, { kind: 'files' }>>) => {
  const { t } = useLanguage();
  const { id, field, value, change, leave } = props;
  const ids = Array.isArray(value) ? (value as string[]) : [];
  const { find } = useFiledFiles();
  const { sending, add, drop } = useSending(props, ids);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const room = ids.length < field.max && !field.readOnly;
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add(event.dataTransfer.files);
  };
  return (
    <div className="files">
      <ul className="files-list" aria-live="polite">
        {ids.map((fileId, index) => {
          const view = find(fileId);
          return (
            <li key={fileId} className="file-line">
              <Icon name="file" size={16} />
              <a
                href={`/api/files/${encodeURIComponent(fileId)}`}
                target="_blank"
                rel="noreferrer"
                className="file-name"
              >
                {view?.name ?? `${t('form.uploaded')} ${index + 1}`}
              </a>
              <span className="file-detail">
                {view && kilobytes(view.bytes)}
                {view?.pages ? ` · ${t('form.pages', { n: view.pages })}` : ''}
              </span>
              {!field.readOnly && (
                <Button
                  type="text"
                  size="small"
                  icon={<Icon name="cross" size={14} />}
                  aria-label={`${t('common.remove')} ${view?.name ?? index + 1}`}
                  onClick={() => change(ids.length === 1 ? undefined : ids.filter((other) => other !== fileId))}
                />
              )}
            </li>
          );
        })}
        {sending.map((one) => (
          <li key={one.key} className={one.refusal ? 'file-line file-refused' : 'file-line'}>
            <Icon name={one.refusal ? 'warn' : 'upload'} size={16} />
            <span className="file-name">{one.name}</span>
            {one.refusal ? (
              <Button
                type="text"
                size="small"
                icon={<Icon name="cross" size={14} />}
                aria-label={`${t('common.remove')} ${one.name}`}
                onClick={() => drop(one.key)}
              />
            ) : (
              <span className="file-detail">{t('form.uploading', { p: Math.round(one.share * 100) })}</span>
            )}
            {one.refusal ? (
              <p className="field-error">{one.refusal}</p>
            ) : (
              <span className="file-bar" style={{ inlineSize: `${one.share * 100}%` }} />
            )}
          </li>
        ))}
      </ul>
      {room && (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard
        <div
          className={over ? 'files-drop files-over' : 'files-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <input
            ref={input}
            id={id}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            aria-labelledby={`${id}-label`}
            multiple={field.max > 1}
            accept={acceptedTypes[field.accept].join(',')}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]).then(leave);
              event.target.value = '';
            }}
          />
          <span>
            {t('form.dropFiles')}{' '}
            <Button type="link" size="small" onClick={() => input.current?.click()}>
              {t('form.chooseFiles')}
            </Button>
          </span>
          <span className="files-kinds">
            {t(kinds[field.accept])}
            {field.max > 1 && ` · ${t('form.filesMax', { n: field.max })}`}
          </span>
        </div>
      )}
    </div>
  );
};
