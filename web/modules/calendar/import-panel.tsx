import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import type { CalendarPreview, CalendarView } from '../../../core/contract/calendar-view.ts';
import { sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { blankYearFile, parseYearFile } from '../../data/year-file.ts';
import { Icon } from '../../parts/icon.tsx';
import { PressProblem } from '../../parts/states.tsx';
import { PreviewPanel } from './preview-panel.tsx';

const download = (year: number): void => {
  const url = URL.createObjectURL(new Blob([blankYearFile(year)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `calendar-${year}.json`;
  link.click();
  URL.revokeObjectURL(url);
};

/** Choosing a file previews it at once; importing is a second press. */
const useImport = () => {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const presses = usePresses();
  const [file, setFile] = useState<unknown>(null);
  const preview = useMutation({
    mutationFn: (chosen: unknown) => sendJson<CalendarPreview>('POST', '/api/calendar/preview', { file: chosen }),
  });
  const press = useMutation({
    mutationFn: (reason: string) => {
      const body = { file, reason };
      return sendJson<CalendarView>('POST', '/api/calendar/years', body, { key: presses.keyFor(body) });
    },
    onSettled: (_view, error) => presses.settle(error),
    onSuccess: (view) => {
      client.setQueryData(['calendar'], view);
      void client.invalidateQueries({ queryKey: ['alerts'] });
      void client.invalidateQueries({ queryKey: ['health'] });
      void message.success(t('calendar.imported', { year: preview.data?.year ?? '' }));
      preview.reset();
    },
  });
  const choose = (chosen: unknown): void => {
    press.reset();
    setFile(chosen);
    preview.mutate(chosen);
  };
  return { preview, press, choose };
};

export const ImportPanel = ({ next }: { next: number }) => {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState(false);
  const { preview, press, choose } = useImport();
  const read = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const contents = parseYearFile(await chosen.text());
    setUnreadable(contents === undefined);
    preview.reset();
    if (contents !== undefined) choose(contents);
    // The same file, corrected, may be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <section className="calendar-import">
      <h2>{t('calendar.import')}</h2>
      <p className="muted">{t('calendar.importHint')}</p>
      <div className="calendar-actions">
        <Button
          type={preview.data ? 'default' : 'primary'}
          loading={preview.isPending}
          icon={<Icon name="upload" />}
          onClick={() => input.current?.click()}
        >
          {t(preview.data ? 'calendar.chooseOther' : 'calendar.choose')}
        </Button>
        <Button type="link" onClick={() => download(next)}>
          {t('calendar.sample')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('calendar.choose')}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      {unreadable && <p role="alert">{t('calendar.notJson')}</p>}
      {preview.error !== null && <PressProblem error={preview.error} kept={false} />}
      {preview.data && (
        <PreviewPanel
          preview={preview.data}
          busy={press.isPending}
          error={press.error}
          confirm={(reason) => press.mutate(reason)}
          cancel={() => preview.reset()}
        />
      )}
    </section>
  );
};
