import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { parseInstant } from '../../core/base/time.ts';
import type { Process } from '../../core/process/definition.ts';
import { replay } from '../../core/process/evolve.ts';
import { parallel } from '../../core/process/testing/parallel.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { perform } from './act.ts';
import { Conflict } from './commit.ts';
import { readHistory } from './history.ts';
import type { Kernel } from './kernel.ts';
import { moveTask, withdraw } from './move.ts';
import { open } from './open.ts';
import { readCase } from './read/one-case.ts';
import { todo } from './read/todo.ts';
import { taskId } from './task-id.ts';
import { addHouse, kernelFor, merchant, staff, type TestClock } from './testing.ts';
import { wakeAllDue } from './wake.ts';

const clerk = staff('ann', 'admissionClerk');
const reviewer = staff('bob', 'qualificationReviewer');
const officer = staff('eve', 'complianceOfficer');
const applicant = merchant('mia', 'merchant-1');

const at = (iso: string): Instant => parseInstant(iso) as Instant;
/** The same, with a completeness check that changes something outside the case. */
const check = parallel.stages.check?.tasks.check;
const complete = check?.actions.complete;
const stages = {
  ...parallel.stages,
  check: {
    ...parallel.stages.check,
    tasks: { check: { ...check, actions: { ...check?.actions, complete: { ...complete, then: ['entered'] } } } },
  },
};
const changing = {
  ...parallel,
  name: 'changing',
  stages,
  effects: { entered: { kind: 'change', change: 'entered', because: 'P05-3.1-02' } },
} as unknown as Process;

const clock: TestClock = { now: at('2025-03-03T09:00') };
let db: TestDatabase;
let kernel: Kernel;

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  kernel = kernelFor(db.app, clock, [parallel, changing], { effects: { change: async () => {} } });
});
afterAll(() => db.drop());
beforeEach(() => {
  clock.now = at('2025-03-03T09:00');
});

const key = (who: string, name: string = randomUUID()) => ({
  accountId: `account-${who}`,
  key: name,
  requestHash: 'same',
});
const names = async () => new Map<string, string>();

const opened = async (): Promise<string> => {
  const result = await open(kernel, applicant, {
    process: 'parallel',
    entityId: 'house',
    partyId: 'merchant-1',
    form: {},
    signed: null,
    idempotency: key('mia'),
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.caseId;
};

const act = (
  who: typeof clerk,
  caseId: string,
  task: string,
  action: string,
  version: number,
  idempotency = key(who.personId),
) => perform(kernel, who, { taskId: taskId(caseId, task), action, form: {}, version, sign: null, idempotency });

const versionOf = async (caseId: string): Promise<number> => (await readCase(kernel, caseId))?.state.version ?? 0;

describe('the write path', () => {
  it('opens a case under a number of its series and puts it on the list of those who may act', async () => {
    const caseId = await opened();
    const found = await readCase(kernel, caseId);
    expect(found?.number).toMatch(/^T-20250303-\d{4}$/);
    const list = await todo(kernel, clerk, { limit: 50 }, names);
    expect(list.items.map((item) => item.caseId)).toContain(caseId);
    expect((await todo(kernel, officer, { limit: 50 }, names)).items.map((item) => item.caseId)).not.toContain(caseId);
  });

  it('keeps a snapshot that is what the events say', async () => {
    const caseId = await opened();
    await act(clerk, caseId, 'check.check#1', 'complete', await versionOf(caseId));
    expect(replay(await readHistory(db.app, caseId))).toEqual((await readCase(kernel, caseId))?.state);
  });

  it('the same request five times has one effect', async () => {
    const caseId = await opened();
    const version = await versionOf(caseId);
    const same = key('ann', 'one-press-of-a-button');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => act(clerk, caseId, 'check.check#1', 'complete', version, same)),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect((await readHistory(db.app, caseId)).filter((event) => event.type === 'acted')).toHaveLength(1);
  });

  it('of two people acting on one task one wins and the other hears of it', async () => {
    const caseId = await opened();
    const version = await versionOf(caseId);
    const other = staff('amy', 'admissionClerk');
    const answers = await Promise.allSettled([
      act(clerk, caseId, 'check.check#1', 'complete', version),
      act(other, caseId, 'check.check#1', 'ask', version),
    ]);
    const won = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok);
    const lost = answers.filter((answer) => answer.status === 'rejected' && answer.reason instanceof Conflict);
    expect([won.length, lost.length]).toEqual([1, 1]);
  });

  it('two departments review at once without getting in each other’s way', async () => {
    const caseId = await opened();
    await act(clerk, caseId, 'check.check#1', 'complete', await versionOf(caseId));
    const seen = await versionOf(caseId);
    const both = await Promise.all([
      act(reviewer, caseId, 'review.quality#1', 'pass', seen),
      act(officer, caseId, 'review.compliance#1', 'passCompliance', seen),
    ]);
    expect(both.map((answer) => answer.ok)).toEqual([true, true]);
    expect((await readCase(kernel, caseId))?.state.ended?.end).toBe('passed');
  });

  it('refuses a person without the role, and nothing is written', async () => {
    const caseId = await opened();
    const before = await versionOf(caseId);
    const answer = await act(officer, caseId, 'check.check#1', 'complete', before);
    expect(answer.ok ? '' : answer.refusal.code).toBe('task.notYourRole');
    expect(await versionOf(caseId)).toBe(before);
  });

  it('wakes each limit once, however many ask, and after downtime too', async () => {
    const caseId = await opened();
    await act(clerk, caseId, 'check.check#1', 'ask', await versionOf(caseId));
    clock.now = at('2025-03-07T09:00');
    const second = kernelFor(db.app, clock, [parallel]);
    await Promise.all([wakeAllDue(kernel), wakeAllDue(second)]);
    const history = await readHistory(db.app, caseId);
    expect(history.filter((event) => event.type === 'limitLapsed')).toHaveLength(1);
    expect((await readCase(kernel, caseId))?.state.ended?.end).toBe('void');
  });

  it('撤回 takes the task back and cancels what the act had opened', async () => {
    const caseId = await opened();
    await act(clerk, caseId, 'check.check#1', 'complete', await versionOf(caseId));
    const done = await withdraw(
      kernel,
      clerk,
      caseId,
      '点错',
      { version: await versionOf(caseId), idempotency: key('ann') },
      async () => false,
    );
    expect(done.ok).toBe(true);
    const rows = await db.app.query<{ key: string; state: string }>(
      'select key, state from case_tasks where case_id = $1 order by key',
      [caseId],
    );
    expect(rows).toEqual([
      { key: 'check.check#1', state: 'open' },
      { key: 'review.compliance#1', state: 'cancelled' },
      { key: 'review.quality#1', state: 'cancelled' },
    ]);
    const again = await act(clerk, caseId, 'check.check#1', 'complete', await versionOf(caseId));
    expect(again.ok).toBe(true);
    expect(
      (await todo(kernel, reviewer, { limit: 200 }, names)).items.filter((item) => item.caseId === caseId),
    ).toHaveLength(1);
  });

  it('撤回 is refused where the act has changed something outside its case', async () => {
    const begun = await open(kernel, applicant, {
      process: 'changing',
      entityId: 'house',
      partyId: 'merchant-1',
      form: {},
      signed: null,
      idempotency: key('mia'),
    });
    const { caseId } = begun.ok ? begun.value : { caseId: '' };
    const taskOf = { taskId: taskId(caseId, 'check.check#1'), action: 'complete', form: {}, sign: null };
    await perform(kernel, clerk, { ...taskOf, version: await versionOf(caseId), idempotency: key('ann') });
    const request = { version: await versionOf(caseId), idempotency: key('ann') };
    const answer = await withdraw(kernel, clerk, caseId, '点错', request, async () => false);
    expect(answer.ok ? '' : answer.refusal.code).toBe('withdraw.effectLeft');
  });

  it('转办 moves the task to one person’s list', async () => {
    const caseId = await opened();
    const id = taskId(caseId, 'check.check#1');
    await moveTask(
      kernel,
      clerk,
      id,
      { do: 'transfer', to: 'amy', reason: '出差' },
      { version: await versionOf(caseId), idempotency: key('ann') },
      async () => true,
    );
    const list = async (who: typeof clerk) =>
      (await todo(kernel, who, { limit: 200 }, names)).items.some((item) => item.taskId === id);
    expect([await list(clerk), await list(staff('amy'))]).toEqual([false, true]);
  });
});
