import './history-list.css';
import { useState } from 'react';
import type { CaseView, HistoryEntryView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { FormAnswers } from '../form/form-answers.tsx';
import { Icon } from '../icon.tsx';
import { EmptyState } from '../states.tsx';
import { minuteOf } from '../time-left.ts';

const Entry = ({ entry, brief }: { entry: HistoryEntryView; brief: boolean }) => {
  const { t, pick } = useLanguage();
  const [open, setOpen] = useState(false);
  const hasForm = entry.form !== null && entry.values !== null;
  return (
    <li className={entry.signature ? 'entry entry-signed' : 'entry'}>
      <p className="entry-title">{pick(entry.title)}</p>
      <p className="entry-who">
        {entry.actor ? entry.actor.name : t(entry.kind === 'acted' ? 'history.platform' : 'history.system')}
        {entry.post && <span> · {pick(entry.post)}</span>}
        {entry.onBehalfOf && <span> · {t('history.onBehalf', { name: entry.onBehalfOf.name })}</span>}
      </p>
      <p className="entry-when">
        <time dateTime={entry.at}>{minuteOf(entry.at)}</time>
        {entry.obligations.length > 0 && !brief && <span>{entry.obligations.join(' ')}</span>}
      </p>
      {entry.signature && (
        <p className="entry-signature">
          <Icon name="pen" size={14} />
          {t('history.signed', { meaning: pick(entry.signature.meaning) })}
        </p>
      )}
      {entry.reason && (
        <p className="entry-reason">
          <span className="muted">{t('history.reason')}</span> {entry.reason}
        </p>
      )}
      {hasForm && !brief && (
        <button type="button" className="plain-button entry-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={14} />
          {t(open ? 'history.hide' : 'history.show')}
        </button>
      )}
      {open && entry.form && entry.values && <FormAnswers form={entry.form} values={entry.values} />}
    </li>
  );
};

/** Who, post, when, what, signature and why; the newest first, as one looks for what changed. */
export const HistoryList = ({ entries, brief = false }: { entries: CaseView['history']; brief?: boolean }) => {
  const { t } = useLanguage();
  if (entries.length === 0) return <EmptyState icon="history" title={t('history.empty')} />;
  return (
    <ol className="history" reversed>
      {entries.toReversed().map((entry) => (
        <Entry key={entry.seq} entry={entry} brief={brief} />
      ))}
    </ol>
  );
};
