import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import type { CalendarPreview, CalendarView } from '../../../core/contract/calendar-view.ts';
import type { AllowedView } from '../../../core/contract/common.ts';
import { sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { usePresses } from '../../app/press.ts';
import { PressProblem } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { WhyButton } from '../../parts/why-button.tsx';

interface Chosen {
  readonly name: string;
  readonly file: unknown;
}

/** What the import would do to clocks that run, said before anything is changed. */
const Preview = ({ preview }: { preview: CalendarPreview }) => {
  const { t, pick } = useLanguage();
  const known = {
    year: preview.year,
    rest: preview.restDays,
    makeUp: preview.makeUpDays,
    cases: preview.cases,
    moving: preview.moving,
    firm: preview.becomeFirm,
    earlier: preview.earlier,
    later: preview.later,
  };
  return (
    <div className="calendar-preview" role="status">
      <p>{t('calendar.previewDays', known)}</p>
      {preview.correction && <p>{t('calendar.previewCorrection', known)}</p>}
      <p>{preview.changes ? t('calendar.previewMoves', known) : t('calendar.previewSame')}</p>
      {!preview.complete && <p className="muted">{t('calendar.previewPart')}</p>}
      <ul>
        {preview.examples.map((example) => (
          <li key={`${example.caseId}:${example.limit.en}:${example.dueAt}`}>
            <span className="number">{example.caseNumber}</span> {pick(example.limit)} ·
            {example.was ? minuteOf(example.was) : t('common.none')} → {minuteOf(example.dueAt)}
            {example.provisional && ` · ${t('time.provisional')}`}
          </li>
        ))}
      </ul>
    </div>
  );
};

const ReasonAndGo = ({ chosen, done }: { chosen: Chosen; done: () => void }) => {
  const { t } = useLanguage();
  const id = useId();
  const queries = useQueryClient();
  const presses = usePresses();
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const add = useMutation({
    mutationFn: async () => {
      const body = { file: chosen.file, reason: reason.trim() };
      try {
        const view = await sendJson<CalendarView>('POST', '/api/calendar/years', body, { key: presses.keyFor(body) });
        presses.settle(null);
        return view;
      } catch (error) {
        presses.settle(error);
        throw error;
      }
    },
    onSuccess: (view) => {
      queries.setQueryData(['calendar'], view);
      void queries.invalidateQueries({ queryKey: ['alerts'] });
      void queries.invalidateQueries({ queryKey: ['health'] });
      done();
    },
  });
  const press = () => {
    setLacking(reason.trim() === '');
    if (reason.trim() !== '') add.mutate();
  };
  return (
    <>
      <label htmlFor={id}>{t('moves.reason')}</label>
      <Input
        id={id}
        maxLength={500}
        value={reason}
        placeholder={t('calendar.reasonHint')}
        aria-invalid={lacking}
        aria-describedby={`${id}-error`}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="field-error" id={`${id}-error`} aria-live="polite">
        {lacking && t('moves.reasonMissing')}
      </p>
      {add.error && <PressProblem error={add.error} kept />}
      <Button type="primary" loading={add.isPending} onClick={press}>
        {t('calendar.import')}
      </Button>
    </>
  );
};

/** Choose the file of a year, see what it would do, say why, import. */
export const ImportYear = ({ may, next }: { may: AllowedView; next: number }) => {
  const { t, pick } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const preview = useMutation({
    mutationFn: (file: unknown) => sendJson<CalendarPreview>('POST', '/api/calendar/preview', { file }),
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setChosen(null);
    setUnreadable(false);
    preview.reset();
    try {
      const contents: unknown = JSON.parse(await file.text());
      setChosen({ name: file.name, file: contents });
      preview.mutate(contents);
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <section className="calendar-import" aria-label={t('calendar.import')}>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('calendar.choose', { next })}
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <WhyButton why={may.allowed ? null : pick(may.why)} onClick={() => input.current?.click()}>
        {t('calendar.choose', { next })}
      </WhyButton>
      {chosen && <span className="muted">{chosen.name}</span>}
      {unreadable && (
        <p className="field-error" role="alert">
          {t('calendar.unreadable')}
        </p>
      )}
      {preview.error && <PressProblem error={preview.error} kept={false} />}
      {preview.data && <Preview preview={preview.data} />}
      {preview.data?.changes && chosen && (
        <ReasonAndGo key={chosen.name} chosen={chosen} done={() => setChosen(null)} />
      )}
    </section>
  );
};
