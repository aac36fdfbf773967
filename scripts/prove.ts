import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Carrier } from '../core/manual/carriers.ts';
import { type Coverage, idsIn, type TestOutcome } from '../core/manual/coverage.ts';
import { type Evidence, readEvidence } from './evidence.ts';

export interface Proof {
  readonly carrier: Carrier;
  /** Empty: the tests noticed that the construct was gone. */
  readonly complaints: readonly string[];
}

/** The same seed draws the same constructs from the same registry. */
export const draw = (carriers: readonly Carrier[], n: number, seed: string): readonly Carrier[] => {
  const lot = (carrier: Carrier): string => createHash('sha256').update(`${seed}\0${carrier.name}`).digest('hex');
  return [...carriers].sort((a, b) => (lot(a) < lot(b) ? -1 : 1)).slice(0, n);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The tests to be run again, and the command for each runner. */
const commandOf = (evidence: Evidence, ids: readonly string[]): readonly string[] => {
  const files = [...new Set(evidence.tests.filter((test) => bears(test, ids)).map((test) => test.file))];
  if (files.length === 0) return [];
  const pattern = ids.map(escaped).join('|');
  return evidence.rerun.flatMap((word) => (word === '{files}' ? files : word === '{pattern}' ? [pattern] : [word]));
};

const bears = (test: TestOutcome, ids: readonly string[]): boolean => idsIn(test.name).some((id) => ids.includes(id));

/** Runs the tests that bear these ids with the construct of that name switched off; what they then reported. */
const rerun = (
  root: string,
  switchedOff: string,
  ids: readonly string[],
  evidence: readonly Evidence[],
): readonly Evidence[] => {
  const reports = mkdtempSync(join(tmpdir(), 'plumbline-proof-'));
  try {
    for (const one of evidence) {
      const [program, ...args] = commandOf(one, ids);
      if (program === undefined) continue;
      spawnSync(program, args, { cwd: root, stdio: 'ignore', env: environmentOf(root, switchedOff, reports) });
    }
    return readEvidence(root, reports).fresh;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
};

const environmentOf = (root: string, switchedOff: string, reports: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  NODE_ENV: 'test',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${new URL('./prove-setup.ts', import.meta.url).href}`,
  PLUMBLINE_DISABLE: switchedOff,
  PLUMBLINE_REPORTS: reports,
});

/**
 * What the tests must show once the construct is gone: for each obligation that it carried one of the tests goes red,
 * and all of them where nothing else carries it. A file that cannot be loaded shows nothing.
 */
export const judge = (
  carrier: Carrier,
  coverage: ReadonlyMap<string, Coverage>,
  after: readonly Evidence[],
): readonly string[] => {
  const complaints = after.flatMap((one) => one.broken.map((file) => `${file} could not be loaded`));
  const state = new Map(after.flatMap((one) => one.tests).map((test) => [`${test.file}\0${test.name}`, test.state]));
  for (const id of carrier.obligations) {
    const row = coverage.get(id);
    if (row === undefined || !row.carried) continue;
    const results = row.tests.map((test) => ({ test, now: state.get(`${test.file}\0${test.name}`) ?? 'not run' }));
    const green = results.filter(({ now }) => now !== 'failed');
    const noticed = row.carriers.length === 1 ? green.length === 0 : green.length < results.length;
    if (!noticed) complaints.push(...green.map(({ test, now }) => `${id}: ${now}: ${test.file} > ${test.name}`));
  }
  return complaints;
};

/** Tests that fail as soon as they are run again with nothing switched off: their red would prove nothing. */
export const failingAnyway = (
  root: string,
  carriers: readonly Carrier[],
  evidence: readonly Evidence[],
): readonly string[] => {
  const again = rerun(root, '', [...new Set(carriers.flatMap((carrier) => carrier.obligations))], evidence);
  if (again.length === 0) return ['the tests could not be run again'];
  const failed = again.flatMap((one) => one.tests).filter((test) => test.state === 'failed');
  return [...failed.map((test) => `${test.file} > ${test.name}`), ...again.flatMap((one) => one.broken)];
};

/** Switches the constructs off one at a time. Takes as long as their tests take. */
export function* prove(
  root: string,
  carriers: readonly Carrier[],
  coverage: readonly Coverage[],
  evidence: readonly Evidence[],
): Generator<Proof> {
  const byId = new Map<string, Coverage>(coverage.map((row) => [row.obligation.id, row]));
  for (const carrier of carriers) {
    yield { carrier, complaints: judge(carrier, byId, rerun(root, carrier.name, carrier.obligations, evidence)) };
  }
}
