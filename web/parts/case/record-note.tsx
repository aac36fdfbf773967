import type { PaperView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../time-left.ts';

/** What a quality record is besides its paper: looked through or not, until when it is kept, what was struck through. */
export const RecordNote = ({ record }: { record: NonNullable<PaperView['record']> }) => {
  const { t, pick } = useLanguage();
  const kept = record.keptUntil
    ? t('record.keptUntil', { on: minuteOf(record.keptUntil).slice(0, 10) })
    : t(record.kept === 'permanent' ? 'record.permanent' : 'record.open');
  return (
    <div className="record-note">
      <p>
        {record.review !== 'none' && `${t(`record.review.${record.review}`)} · `}
        {kept} ({pick(record.keptBy.title)}, {record.keptBy.clause})
      </p>
      {record.corrections.length > 0 && (
        <ul>
          {record.corrections.map((one) => (
            <li key={`${one.at}:${one.label.zh}:${one.row}`}>
              {pick(one.label)}
              {one.row !== null && ` ${t('record.row', { n: one.row })}`} <del>{one.before}</del> <ins>{one.after}</ins>
              <small>
                {one.reason} · {one.by} · {minuteOf(one.at)}
              </small>
            </li>
          ))}
        </ul>
      )}
      {record.originalUrl && (
        <a href={record.originalUrl} target="_blank" rel="noreferrer">
          {t('record.original')}
        </a>
      )}
    </div>
  );
};
