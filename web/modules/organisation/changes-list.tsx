import type { ChangeView } from '../../../core/contract/organisation-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { minuteOf } from '../../parts/time-left.ts';

/** Who changed what, when and why, as the audit keeps it. */
export const ChangesList = ({ changes }: { changes: readonly ChangeView[] }) => {
  const { t } = useLanguage();
  if (changes.length === 0) return null;
  return (
    <section className="org-section">
      <h2>{t('org.changes')}</h2>
      <ul className="org-changes">
        {changes.map((change) => (
          <li key={`${change.at} ${change.kind} ${change.from ?? ''}`}>
            <span className="number">{minuteOf(change.at)}</span>
            <span>
              {t(`org.did.${change.kind}`)}
              {change.from !== null && <span className="muted"> {t('org.asFrom', { at: minuteOf(change.from) })}</span>}
            </span>
            <span className="muted">
              {change.by ?? t('org.bySystem')} · {change.reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
