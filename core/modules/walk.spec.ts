import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Process } from '../process/definition.ts';
import { parallel } from '../process/testing/parallel.ts';
import { walk } from '../process/testing/walk.ts';
import { processes } from './thin.ts';

const WALKS = 200;

/** The small procedure for tests writes its spans where parameters stand. */
const spans = (id: string) => [{ value: id, clause: 'test' }];

describe('random walks', () => {
  const all: readonly (readonly [string, Process])[] = [...processes, parallel].map((p) => [p.name, p]);
  it.each(all)('%s keeps every invariant and always finds an end', (_name, process) => {
    const reached = new Set<string | null>();
    const parameter = process === parallel ? { parameter: spans } : {};
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 60 }), (seed, steps) => {
        reached.add(walk(process, seed, { steps, ...parameter }).end);
      }),
      { seed: 20261121, numRuns: WALKS, endOnFailure: true },
    );
    expect([...reached].sort()).toEqual(Object.keys(process.ends).sort());
  });

  it('the same seed walks the same way', () => {
    expect(walk(parallel, 7, { parameter: spans })).toEqual(walk(parallel, 7, { parameter: spans }));
  });

  it('notices a case that nobody can move', () => {
    const review = parallel.stages.review;
    const stuck = { ...parallel, stages: { ...parallel.stages, review: { ...review, ifRefused: [] } } } as Process;
    expect(() => {
      for (let seed = 0; seed < WALKS; seed++) walk(stuck, seed, { parameter: spans });
    }).toThrow('nobody and nothing can move the case');
  });
});
