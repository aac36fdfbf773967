import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { CalendarPreview } from '../../../core/contract/calendar-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { PressProblem } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';

const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

const Examples = ({ examples }: Pick<CalendarPreview, 'examples'>) => {
  const { t, pick } = useLanguage();
  if (examples.length === 0) return null;
  return (
    <table className="calendar-table">
      <caption>{t('calendar.earliest')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('calendar.case')}</th>
          <th scope="col">{t('calendar.limit')}</th>
          <th scope="col">{t('calendar.was')}</th>
          <th scope="col">{t('calendar.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map((move) => (
          <tr key={`${move.caseId} ${move.limit.en} ${move.dueAt}`}>
            <th scope="row" className="number">
              {move.caseNumber}
            </th>
            <td>{pick(move.limit)}</td>
            <td className="number">{move.was && minuteOf(move.was)}</td>
            <td className="number">
              {minuteOf(move.dueAt)}
              {move.provisional && <span className="muted"> {t('calendar.provisional')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface Props {
  readonly preview: CalendarPreview;
  readonly busy: boolean;
  readonly error: unknown;
  readonly confirm: (reason: string) => void;
  readonly cancel: () => void;
}

/** What an import would do, before it does it; a ground must be given, for the record. */
export const PreviewPanel = ({ preview, busy, error, confirm, cancel }: Props) => {
  const { t } = useLanguage();
  const [reason, setReason] = useState('');
  const id = useId();
  if (!preview.changes) return <p role="status">{t('calendar.noChange', { year: preview.year })}</p>;
  return (
    <form
      className="calendar-preview"
      onSubmit={(event) => {
        event.preventDefault();
        confirm(reason);
      }}
    >
      <h3>{t('calendar.previewTitle', { year: preview.year })}</h3>
      <p>
        {t('calendar.days', { rest: preview.restDays, work: preview.makeUpDays })}
        {preview.correction && ` ${t('calendar.corrects', { year: preview.year })}`}
      </p>
      <dl className="calendar-figures">
        <Figure label={t('calendar.moving')} value={preview.moving} />
        <Figure label={t('calendar.becomeFirm')} value={preview.becomeFirm} />
        <Figure label={t('calendar.later')} value={preview.later} />
        <Figure label={t('calendar.earlier')} value={preview.earlier} />
      </dl>
      {!preview.complete && <p className="muted">{t('calendar.incomplete', { n: preview.cases })}</p>}
      <Examples examples={preview.examples} />
      <label htmlFor={id}>{t('calendar.reason')}</label>
      <Input
        id={id}
        value={reason}
        maxLength={500}
        placeholder={t('calendar.reasonHint')}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== null && <PressProblem error={error} kept />}
      <div className="calendar-actions">
        <Button type="primary" htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
          {t('calendar.confirm')}
        </Button>
        <Button onClick={cancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};
