import { expect, test } from 'vitest';
import type { Carrier } from './carriers.ts';
import { coverageOf, idsIn, isBlunt, type TestOutcome, tallyOf } from './coverage.ts';
import { obligations } from './obligations.ts';

const carrier: Carrier = { kind: 'limit', name: 'x', obligations: ['P05-3.1-02'] };
const passed = (name: string): TestOutcome => ({ file: 'x.spec.ts', name, state: 'passed' });
const failed = (name: string): TestOutcome => ({ file: 'x.spec.ts', name, state: 'failed' });
const isCarried = (carriers: readonly Carrier[], tests: readonly TestOutcome[]): boolean | undefined =>
  coverageOf(obligations, carriers, tests).find((row) => row.obligation.id === 'P05-3.1-02')?.carried;

test('a row is carried by a construct and a passing test together, by neither alone', () => {
  expect(isCarried([carrier], [passed('is due in a day P05-3.1-02')])).toBe(true);
  expect(isCarried([carrier], [])).toBe(false);
  expect(isCarried([], [passed('is due in a day P05-3.1-02')])).toBe(false);
});

test('one failing test undoes the passing ones', () => {
  expect(isCarried([carrier], [passed('a P05-3.1-02'), failed('b P05-3.1-02')])).toBe(false);
});

test('a test that names more than five ids counts for none', () => {
  const six = passed('P05-3.1-02 P05-3.1-03 P05-3.1-05 P05-3.1-06 P05-3.1-08 P05-3.2-01');
  expect(isBlunt(six)).toBe(true);
  expect(isCarried([carrier], [six])).toBe(false);
});

test('ids are read from names as whole words', () => {
  expect(idsIn('admission > P05-3.1-02, P08-5-01: twice P05-3.1-02')).toEqual(['P05-3.1-02', 'P08-5-01']);
  expect(idsIn('P05-3.1-021 XP05-3.1-02 P05-3.1-02-x')).toEqual([]);
  expect(obligations.filter((row) => idsIn(row.id)[0] !== row.id)).toEqual([]);
});

test('the tally names what is open, chapter by chapter', () => {
  const tally = tallyOf(coverageOf(obligations, [carrier], [passed('P05-3.1-02')]));
  expect(tally.total).toBe(2026);
  expect(tally.carried).toBe(1);
  expect(Object.keys(tally.chapters)).toHaveLength(29);
  expect(tally.chapters.P05).toMatchObject({ total: 197, carried: 1 });
  expect(tally.chapters.P05.open).not.toContain('P05-3.1-02');
  expect(tally.chapters.P05.open).toHaveLength(196);
});
