import type { Carrier } from './carriers.ts';
import { type ChapterId, chapterIds } from './chapter.ts';
import { chapterOf, type Obligation } from './obligation.ts';
import type { ObligationId } from './obligation-id.ts';

/** A test of this very tree, as its runner reported it. `name` is the full name, suites included. */
export interface TestOutcome {
  readonly file: string;
  readonly name: string;
  readonly state: 'passed' | 'failed';
}

/** From clause to construct to evidence: one row of the register. */
export interface Coverage {
  readonly obligation: Obligation;
  readonly carriers: readonly Carrier[];
  /** Tests that bear the id, failed ones too. */
  readonly tests: readonly TestOutcome[];
  /** A construct names it, a test that bears its id passed and none that bears it failed. */
  readonly carried: boolean;
}

/** A test that names more is too blunt to prove any of them. */
export const MOST_IDS_PER_TEST = 5;

const ID = /(?<![\w-])[PD]\d\d-\d+(?:\.\d+)*-\d\d(?![\w-])/g;

/** The obligation ids in the name of a test, each once; they may be ids that do not exist. */
export const idsIn = (testName: string): readonly string[] => [...new Set(testName.match(ID) ?? [])];

export const isBlunt = (test: TestOutcome): boolean => idsIn(test.name).length > MOST_IDS_PER_TEST;

const group = <K, V>(pairs: Iterable<readonly [K, V]>): ReadonlyMap<K, readonly V[]> => {
  const map = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  }
  return map;
};

export const coverageOf = (
  obligations: readonly Obligation[],
  carriers: readonly Carrier[],
  tests: readonly TestOutcome[],
): readonly Coverage[] => {
  const carriersById = group(carriers.flatMap((carrier) => carrier.obligations.map((id) => [id, carrier] as const)));
  const sharp = tests.filter((test) => !isBlunt(test));
  const testsById = group<string, TestOutcome>(
    sharp.flatMap((test) => idsIn(test.name).map((id) => [id, test] as const)),
  );
  return obligations.map((obligation) => {
    const mine = testsById.get(obligation.id) ?? [];
    const by = carriersById.get(obligation.id) ?? [];
    const proven = mine.length > 0 && mine.every((test) => test.state === 'passed');
    return { obligation, carriers: by, tests: mine, carried: by.length > 0 && proven };
  });
};

export interface Tally {
  readonly total: number;
  readonly carried: number;
  readonly chapters: Readonly<Record<ChapterId, ChapterTally>>;
}

export interface ChapterTally {
  readonly total: number;
  readonly carried: number;
  readonly open: readonly ObligationId[];
}

export const tallyOf = (coverage: readonly Coverage[]): Tally => {
  const byChapter = group(coverage.map((row) => [chapterOf(row.obligation.id), row] as const));
  const tallies = chapterIds.map((chapter): [ChapterId, ChapterTally] => {
    const rows = byChapter.get(chapter) ?? [];
    const open = rows.filter((row) => !row.carried).map((row) => row.obligation.id);
    return [chapter, { total: rows.length, carried: rows.length - open.length, open }];
  });
  return {
    total: coverage.length,
    carried: coverage.filter((row) => row.carried).length,
    chapters: Object.fromEntries(tallies) as Record<ChapterId, ChapterTally>,
  };
};
