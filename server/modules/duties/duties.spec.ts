import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../../core/base/time.ts';
import { chinaDays } from '../../../core/calendar/china.ts';
import { duties } from '../../../core/modules/registry.ts';
import { draw } from '../../../core/process/draw.ts';
import { processOfDuty } from '../../../core/process/duty-process.ts';
import { addHouse, kernelFor, type TestClock } from '../../case/testing.ts';
import { wakeAllDue } from '../../case/wake.ts';
import { sha256 } from '../../duties/drawing.ts';
import { listDuties, listMissed } from '../../duties/list.ts';
import { type DutyDeps, openDueDuties } from '../../duties/open-due.ts';
import { moment } from '../../platform/people/testing.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts';
import { merchantsByGrade, qualityRecords } from './public.ts';

const clock: TestClock = { now: 0 as Instant };
let db: TestDatabase;
let deps: DutyDeps;

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  await db.owner.query(
    `insert into audit_heads (size, statement, signature, frontier, seen) values (7, '{"root":"abc"}', '', '', pg_current_snapshot());
     insert into audit_status (part, size) values ('place:disk', 7)`,
  );
  const kernel = kernelFor(db.app, clock, duties.map(processOfDuty), { effects: { record: async () => {} } });
  deps = { kernel, table: () => chinaDays, duties, populations: { merchantsByGrade, qualityRecords } };
  clock.now = moment('2025-05-20T09:00');
  await openDueDuties(deps);
});
afterAll(() => db.drop());

const at = async (when: string): Promise<void> => {
  clock.now = moment(when);
  await openDueDuties(deps);
  await wakeAllDue(deps.kernel);
};

/** What the machine wrote down when it opened an occurrence. */
const opening = async (duty: string, period: string) => {
  const [entry] = await db.app.query<{ payload: string }>(
    `select e.payload from duty_occurrences o join audit_entries e on e.chain_id = o.case_id::text and e.kind = 'caseOpened'
     where o.duty = $1 and o.period = $2`,
    [duty, period],
  );
  return (JSON.parse(entry?.payload ?? '{}') as { form: { seed: string; population: number; sample: object[] } }).form;
};

const addRecords = async (n: number, issuedAt: string): Promise<readonly string[]> => {
  const [opened] = await db.app.query<{ id: string }>('select id from cases limit 1');
  const numbers = Array.from({ length: n }, (_, i) => `记录-${issuedAt.slice(0, 7)}-${i}`);
  for (const number of numbers)
    await db.owner.query(
      `insert into papers (id, entity_id, kind, code, title, title_en, number, case_id, act_seq, issued_at, issued_by, sha256, verify_token)
       values ($1, 'house', 'record', 'x', '记录', 'Record', $2, $3, 1, $4, 'ann', '', gen_random_uuid()::text)`,
      [randomUUID(), number, opened?.id, new Date(moment(issuedAt))],
    );
  return numbers;
};

describe('what the duties draw from', () => {
  it('P04-2.3-07 the spot check gets a tenth of last month’s electronic records, rounded up, and any may draw again', async () => {
    await addRecords(7, '2025-04-30T23:59');
    const last = await addRecords(41, '2025-05-20T10:00');
    await addRecords(9, '2025-06-01T00:00');
    await at('2025-06-05T00:05');
    const { seed, population, sample } = await opening('record-spot-check', '2025-06');
    expect(population).toBe(41);
    expect(sample).toEqual(draw(last, 5, seed, sha256).map((number) => ({ number })));
  });

  it('P05-4.1-02 P05-4.1-03 the re-review draws from everybody on the platform, by grade', async () => {
    const merchant = (uscc: string, grade: string | null, state: string) =>
      db.owner.query(
        `insert into merchants (id, entity_id, name, uscc, grade, state) values ($1, 'house', $1, $1, $2, $3)`,
        [uscc, grade, state],
      );
    for (let i = 0; i < 10; i++) {
      await merchant(`A${i}`, 'A', 'admitted');
      await merchant(`B${i}`, 'B', 'admitted');
      await merchant(`C${i}`, 'C', 'admitted');
    }
    await merchant('gone', 'A', 'refused');
    await at('2025-12-01T00:05');
    const { population, sample } = await opening('requalification', '2025-12');
    expect(population).toBe(30);
    const drawn = (group: string) => sample.filter((one) => 'group' in one && one.group === group).length;
    expect(['A', 'B', 'C'].map(drawn)).toEqual([3, 5, 10]);
  });
});

describe('the list of duties', () => {
  it('says what is to be done now, what comes next and what was missed, page by page', async () => {
    await at('2025-12-02T09:30');
    const names = async () => new Map();
    const first = await listDuties(deps, ['house'], { cursor: 0, limit: 5 }, names);
    expect(first).toMatchObject({ nextCursor: '5', total: duties.length });
    const second = await listDuties(deps, ['house'], { cursor: 5, limit: 50 }, names);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(duties.map(({ name }) => name));
    const readings = first.items.find(({ name }) => name === 'archive-room-morning');
    expect(readings).toMatchObject({
      open: { period: '2025-11-25', breached: true },
      next: { period: '2025-12-03', opensAt: '2025-12-03T09:00:00+08:00' },
      lastDone: null,
    });
    const page = await listMissed(deps, 'house', 'archive-room-morning', { limit: 3 });
    expect(page.items.map(({ period, state }) => `${period} ${state}`)).toEqual([
      '2025-12-01 open',
      '2025-11-30 open',
      '2025-11-29 open',
    ]);
    const more = await listMissed(deps, 'house', 'archive-room-morning', {
      limit: 500,
      cursor: String(page.nextCursor),
    });
    expect(more.items.length + 3).toBe(readings?.missed);
    expect(more.items.at(-1)).toMatchObject({ period: '2025-05-20', state: 'lapsed', doneAt: null });
  });
});
