import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Carrier } from '../core/manual/carriers.ts';
import { coverageOf } from '../core/manual/coverage.ts';
import { obligations } from '../core/manual/obligations.ts';
import { type Evidence, fileEvidence, readEvidence } from './evidence.ts';
import { draw, failingAnyway, judge, prove } from './prove.ts';
import { treeHash } from './tree-hash.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), '准绳 proof-'));
  vi.stubEnv('PLUMBLINE_REPORTS', undefined);
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  writeFileSync(join(root, '.gitignore'), '.reports\n');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const outcome = (name: string, state: 'passed' | 'failed' = 'passed') => ({ file: 'a.spec.ts', name, state });
const found = (...tests: Evidence['tests'][number][]) => ({ runner: 'r', rerun: [], broken: [], tests });

describe('reports', () => {
  test('count for the tree that was tested and for no other', () => {
    fileEvidence(root, found(outcome('one')), treeHash(root));
    expect(readEvidence(root).fresh.flatMap((one) => one.tests)).toEqual([outcome('one')]);
    writeFileSync(join(root, 'new.ts'), 'not committed, not even added');
    expect(readEvidence(root)).toEqual({ fresh: [], stale: ['r'] });
  });

  test('of a tree that changed under the run count for nothing', () => {
    fileEvidence(root, found(outcome('one')), 'hash of an earlier tree');
    expect(readEvidence(root).stale).toEqual(['r']);
  });

  test('of some tests add to those of the same tree', () => {
    fileEvidence(root, found(outcome('one'), outcome('two', 'failed')), treeHash(root));
    fileEvidence(root, found(outcome('two')), treeHash(root));
    expect(readEvidence(root).fresh[0]?.tests).toEqual([outcome('one'), outcome('two')]);
  });

  test('outside of git prove nothing', () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect(treeHash(root)).toBeNull();
    fileEvidence(root, found(outcome('one')), treeHash(root));
    expect(readEvidence(root).fresh).toEqual([]);
  });
});

const limit: Carrier = { kind: 'limit', name: 'limit', obligations: ['P05-3.1-02'] };
const rule: Carrier = { kind: 'rule', name: 'rule', obligations: ['P05-3.1-02', 'P05-3.1-08'] };

describe('a verdict', () => {
  const before = [outcome('due P05-3.1-02'), outcome('late P05-3.1-02'), outcome('lapses P05-3.1-08')];
  const after = (...states: ('passed' | 'failed')[]) => [
    { ...found(...states.map((state, i) => outcome(before[i]?.name ?? '', state))), tree: '' },
  ];
  const verdict = (carrier: Carrier, carriers: readonly Carrier[], evidence: readonly Evidence[]) => {
    const rows = coverageOf(obligations, carriers, before);
    return judge(carrier, new Map(rows.map((row) => [row.obligation.id, row])), evidence);
  };

  test('asks every test of an obligation to go red where nothing else carries it', () => {
    expect(verdict(limit, [limit], after('failed', 'failed'))).toEqual([]);
    expect(verdict(limit, [limit], after('failed', 'passed'))).toEqual([
      'P05-3.1-02: passed: a.spec.ts > late P05-3.1-02',
    ]);
  });

  test('asks one of them where something else carries it too', () => {
    expect(verdict(rule, [limit, rule], after('failed', 'passed', 'failed'))).toEqual([]);
    expect(verdict(rule, [limit, rule], after('passed', 'passed', 'failed'))).toHaveLength(2);
  });

  test('takes a test that did not run, or a file that did not load, for no proof', () => {
    expect(verdict(limit, [limit], after('failed'))).toEqual(['P05-3.1-02: not run: a.spec.ts > late P05-3.1-02']);
    const [broken] = after('failed', 'failed');
    expect(verdict(limit, [limit], broken === undefined ? [] : [{ ...broken, broken: ['b.spec.ts'] }])).toHaveLength(1);
  });
});

test('the same seed draws the same constructs, another seed others', () => {
  const many = Array.from({ length: 50 }, (_, i): Carrier => ({ ...limit, name: `c${i}` }));
  const names = (seed: string) => draw(many, 5, seed).map((carrier) => carrier.name);
  expect(names('x')).toEqual(names('x'));
  expect(names('x')).not.toEqual(names('y'));
  expect(new Set(names('x')).size).toBe(5);
});

/** A runner of tests that knows one construct, a limit; `blunt` tests pass whether it is there or not. */
const runner = (blunt: boolean): string => `
  import { carries } from '${new URL('../core/manual/carriers.ts', import.meta.url).href}';
  import { fileEvidence } from '${new URL('./evidence.ts', import.meta.url).href}';
  import { treeHash } from '${new URL('./tree-hash.ts', import.meta.url).href}';
  const starts = carries(${JSON.stringify(limit)}, () => true, () => () => false);
  const name = 'starts at once P05-3.1-02';
  const state = ${blunt} || starts() ? 'passed' : 'failed';
  const root = import.meta.dirname;
  const rerun = ['node', 'runner.ts', '{files}', '{pattern}'];
  fileEvidence(root, { runner: 'own', rerun, broken: [], tests: [{ file: 'a', name, state }] }, treeHash(root));
`;

test.each([
  { blunt: false, complaints: [] },
  { blunt: true, complaints: ['P05-3.1-02: passed: a > starts at once P05-3.1-02'] },
])('a proof runs the tests again without the construct (blunt tests: $blunt)', ({ blunt, complaints }) => {
  writeFileSync(join(root, 'runner.ts'), runner(blunt));
  execFileSync('node', ['runner.ts'], { cwd: root });
  const { fresh } = readEvidence(root);
  const coverage = coverageOf(
    obligations,
    [limit],
    fresh.flatMap((one) => one.tests),
  );
  expect(failingAnyway(root, [limit], fresh)).toEqual([]);
  expect([...prove(root, [limit], coverage, fresh)]).toEqual([{ carrier: limit, complaints }]);
  expect(readEvidence(root).fresh).toEqual(fresh); // the proof leaves the real reports alone
});

test.each([
  ['test', true],
  ['production', false],
  ['', false],
])('a construct is switched off under NODE_ENV=%s: %s', (environment, expected) => {
  const module = new URL('../core/manual/switched-off.ts', import.meta.url).href;
  const setup = new URL('./prove-setup.ts', import.meta.url).href;
  const program = `import { isSwitchedOff } from '${module}'; console.log(isSwitchedOff('limit'));`;
  const env = { ...process.env, NODE_ENV: environment, PLUMBLINE_DISABLE: 'limit' };
  const said = execFileSync('node', [`--import=${setup}`, '--input-type=module', '-e', program], {
    env,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe(String(expected));
});
