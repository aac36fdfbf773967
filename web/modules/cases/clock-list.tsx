import './side.css';
import type { LimitView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { ClockPill } from '../../parts/clock-pill.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { dueOf, minuteOf, withinText } from '../../parts/time-left.ts';

const rank: Record<LimitView['state'], number> = { running: 0, paused: 1, breached: 2, met: 3, cancelled: 4 };

/** Every clock of the case with its source; where manual and law differ both figures stand, and which binds. */
export const ClockList = ({ limits }: { limits: readonly LimitView[] }) => {
  const { t, pick, locale } = useLanguage();
  if (limits.length === 0) return <EmptyState icon="clock" title={t('clocks.empty')} />;
  const ordered = limits.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'),
  );
  return (
    <ul className="clock-list">
      {ordered.map((limit) => (
        <li key={`${limit.name}:${limit.startedAt}:${limit.taskId}`}>
          <div className="clock-line">
            <span className="clock-name">{pick(limit.title)}</span>
            <ClockPill clock={{ ...limit, breached: limit.breachedAt !== null }} clause={limit.clause} />
          </div>
          <p className="clock-detail">
            {withinText(limit.within, locale)} · {limit.clause} · {t(`clocks.${limit.party}`)}
          </p>
          <p className="clock-detail">
            {t('clocks.started', { at: minuteOf(limit.startedAt) })}
            {limit.dueAt && ` → ${dueOf(limit.dueAt)}`}
          </p>
          {limit.breachedAt && (
            <p className="clock-breached">{t('clocks.breachedAt', { at: minuteOf(limit.breachedAt) })}</p>
          )}
          {limit.settledAt && <p className="clock-detail">{t('clocks.settled', { at: minuteOf(limit.settledAt) })}</p>}
          {limit.figures.length > 1 && (
            <ul className="clock-figures">
              {limit.figures.map((figure) => (
                <li key={figure.clause} className={figure.binding ? 'clock-binding' : ''}>
                  {withinText(figure.within, locale)} · {figure.clause} · {dueOf(figure.dueAt)}
                  {figure.binding && ` · ${t('clocks.binding')}`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
};
