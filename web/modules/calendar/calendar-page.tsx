import './calendar.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { CalendarJob, CalendarView } from '../../../core/contract/calendar-view.ts';
import { getJson, sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LoadProblem, PressProblem, Skeleton } from '../../parts/states.tsx';
import { minuteOf } from '../../parts/time-left.ts';
import { ImportPanel } from './import-panel.tsx';
import { YearsTable } from './years-table.tsx';

const jobWords = { running: 'calendar.jobRunning', done: 'calendar.jobDone', dead: 'calendar.jobDead' } as const;

const RunAgain = ({ job }: { job: CalendarJob }) => {
  const { t } = useLanguage();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => sendJson('POST', `/api/calendar/jobs/${job.id}/run`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  });
  return (
    <>
      <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
        {t('calendar.jobAgain')}
      </Button>
      {again.error !== null && <PressProblem error={again.error} kept={false} />}
    </>
  );
};

const Jobs = ({ jobs, mayRun }: { jobs: readonly CalendarJob[]; mayRun: boolean }) => {
  const { t } = useLanguage();
  if (jobs.length === 0) return null;
  return (
    <section className="calendar-jobs">
      <h2>{t('calendar.jobs')}</h2>
      <ul>
        {jobs.map((job) => (
          <li key={job.id} role="status">
            <p>
              <span className="number">{job.year}</span>{' '}
              {t(jobWords[job.state], { done: job.done, total: job.total ?? '…' })}
              <span className="muted"> {minuteOf(job.startedAt)}</span>
            </p>
            {job.state === 'running' && (
              <Progress
                percent={job.total ? Math.round((100 * job.done) / job.total) : 0}
                showInfo={false}
                size="small"
                aria-label={t('calendar.jobs')}
              />
            )}
            {job.state === 'dead' && mayRun && <RunAgain job={job} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Summary = ({ view }: { view: CalendarView }) => {
  const { t } = useLanguage();
  const days = Math.max(0, view.daysLeft);
  return (
    <p className={view.endsSoon ? 'calendar-summary calendar-ends' : 'calendar-summary calendar-well'} role="status">
      <Icon name={view.endsSoon ? 'warn' : 'check'} />
      <span>
        {view.endsSoon
          ? t('calendar.ends', { days, year: view.lastYear + 1, n: view.provisionalLimits })
          : t('calendar.well', { days, year: view.lastYear })}
      </span>
    </p>
  );
};

/** 工作日历: how far it reaches, what hangs on it, and the import of a further year. */
export const CalendarPage = () => {
  const { t } = useLanguage();
  const calendar = useQuery({
    queryKey: ['calendar'],
    queryFn: ({ signal }) => getJson<CalendarView>('/api/calendar', { signal }),
    refetchInterval: ({ state }) => (state.data?.jobs.some((job) => job.state === 'running') ? 2_000 : 60_000),
  });
  if (calendar.isPending) return <Skeleton rows={4} />;
  if (!calendar.data) return <LoadProblem error={calendar.error} retry={() => void calendar.refetch()} />;
  const view = calendar.data;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('calendar.title')}</h1>
      </header>
      <p className="page-lead">{t('calendar.lead')}</p>
      <Summary view={view} />
      {view.mayImport.allowed && <ImportPanel next={view.lastYear + 1} />}
      <Jobs jobs={view.jobs} mayRun={view.mayImport.allowed} />
      <YearsTable years={view.years} />
    </div>
  );
};
