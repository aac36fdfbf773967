import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { parseInstant } from '../../core/base/time.ts';
import type { Process } from '../../core/process/definition.ts';
import { parallel } from '../../core/process/testing/parallel.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { readHistory } from './history.ts';
import type { FactLoader, Kernel } from './kernel.ts';
import { open } from './open.ts';
import { addHouse, kernelFor, merchant } from './testing.ts';

const applicant = merchant('mia', 'merchant-1');
const clock = { now: parseInstant('2025-03-03T09:00') as Instant };

/** A procedure that a party may have open once only, whichever of them it is. */
const onceOnly = (name: string, series: string): Process => ({
  ...parallel,
  name,
  series,
  start: { ...parallel.start, requires: ['nothingElseOpen'] },
  rules: {
    nothingElseOpen: {
      title: { zh: '没有其他在办事项', en: 'Nothing else is open' },
      because: 'P05-2.1-01',
      needs: ['openCases'],
      check: ({ facts }) =>
        facts.openCases === 0 || { code: 'test.alreadyOpen', message: { zh: '已有在办事项。', en: 'One is open.' } },
    },
  },
});

/** Whoever reads waits until everybody expected has read; those who come later do not wait. */
const meeting = (expected: number) => {
  let waiting: (() => void)[] = [];
  let come = 0;
  return (): Promise<void> => {
    come += 1;
    if (come > expected) return Promise.resolve();
    return new Promise((go) => {
      waiting.push(go);
      if (come < expected) return;
      for (const one of waiting) one();
      waiting = [];
    });
  };
};

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await addHouse(db.owner);
});
afterAll(() => db.drop());

const kernelWith = (met: () => Promise<void>): Kernel => {
  const openCases: FactLoader = async (tx, { partyId }) => {
    const [row] = await tx.query<{ n: number }>(
      'select count(*)::int as n from cases where party_id = $1 and ended_at is null',
      [partyId],
    );
    await met();
    return row?.n ?? 0;
  };
  return kernelFor(db.app, clock, [onceOnly('first', 'TA'), onceOnly('second', 'TB'), parallel], {
    facts: { openCases },
  });
};

const opening = (kernel: Kernel, process: string, partyId: string, key: string = randomUUID()) =>
  open(
    kernel,
    { ...applicant, partyId },
    {
      process,
      entityId: 'house',
      partyId,
      form: {},
      signed: null,
      idempotency: { accountId: 'account-mia', key, requestHash: 'same' },
    },
  );

describe('opening a case', () => {
  it('two that each found nothing open do not both succeed, and the facts stand in the event', async () => {
    const kernel = kernelWith(meeting(2));
    const keys = { first: randomUUID(), second: randomUUID() };
    const both = () =>
      Promise.all([
        opening(kernel, 'first', 'merchant-1', keys.first),
        opening(kernel, 'second', 'merchant-1', keys.second),
      ]);
    const answers = await both();
    const [won] = answers.filter((answer) => answer.ok);
    expect(answers.map((answer) => (answer.ok ? 'opened' : answer.refusal.code)).sort()).toEqual([
      'opened',
      'test.alreadyOpen',
    ]);
    const [opened] = await readHistory(db.app, won?.ok ? won.value.caseId : '');
    expect(opened?.type === 'caseOpened' ? opened.facts : null).toEqual({ openCases: 0 });
    // Sent again after a lost answer, each hears what it heard before.
    expect(await both()).toEqual(answers);
    const cases = await db.app.query('select 1 from cases where party_id = $1', ['merchant-1']);
    expect(cases).toHaveLength(1);
  });

  it('many of one series at once all open, under numbers without a gap', async () => {
    const kernel = kernelWith(meeting(1));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => opening(kernel, 'first', `merchant-many-${n}`)),
    );
    const numbers = answers
      .map((answer) => (answer.ok ? Number(answer.value.number.slice(-4)) : 0))
      .sort((a, b) => a - b);
    const [least = 0] = numbers;
    expect(least).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, n) => least + n));
  });
});
