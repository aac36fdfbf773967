import './status.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { useSession } from '../../app/session.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { DeadLetters } from './dead-letters.tsx';
import { type HealthView, warningsOf } from './health-view.ts';
import { KeyRotations } from './key-rotations.tsx';

const Area = ({
  icon,
  title,
  facts,
}: {
  icon: IconName;
  title: string;
  facts: readonly (readonly [string, ReactNode])[];
}) => (
  <section className="status-area">
    <h2>
      <Icon name={icon} /> {title}
    </h2>
    <dl>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const Areas = ({ health }: { health: HealthView }) => {
  const { t, locale } = useLanguage();
  const count = (n: number) => n.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en');
  const seconds = (n: number) => t('status.seconds', { n: n < 10 ? n.toFixed(1) : Math.round(n) });
  const at = (instant: string | null) => (instant ? minuteOf(instant) : t('status.none'));
  return (
    <div className="status-areas">
      <Area
        icon="clock"
        title={t('status.clocks')}
        facts={[
          [t('status.clocksRunning'), count(health.clocks.running)],
          [t('status.clocksNext'), at(health.clocks.dueNext)],
          [t('status.clocksLate'), seconds(health.clocks.lateSeconds)],
        ]}
      />
      <Area
        icon="link"
        title={t('status.audit')}
        facts={[
          [t('status.auditSize'), count(health.audit.size)],
          [t('status.auditLag'), seconds(health.audit.lagSeconds)],
          [t('status.auditHead'), at(health.audit.lastHeadAt)],
        ]}
      />
      <Area
        icon="upload"
        title={t('status.outbox')}
        facts={[
          [t('status.outboxWaiting'), count(health.outbox.waiting)],
          [t('status.outboxDead'), count(health.outbox.dead)],
        ]}
      />
      <Area
        icon="register"
        title={t('status.calendar')}
        facts={[
          [t('status.calendarLast'), `${health.calendar.lastYear}-12-31`],
          [t('status.calendarDays'), t('status.days', { n: health.calendar.daysLeft })],
          [
            t('status.calendarProvisional'),
            <Link key="calendar" to="/calendar">
              {count(health.calendar.provisionalLimits)}
            </Link>,
          ],
        ]}
      />
    </div>
  );
};

const Processes = ({ processes }: Pick<HealthView, 'processes'>) => {
  const { t, pick } = useLanguage();
  return (
    <section className="status-processes">
      <h2>{t('status.processes')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('status.process')}</th>
            <th scope="col">{t('status.processVersion')}</th>
            <th scope="col">{t('status.processOpen')}</th>
          </tr>
        </thead>
        <tbody>
          {processes.map((process) => (
            <tr key={`${process.name}:${process.version}`}>
              <th scope="row">
                {process.title && `${pick(process.title)} `}
                <span className="number muted">{process.name}</span>
              </th>
              <td>{process.version}</td>
              <td>{process.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The administrator knows before users do. */
export const StatusPage = () => {
  const { t } = useLanguage();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => getJson<HealthView>('/api/health', { signal }),
    refetchInterval: 15_000,
  });
  const session = useSession();
  if (health.isPending) return <Skeleton rows={4} />;
  if (!health.data) return <LoadProblem error={health.error} retry={() => void health.refetch()} />;
  const warnings = warningsOf(health.data);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('status.title')}</h1>
        <p className="muted">{t('status.readAt', { at: minuteOf(new Date(health.dataUpdatedAt).toISOString()) })}</p>
      </header>
      <div className="status-summary" role="status">
        <p className={warnings.length === 0 ? 'status-well' : 'status-attention'}>
          <Icon name={warnings.length === 0 ? 'check' : 'warn'} />
          {warnings.length === 0 ? t('status.well') : t('status.attention', { n: warnings.length })}
        </p>
        <ul>
          {warnings.map((warning) => (
            <li key={warning.key}>{t(warning.key, warning.parameters)}</li>
          ))}
        </ul>
      </div>
      <Areas health={health.data} />
      <KeyRotations rotations={health.data.keyRotations} />
      {session.may.includes('system.health') && <DeadLetters mayRetry={session.may.includes('system.operate')} />}
      <Processes processes={health.data.processes} />
    </div>
  );
};
