import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../core/base/text.ts';
import type { Instant } from '../../core/base/time.ts';
import { parseInstant } from '../../core/base/time.ts';
import { defineForm } from '../../core/forms/form.ts';
import type { Process } from '../../core/process/definition.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { type ActRequest, perform } from './act.ts';
import type { Kernel } from './kernel.ts';
import { withdraw } from './move.ts';
import { open } from './open.ts';
import { readCase } from './read/one-case.ts';
import { openSubCase, tellParent } from './sub-case.ts';
import { taskId } from './task-id.ts';
import { addHouse, kernelFor, staff, type TestClock } from './testing.ts';
import { deliverNext } from './wake.ts';

const t = text('测试', 'Test');
const because = 'P05-3.1-02';
const form = (id: string) =>
  defineForm({ id, version: 1, title: t, fields: { site: { kind: 'text', label: t, maxLength: 40, required: true } } });
const task = (by: string, actions: object) => ({ title: t, tasks: { it: { title: t, by, actions } } });

/** Two sites are looked at, each in a case of its own; the audit goes on when both have told. */
const audit = {
  name: 'audit-of-sites',
  version: 1,
  title: t,
  series: 'AU',
  clause: 'P05 §3',
  start: { title: t, by: 'admissionClerk', form: form('audit'), to: 'plan', subject: 'site', because },
  lists: { sites: () => ['north', 'south'].map((site) => ({ key: site, label: site })) },
  stages: {
    plan: task('admissionClerk', { send: { title: t, to: 'visits', because } }),
    visits: {
      ...task('qualificationReviewer', { visit: { title: t, then: ['lookAt'], to: { next: 'looking' }, because } }),
      forEach: 'sites',
      join: 'all',
    },
    looking: {
      ...task('qualificationReviewer', { chase: { title: t, stays: true, because } }),
      on: { looked: { next: 'note' } },
    },
    note: task('qualificationReviewer', { write: { title: t, to: [], because } }),
  },
  ends: { done: { title: t } },
  rules: {},
  effects: { lookAt: { kind: 'subCase', process: 'look', hands: { site: 'start.site' }, because } },
  limits: {},
  openCases: 'finishAsBegun',
} as unknown as Process;

const look = {
  name: 'look',
  version: 1,
  title: t,
  series: 'LO',
  clause: 'P05 §3',
  start: { title: t, by: 'system', form: form('look'), to: 'look', subject: 'site', because },
  stages: { look: task('qualificationReviewer', { report: { title: t, then: ['tell'], to: 'seen', because } }) },
  ends: { seen: { title: t } },
  rules: {},
  effects: { tell: { kind: 'tell', event: 'looked', because } },
  limits: {},
  openCases: 'finishAsBegun',
} as unknown as Process;

const clerk = staff('ann', 'admissionClerk');
const reviewer = staff('bob', 'qualificationReviewer');
const clock: TestClock = { now: parseInstant('2025-03-03T09:00') as Instant };
let db: TestDatabase;
let kernel: Kernel;
let fails = false;

beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
  kernel = kernelFor(db.app, clock, [audit, look], {
    effects: {
      subCase: async (scene) => {
        await openSubCase(() => kernel)(scene);
        if (fails) throw new Error('the disk is full');
      },
      tell: tellParent,
    },
  });
});
afterAll(() => db.drop());
beforeEach(() => {
  fails = false;
});

const key = (who: string) => ({ accountId: `account-${who}`, key: randomUUID(), requestHash: '0'.repeat(64) });

const act = async (who: typeof clerk, caseId: string, on: string, action: string, idempotency = key(who.personId)) => {
  const found = await readCase(kernel, caseId);
  const request: ActRequest = {
    taskId: taskId(caseId, on),
    action,
    form: {},
    version: found?.state.version ?? 0,
    sign: null,
    idempotency,
  };
  const done = await perform(kernel, who, request);
  if (!done.ok) throw new Error(done.refusal.code);
};

const planned = async (): Promise<string> => {
  const opened = await open(kernel, clerk, {
    process: 'audit-of-sites',
    entityId: 'house',
    partyId: null,
    form: { site: '一号库' },
    signed: null,
    idempotency: key('ann'),
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  await act(clerk, opened.value.caseId, 'plan.it#1', 'send');
  return opened.value.caseId;
};

const children = (caseId: string) =>
  db.app.query<{ id: string; subject: string; parent_item: string }>(
    'select id, subject, parent_item from cases where parent_id = $1 order by opened_at, parent_item',
    [caseId],
  );
const openTasksOf = async (caseId: string) =>
  Object.values((await readCase(kernel, caseId))?.state.tasks ?? {})
    .filter((one) => one.state === 'open')
    .map((one) => `${one.stage} ${one.item}`)
    .sort();

describe('a sub-case', () => {
  it('is opened with the act, for the item, with what was handed on; and tells only that item when it is through', async () => {
    const parent = await planned();
    await act(reviewer, parent, 'visits.it[north]#1', 'visit');
    const [child, ...others] = await children(parent);
    expect(others).toEqual([]);
    expect(child).toMatchObject({ subject: '一号库', parent_item: 'north' });

    await act(reviewer, child?.id ?? '', 'look.it#1', 'report');
    expect(await openTasksOf(parent)).toEqual(['looking north', 'visits south']);
    while (await deliverNext(kernel));
    expect(await openTasksOf(parent)).toEqual(['note north', 'visits south']);
  });

  it('is not there when the act is not, and is there once however often the act is pressed', async () => {
    const parent = await planned();
    fails = true;
    await expect(act(reviewer, parent, 'visits.it[north]#1', 'visit')).rejects.toThrow('full');
    expect(await children(parent)).toEqual([]);
    fails = false;
    const pressed = key('bob');
    await Promise.all([1, 2, 3].map(() => act(reviewer, parent, 'visits.it[north]#1', 'visit', pressed)));
    expect(await children(parent)).toHaveLength(1);
  });

  it('stands in the way of taking the act back', async () => {
    const parent = await planned();
    await act(reviewer, parent, 'visits.it[south]#1', 'visit');
    const version = (await readCase(kernel, parent))?.state.version ?? 0;
    const taken = await withdraw(
      kernel,
      reviewer,
      parent,
      '误操作',
      { version, idempotency: key('bob') },
      async () => false,
    );
    expect(taken.ok ? 'taken back' : taken.refusal.code).toBe('withdraw.effectLeft');
  });

  it('that nobody opened it for tells nobody', async () => {
    const parent = await planned();
    await act(reviewer, parent, 'visits.it[north]#1', 'visit');
    const [child] = await children(parent);
    await db.owner.query('update cases set parent_id = null, parent_item = null where id = $1', [child?.id]);
    await act(reviewer, child?.id ?? '', 'look.it#1', 'report');
    expect(await deliverNext(kernel)).toBe(false);
  });
});
