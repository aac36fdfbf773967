import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Carrier } from '../core/manual/carriers.ts';
import { type Coverage, coverageOf, idsIn, isBlunt, MOST_IDS_PER_TEST, tallyOf } from '../core/manual/coverage.ts';
import { isObligationId, obligations } from '../core/manual/obligations.ts';
import { type EvidenceFound, readEvidence } from './evidence.ts';
import { draw, failingAnyway, prove } from './prove.ts';
import { loadCarriers } from './registry.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What makes the count smaller than it might be, for whoever reads it. */
const warningsOf = ({ fresh, stale }: EvidenceFound): readonly string[] => {
  const tests = fresh.flatMap((one) => one.tests);
  const unknown = tests.filter((test) => idsIn(test.name).some((id) => !isObligationId(id)));
  return [
    ...stale.map((runner) => `the report of ${runner} is about another tree and counts for nothing: run npm test`),
    ...(fresh.length === 0 && stale.length === 0 ? ['there is no test report: run npm test'] : []),
    ...tests
      .filter(isBlunt)
      .map((test) => `names more than ${MOST_IDS_PER_TEST} ids and counts for none: ${test.name}`),
    ...unknown.map((test) => `names an id that does not exist: ${test.name}`),
  ];
};

const asTable = (coverage: readonly Coverage[]): string => {
  const tally = tallyOf(coverage);
  const lines = Object.entries(tally.chapters).map(
    ([chapter, { total, carried }]) => `${chapter}  ${String(carried).padStart(4)} of ${String(total).padStart(4)}`,
  );
  return [...lines, `all  ${String(tally.carried).padStart(4)} of ${String(tally.total).padStart(4)}`].join('\n');
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, prove: { type: 'string' }, seed: { type: 'string', default: 'plumbline' } },
  });
  const carriers = await loadCarriers();
  const evidence = readEvidence(root);
  const coverage = coverageOf(
    obligations,
    carriers,
    evidence.fresh.flatMap((one) => one.tests),
  );
  for (const warning of warningsOf(evidence)) console.error(warning);
  if (values.prove === undefined) {
    console.log(values.json === true ? JSON.stringify(tallyOf(coverage)) : asTable(coverage));
    return 0;
  }
  return proveSome(carriers, coverage, evidence, Number(values.prove), values.seed);
};

const proveSome = (
  carriers: readonly Carrier[],
  coverage: readonly Coverage[],
  { fresh }: EvidenceFound,
  n: number,
  seed: string,
): number => {
  if (!Number.isInteger(n) || n < 1) {
    console.error('--prove takes the number of constructs to switch off, e.g. --prove 20');
    return 2;
  }
  const carried = new Set(coverage.filter((row) => row.carried).map((row) => row.obligation.id));
  const provable = carriers.filter((carrier) => carrier.obligations.some((id) => carried.has(id)));
  const drawn = draw(provable, n, seed);
  if (drawn.length === 0) {
    console.error('nothing is carried, so there is nothing to prove');
    return 1;
  }
  const failing = failingAnyway(root, drawn, fresh);
  if (failing.length > 0) {
    console.error(`fails with nothing switched off:\n${failing.join('\n')}`);
    return 1;
  }
  let unnoticed = 0;
  for (const { carrier, complaints } of prove(root, drawn, coverage, fresh)) {
    if (complaints.length > 0) unnoticed += 1;
    console.log(`${complaints.length === 0 ? 'noticed    ' : 'NOT NOTICED'}  ${carrier.kind} ${carrier.name}`);
    for (const complaint of complaints) console.log(`  ${complaint}`);
  }
  console.log(
    `${drawn.length - unnoticed} of ${drawn.length} constructs cannot be switched off without red tests (seed ${seed})`,
  );
  return unnoticed === 0 ? 0 : 1;
};

process.exitCode = await main();
