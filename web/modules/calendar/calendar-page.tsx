import './calendar.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { CalendarJob, CalendarView, CalendarYear } from '../../../core/contract/calendar-view.ts';
import { getJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LoadProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ImportYear } from './import-year.tsx';

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => getJson<CalendarView>('/api/calendar', { signal }),
  refetchInterval: (query) => (query.state.data?.jobs.some((job) => job.state === 'running') ? 2_000 : 60_000),
});

const Year = ({ year }: { year: CalendarYear }) => {
  const { t } = useLanguage();
  return (
    <tr>
      <th scope="row">{year.year}</th>
      <td>{year.restDays}</td>
      <td>{year.makeUpDays}</td>
      <td>
        {year.source === 'shipped' || !year.importedAt
          ? t('calendar.shipped')
          : t('calendar.imported', { name: year.importedBy?.name ?? '', at: minuteOf(year.importedAt) })}
        {year.reason && <small>{year.reason}</small>}
      </td>
      <td>{year.notices.join(' ')}</td>
    </tr>
  );
};

const Job = ({ job }: { job: CalendarJob }) => {
  const { t } = useLanguage();
  const words =
    job.total === null ? t('calendar.jobBegun') : t('calendar.jobDone', { done: job.done, total: job.total });
  return (
    <li className={job.state === 'dead' ? 'calendar-job calendar-dead' : 'calendar-job'}>
      <strong>{t('calendar.job', { year: job.year })}</strong>
      <span>{job.state === 'dead' ? t('calendar.jobDead') : words}</span>
      <progress max={job.total ?? 1} value={job.total === null ? undefined : job.done} aria-label={words} />
    </li>
  );
};

/** The years of working days the clocks reckon with, and the way to add the next one. */
export const CalendarPage = () => {
  const { t } = useLanguage();
  const calendar = useQuery(calendarQuery);
  if (calendar.isPending) return <Skeleton rows={5} />;
  if (!calendar.data) return <LoadProblem error={calendar.error} retry={() => void calendar.refetch()} />;
  const view = calendar.data;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('status.calendar')}</h1>
          <p className="page-lead">{t('calendar.lead')}</p>
        </div>
      </header>
      {view.endsSoon && (
        <p className="calendar-warn" role="status">
          <Icon name="warn" />
          {t('status.calendarWarn', {
            year: view.lastYear,
            next: view.lastYear + 1,
            days: view.daysLeft,
            n: view.provisionalLimits,
          })}
        </p>
      )}
      {view.jobs.length > 0 && (
        <ul className="calendar-jobs" aria-live="polite">
          {view.jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </ul>
      )}
      <ImportYear may={view.mayImport} next={view.lastYear + 1} />
      <table className="calendar-years">
        <thead>
          <tr>
            {(['year', 'rest', 'makeUp', 'source', 'notice'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`calendar.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.years.map((year) => (
            <Year key={year.year} year={year} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
