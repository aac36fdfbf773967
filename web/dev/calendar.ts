import type { Json } from '../../core/base/json.ts';
import { text } from '../../core/base/text.ts';
import { dateOf, formatInstant, type Instant } from '../../core/base/time.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import type { DayTable, YearOfDays } from '../../core/calendar/day-table.ts';
import { importYear } from '../../core/calendar/import-year.ts';
import { daysUntilTableEnds, tableEndsSoon } from '../../core/calendar/table-end.ts';
import { readYearFile } from '../../core/calendar/year-file.ts';
import type { AlertView, CalendarJob, CalendarPreview, CalendarView } from '../../core/contract/calendar-view.ts';
import type { SessionView } from '../../core/contract/session-view.ts';

/** The calendar of the stand-in server: real validation, invented cases; a job that ends after a few looks at it. */
let table: DayTable = chinaDays;
let jobs: CalendarJob[] = [];
const importedBy = new Map<number, { name: string; at: string }>();
const now = (): Instant => Date.now() as Instant;
const iso = (): string => formatInstant((Math.floor(Date.now() / 1000) * 1000) as Instant);

const counts = (year: YearOfDays) => ({
  restDays: year.holidays.reduce((sum, holiday) => sum + holiday.rest.length, 0),
  makeUpDays: year.holidays.reduce((sum, holiday) => sum + holiday.work.length, 0),
});

const view = (session: SessionView): CalendarView => {
  jobs = jobs.map((job) => {
    const done = Math.min(job.total ?? 0, job.done + 9);
    return { ...job, done, state: done === job.total ? 'done' : 'running' };
  });
  const years = Object.entries(table.years).sort(([a], [b]) => Number(b) - Number(a));
  return {
    version: table.version,
    years: years.map(([year, content]) => {
      const by = importedBy.get(Number(year));
      return {
        year: Number(year),
        source: by ? 'imported' : 'shipped',
        notices: [...content.notices],
        ...counts(content),
        version: by ? table.version : null,
        importedBy: by ? { personId: 'a10', name: by.name } : null,
        importedAt: by?.at ?? null,
        reason: null,
      };
    }),
    lastYear: Number(years[0]?.[0]),
    daysLeft: daysUntilTableEnds(table, dateOf(now())),
    endsSoon: tableEndsSoon(table, dateOf(now())),
    provisionalLimits: importedBy.size > 0 ? 0 : 12,
    mayImport: session.may.includes('calendar.import')
      ? { allowed: true }
      : { allowed: false, code: 'people.notYourPost', why: text('由系统管理员导入。', 'The administrator imports.') },
    jobs,
  };
};

const alerts = (session: SessionView): AlertView[] => {
  if (!session.may.includes('calendar.import') || !tableEndsSoon(table, dateOf(now()))) return [];
  const days = daysUntilTableEnds(table, dateOf(now()));
  const message = text(
    `工作日历再有 ${days} 天到表尾,2027 年尚未导入;已有 12 个时限为暂定。国务院办公厅通知公布后请即导入。`,
    `The working-day calendar ends in ${days} days and 2027 is not imported; 12 limits are provisional. Import the notice of the State Council as soon as it is out.`,
  );
  return [{ kind: 'calendar.tableEnds', raisedAt: iso(), message, url: '/calendar' }];
};

export const calendarAnswer = (area: string, id: string, session: SessionView): unknown => {
  if (area === 'alerts') return alerts(session);
  return id === 'jobs' ? jobs : view(session);
};

const previewOf = (year: number, next: DayTable): CalendarPreview => ({
  year,
  changes: next !== table,
  correction: table.years[year] !== undefined,
  ...counts(next.years[year] as YearOfDays),
  cases: 12,
  complete: true,
  moving: 12,
  becomeFirm: 12,
  earlier: 0,
  later: 9,
  examples: [1, 2, 3].map((n) => ({
    caseId: `c${n}`,
    caseNumber: `RW-2026-120${n}`,
    limit: text('补齐材料', 'Supplementing'),
    was: '2027-01-04T00:00:00+08:00',
    dueAt: `2027-01-0${5 + n}T00:00:00+08:00`,
    provisional: false,
  })),
});

export const calendarPress = (
  id: string,
  body: Record<string, unknown>,
  session: SessionView,
): { status: number; body: unknown } => {
  const file = body.file as Json;
  const imported = importYear(table, file);
  const read = readYearFile(file);
  const refusal = imported.ok ? (read.ok ? null : read.refusal) : imported.refusal;
  if (!imported.ok || !read.ok) {
    const code = refusal?.code ?? '';
    return { status: 422, body: { type: 'about:blank', title: code, status: 422, code, message: refusal?.message } };
  }
  const { year } = read.value;
  if (id === 'preview') return { status: 200, body: previewOf(year, imported.value) };
  table = imported.value;
  importedBy.set(year, { name: session.name, at: iso() });
  jobs = [
    {
      id: `${year}.v${table.version}`,
      year,
      version: table.version,
      state: 'running',
      total: 12,
      done: 0,
      startedAt: iso(),
    },
    ...jobs,
  ];
  return { status: 200, body: view(session) };
};
