import './case-header.css';
import type { ReactNode } from 'react';
import type { CaseView } from '../../../core/contract/case-view.ts';
import { useLanguage } from '../../app/language.tsx';
import { ClockPill } from '../clock-pill.tsx';
import { minuteOf, withinText } from '../time-left.ts';

/** Number, subject, state and the clock that binds. A breach of the past stays visible for ever. */
export const CaseHeader = ({ view, children }: { view: CaseView; children?: ReactNode }) => {
  const { t, pick, locale } = useLanguage();
  const limit = view.bindingLimit;
  const breaches = view.limits.filter((other) => other.breachedAt !== null && other.name !== limit?.name).length;
  return (
    <header className="case-header">
      <div className="case-title">
        <p className="case-origin">
          <span className="number">{view.number}</span>
          <span>{pick(view.process.title)}</span>
          <span>{view.process.clause}</span>
        </p>
        <h1>{view.subject}</h1>
        <p className="case-position">
          {view.position.map((place) => (
            <span key={place.en} className={view.state === 'open' ? 'case-stage' : 'case-stage case-stage-ended'}>
              {pick(place)}
            </span>
          ))}
          <span className="muted">
            {view.state === 'open' || view.endedAt === null
              ? t('case.openedAt', { at: minuteOf(view.openedAt) })
              : t('case.endedAt', { at: minuteOf(view.endedAt) })}
          </span>
          <span className="muted case-entity">{view.entity.name}</span>
          {breaches > 0 && <span className="case-breaches">{t('cases.breaches', { n: breaches })}</span>}
        </p>
      </div>
      {limit && (
        <div className="case-clock">
          <ClockPill clock={{ ...limit, breached: limit.breachedAt !== null }} clause={limit.clause} size="header" />
          <p className="case-clock-source">
            {pick(limit.title)} · {withinText(limit.within, locale)} · {limit.clause}
          </p>
        </div>
      )}
      {children && <div className="case-header-actions">{children}</div>}
    </header>
  );
};
