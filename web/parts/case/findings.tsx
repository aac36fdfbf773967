import './findings.css';
import type { CaseView, HistoryEntryView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { FormAnswers } from '../form/form-answers.tsx';
import { minuteOf } from '../time-left.ts';

const Finding = ({ entry, open }: { entry: HistoryEntryView; open: boolean }) => {
  const { t, pick } = useLanguage();
  return (
    <details className="finding" open={open}>
      <summary>
        <strong>{pick(entry.title)}</strong>
        <span>
          {entry.actor?.name ?? t('history.system')}
          {entry.post && ` · ${pick(entry.post)}`} · {minuteOf(entry.at)}
        </span>
      </summary>
      {entry.reason && <p>{entry.reason}</p>}
      {entry.form && entry.values && <FormAnswers form={entry.form} values={entry.values} />}
    </details>
  );
};

/** What others found before, the latest open: all that somebody who only approves has to read. */
export const Findings = ({ view }: { view: CaseView }) => {
  const { t } = useLanguage();
  const told = view.history
    .filter((entry) => (entry.form && entry.values) || entry.signature || entry.reason)
    .toReversed();
  if (told.length === 0) return null;
  return (
    <section className="findings">
      <h3>{t('case.findings')}</h3>
      {told.map((entry, index) => (
        <Finding key={entry.seq} entry={entry} open={index === 0} />
      ))}
    </section>
  );
};
