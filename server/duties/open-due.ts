import { Defect } from '../../core/base/result.ts';
import { DAY_MS, formatInstant, type Instant } from '../../core/base/time.ts';
import type { DayTable } from '../../core/calendar/day-table.ts';
import type { FormValues } from '../../core/forms/form.ts';
import type { ParameterIdOf } from '../../core/manual/parameters.ts';
import { bindsKind, type DeclaredDuty, occurrences } from '../../core/process/duty.ts';
import { processNameOf } from '../../core/process/duty-process.ts';
import type { Occurrence } from '../../core/process/recurrence.ts';
import type { Kernel } from '../case/kernel.ts';
import { openIn } from '../case/open.ts';
import { MACHINE } from '../case/wake.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { drawingOf, type Population, publishedHead } from './drawing.ts';

export interface DutyDeps {
  readonly kernel: Kernel;
  /** The calendar as imported so far. */
  readonly table: () => DayTable;
  readonly duties: readonly DeclaredDuty[];
  readonly populations: Readonly<Record<string, Population>>;
}

/** An occurrence whose window is open, of one legal entity. */
interface Due {
  readonly entityId: string;
  readonly duty: DeclaredDuty;
  readonly occurrence: Occurrence;
}

/** An import may move a window into the past: so far back nothing is overlooked. */
const LOOK_BACK_MS = 62 * DAY_MS;
/** The longest window is a year. */
const LOOK_AHEAD_MS = 400 * DAY_MS;

const START = `
  insert into duty_starts (entity_id, duty, since, looked_at)
  select e.id, d.duty, $2, $2 from legal_entities e join jsonb_to_recordset($1) as d(duty text, kind text) on d.kind = e.kind
  on conflict do nothing`;

const NOT_OPENED = `
  select (c.place)::int as place from jsonb_to_recordset($1) as c(place int, entity text, duty text, period text)
  where not exists (select from duty_occurrences o where o.entity_id = c.entity and o.duty = c.duty and o.period = c.period)`;

/** Occurrences whose window is open and that nobody has opened yet, in the order of their windows. */
const dueNow = async ({ kernel, table, duties }: DutyDeps, now: Instant): Promise<readonly Due[]> => {
  const declared = duties.map((duty) => ({ duty: duty.name, kind: bindsKind(duty) }));
  await kernel.db.query(START, [JSON.stringify(declared), new Date(now)]);
  const starts = await kernel.db.query<{ entity_id: string; duty: string; since: Instant; looked_at: Instant }>(
    'select entity_id, duty, since, looked_at from duty_starts order by entity_id, duty',
  );
  const found = starts.flatMap(({ entity_id: entityId, duty: name, since, looked_at }) => {
    const duty = duties.find((one) => one.name === name);
    if (!duty) return [];
    const from = Math.max(since, looked_at - LOOK_BACK_MS) as Instant;
    return occurrences(duty, from, (now + LOOK_AHEAD_MS) as Instant, table())
      .filter(({ opens }) => opens <= now)
      .map((occurrence): Due => ({ entityId, duty, occurrence }));
  });
  const asked = found.map(({ entityId, duty, occurrence }, place) => ({
    place,
    entity: entityId,
    duty: duty.name,
    period: occurrence.key,
  }));
  const left = await kernel.db.query<{ place: number }>(NOT_OPENED, [JSON.stringify(asked)]);
  return left
    .flatMap(({ place }) => found[place] ?? [])
    .sort((a, b) => a.occurrence.opens - b.occurrence.opens || a.occurrence.due - b.occurrence.due);
};

/** What the opening says; null where a draw must wait until the audit has published a head. */
const openingOf = async (deps: DutyDeps, tx: Sql, { entityId, duty, occurrence }: Due): Promise<FormValues | null> => {
  const { kernel } = deps;
  const { key: period, opens, due, provisional } = occurrence;
  const values: Record<string, unknown> = {
    subject: `${duty.title.zh} ${period}`,
    period,
    opensAt: formatInstant(opens),
  };
  if (duty.lateFor && !provisional) {
    const within = String(kernel.value(entityId)(duty.lateFor));
    const end = kernel
      .timekeeper()
      .due({ from: due, within, party: 'own', direction: 'after', pauses: [], fromLapse: true });
    values.closesAt = formatInstant(end.dueAt);
  }
  if (!duty.draws) return values;
  const read = deps.populations[duty.draws.from];
  if (!read) throw new Defect(`nobody reads the population ${duty.draws.from}`);
  // The head first: the population is frozen after it was published, in the snapshot that opens the case.
  const head = await publishedHead(tx);
  if (head === null) return null;
  const members = await read(tx, { entityId, period });
  const percent = (id: ParameterIdOf<'number'>): number => Number(kernel.value(entityId)(id));
  const occasion = occasionOf(entityId, duty.name, period);
  return { ...values, ...drawingOf(head, occasion, members, duty.draws, percent) };
};

/** What a seed is for. */
export const occasionOf = (entityId: string, duty: string, period: string): string => `${entityId}/${duty}/${period}`;

const CLAIM = `insert into duty_occurrences (entity_id, duty, period, opens_at) values ($1, $2, $3, $4) on conflict do nothing returning period`;
const KEEP = 'update duty_occurrences set case_id = $4 where entity_id = $1 and duty = $2 and period = $3';

/** Opens one occurrence; null where another process was quicker. Claim and case are one transaction. */
const openOne = async (deps: DutyDeps, one: Due): Promise<string | null> => {
  const { kernel } = deps;
  const key = [one.entityId, one.duty.name, one.occurrence.key] as const;
  const process = kernel.processes.current(processNameOf(one.duty));
  if (!process) throw new Defect(`duty ${one.duty.name} has no procedure`);
  const caseId = await kernel.db.transaction(async (tx) => {
    const form = await openingOf(deps, tx, one);
    if (form === null) return null;
    const [claimed] = await tx.query(CLAIM, [...key, new Date(one.occurrence.opens)]);
    if (!claimed) return null;
    const opened = await openIn(kernel, tx, MACHINE, process, {
      process: process.name,
      entityId: one.entityId,
      partyId: null,
      form,
      signed: null,
      idempotency: null,
    });
    await tx.query(KEEP, [...key, opened.caseId]);
    return opened.caseId;
  });
  if (caseId !== null) kernel.committed(caseId);
  return caseId;
};

/**
 * Opens whatever is due and not open yet, after a downtime too; returns how many. Any number of processes may call it at once.
 */
export const openDueDuties = async (deps: DutyDeps, stopping: () => boolean = () => false): Promise<number> => {
  const now = deps.kernel.clock();
  let count = 0;
  for (const one of await dueNow(deps, now)) {
    if (stopping()) return count;
    if ((await openOne(deps, one)) !== null) count += 1;
  }
  await deps.kernel.db.query('update duty_starts set looked_at = $1 where looked_at < $1', [new Date(now)]);
  return count;
};
