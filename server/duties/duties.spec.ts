import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../core/base/text.ts';
import type { Instant } from '../../core/base/time.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import type { DayTable } from '../../core/calendar/day-table.ts';
import { defineForm } from '../../core/forms/form.ts';
import { draw, fingerprint, seedOf } from '../../core/process/draw.ts';
import type { Duty } from '../../core/process/duty.ts';
import { processOfDuty } from '../../core/process/duty-process.ts';
import { timekeeperOf } from '../../core/process/timekeeper.ts';
import { perform } from '../case/act.ts';
import type { Kernel } from '../case/kernel.ts';
import { todo } from '../case/read/todo.ts';
import { addHouse, kernelFor, staff, type TestClock } from '../case/testing.ts';
import { wakeAllDue } from '../case/wake.ts';
import { moment, must } from '../platform/people/testing.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { type Member, sha256 } from './drawing.ts';
import { type DutyDeps, occasionOf, openDueDuties } from './open-due.ts';

const title = text('月度核对', 'Monthly check');
const form = defineForm({
  id: 'monthly-check',
  version: 1,
  title,
  fields: { note: { kind: 'text', label: title, maxLength: 20, required: true } },
});
const monthly: Duty = {
  name: 'monthly-check',
  title,
  by: 'qualityStaff',
  recurs: { every: 'month', on: { from: 5, to: 10 } },
  form,
  escalatesTo: 'headOfQuality',
  because: 'P04-2.3-05',
};
const daily: Duty = { ...monthly, name: 'daily-check', recurs: { every: 'day' }, lateFor: 'duty.madeUp' };
const drawing: Duty = {
  ...monthly,
  name: 'drawing-check',
  draws: { from: 'things', share: 'record.spotCheckElectronic' },
};
const things: readonly Member[] = Array.from({ length: 41 }, (_, i) => ({ number: `R-${i}` }));

const clock: TestClock = { now: 0 as Instant };
let db: TestDatabase;
let table: DayTable;

const depsFor = (...duties: Duty[]): DutyDeps => {
  const kernel: Kernel = kernelFor(db.app, clock, duties.map(processOfDuty), {
    effects: { record: async () => {} },
    timekeeper: () => timekeeperOf(table, '18:00'),
  });
  return { kernel, table: () => table, duties, populations: { things: async () => things } };
};

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
});
beforeEach(async () => {
  table = chinaDays;
  await db.owner.query(
    'truncate duty_occurrences, duty_starts, case_limits, case_tasks, case_messages, idempotency_keys, cases cascade',
  );
});
afterAll(() => db.drop());

const begin = async (deps: DutyDeps, at: string): Promise<void> => {
  clock.now = moment(at);
  await openDueDuties(deps);
};
const opened = () =>
  db.app.query<{ entity_id: string; duty: string; period: string; breached: Instant | null; ended_as: string | null }>(
    `select o.entity_id, o.duty, o.period, c.ended_as, l.breached_at as breached
     from duty_occurrences o join cases c on c.id = o.case_id
     join case_limits l on l.case_id = c.id and l.limit_name = 'window' order by c.number`,
  );
const clerk = staff('ann', 'qualityStaff');
const list = async (deps: DutyDeps) =>
  (await todo(deps.kernel, clerk, { limit: 50 }, async () => new Map())).items.map(({ subject, dueAt }) => ({
    subject,
    dueAt,
  }));

describe('a duty that falls due', () => {
  it('waits in the list of the post that carries its role, from the day its window opens, with its end', async () => {
    const deps = depsFor(monthly);
    await begin(deps, '2025-02-20T09:00');
    expect(await list(deps)).toEqual([]);
    await begin(deps, '2025-03-05T00:00');
    expect(await list(deps)).toEqual([{ subject: '月度核对 2025-03', dueAt: '2025-03-11T00:00:00+08:00' }]);
  });

  it('is done by its form and no other way, and is then on record', async () => {
    const deps = depsFor(monthly);
    await begin(deps, '2025-02-20T09:00');
    await begin(deps, '2025-03-05T00:00');
    const [task] = await db.app.query<{ id: string }>('select id from case_tasks');
    const act = (values: object, key: string) =>
      perform(deps.kernel, clerk, {
        taskId: task?.id ?? '',
        action: 'done',
        form: { ...values },
        version: 99,
        sign: null,
        idempotency: { accountId: 'account-ann', key, requestHash: key },
      });
    expect(await act({}, 'first')).toMatchObject({ ok: false, refusal: { code: 'form.invalid' } });
    must(await act({ note: '已核对' }, 'second'));
    expect(await opened()).toMatchObject([{ ended_as: 'done', breached: null }]);
  });
});

describe('downtime', () => {
  it('of 72 hours is caught up once, in order, each occurrence a breach of its own, by four processes at once', async () => {
    const deps = depsFor(daily);
    await begin(deps, '2025-03-03T08:00');
    clock.now = moment('2025-03-06T08:00');
    const counts = await Promise.all([1, 2, 3, 4].map(() => openDueDuties(depsFor(daily))));
    expect(counts.reduce((a, b) => a + b)).toBe(3);
    await Promise.all([1, 2, 3, 4].map(() => wakeAllDue(deps.kernel)));
    expect((await opened()).map((row) => [row.period, row.breached !== null])).toEqual([
      ['2025-03-03', true],
      ['2025-03-04', true],
      ['2025-03-05', true],
      ['2025-03-06', false],
    ]);
    expect(await openDueDuties(deps)).toBe(0);
  });

  it('of half a year leaves every missed day on record and one week of them to be done', async () => {
    const deps = depsFor(daily);
    await begin(deps, '2025-03-03T08:00');
    await begin(deps, '2025-09-03T08:00');
    await wakeAllDue(deps.kernel);
    const all = await opened();
    expect(all).toHaveLength(185);
    expect(all.filter(({ breached }) => breached !== null)).toHaveLength(184);
    expect((await list(deps)).length).toBe(8);
  });
});

describe('beginnings and calendars', () => {
  it('invents no occurrence of a time in which the product was not there', async () => {
    const deps = depsFor(monthly, daily);
    await begin(deps, '2025-03-12T09:00');
    expect((await opened()).map(({ duty, period }) => `${duty} ${period}`)).toEqual(['daily-check 2025-03-12']);
  });

  it('nobody misses a window of a year that is not published, until it is', async () => {
    const { '2025': _, ...years } = chinaDays.years;
    table = { ...chinaDays, years };
    const deps = depsFor(monthly);
    await begin(deps, '2025-03-01T09:00');
    await begin(deps, '2025-03-05T00:10');
    clock.now = moment('2025-03-20T09:00');
    await wakeAllDue(deps.kernel);
    expect(await opened()).toMatchObject([{ period: '2025-03', breached: null }]);
    const provisional = 'select provisional from case_tasks';
    expect(await db.app.query(provisional)).toEqual([{ provisional: true }]);
  });
});

describe('a draw', () => {
  const publish = async (): Promise<void> => {
    await db.owner.query(
      `insert into audit_heads (size, statement, signature, frontier, seen) values (7, '{"root":"abc"}', '', '', pg_current_snapshot()) on conflict do nothing`,
    );
    await db.owner.query(`insert into audit_status (part, size) values ('place:disk', 7) on conflict do nothing`);
  };

  it('waits for a published head, keeps seed and fingerprint in the audit, and anybody can draw it again', async () => {
    const deps = depsFor(drawing);
    await begin(deps, '2025-03-01T09:00');
    await begin(deps, '2025-03-05T00:10');
    expect(await opened()).toEqual([]);
    await publish();
    await begin(deps, '2025-03-05T00:11');
    const [entry] = await db.app.query<{ payload: string }>(
      `select payload from audit_entries where kind = 'caseOpened' order by id desc limit 1`,
    );
    const { form: said } = JSON.parse(entry?.payload ?? '{}') as { form: Record<string, unknown> };
    const numbers = things.map(({ number }) => number);
    const seed = seedOf(String(said.head), occasionOf('house', 'drawing-check', '2025-03'), sha256);
    expect(said).toMatchObject({ head: '7:abc', seed, population: 41, fingerprint: fingerprint(numbers, sha256) });
    expect(said.sample).toEqual(draw(numbers.toReversed(), 5, seed, sha256).map((number) => ({ number })));
  });

  it('draws each group by its own share', async () => {
    await publish();
    const grades: Duty = {
      ...drawing,
      name: 'graded-check',
      draws: {
        from: 'graded',
        share: { A: 'requalification.shareA', B: 'requalification.shareB', C: 'requalification.shareC' },
      },
    };
    const graded = ['A', 'B', 'C'].flatMap((group) =>
      Array.from({ length: 5 }, (_, i) => ({ number: `${group}${i}`, group })),
    );
    const deps = { ...depsFor(grades), populations: { graded: async () => graded } };
    await begin(deps, '2025-03-01T09:00');
    await begin(deps, '2025-03-05T00:10');
    const [entry] = await db.app.query<{ payload: string }>(
      `select payload from audit_entries where kind = 'caseOpened' order by id desc limit 1`,
    );
    const { sample } = (JSON.parse(entry?.payload ?? '{}') as { form: { sample: Member[] } }).form;
    const drawn = (group: string) => sample.filter((one) => one.group === group).length;
    expect(['A', 'B', 'C'].map(drawn)).toEqual([2, 3, 5]);
  });
});

// Last: the houses it adds stay.
describe('several legal entities', () => {
  it('have their own occurrences and breaches of what binds them, and of nothing else', async () => {
    await db.owner.query(
      `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('second', 'platform', '第二商城', 'Second', '91350100M000100Y51'), ('shop', 'distributor', '门店', 'Shop', '91350100M000100Y6X')
       on conflict do nothing`,
    );
    const deps = depsFor(monthly);
    await begin(deps, '2025-03-01T09:00');
    await begin(deps, '2025-03-11T00:00');
    await wakeAllDue(deps.kernel);
    expect((await opened()).map((row) => [row.entity_id, row.breached !== null]).sort()).toEqual([
      ['house', true],
      ['second', true],
    ]);
  });
});
