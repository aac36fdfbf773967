import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processes } from '../core/modules/thin.ts';
import type { CaseEvent } from '../core/process/events.ts';
import { replay } from '../core/process/evolve.ts';
import { registryOf } from '../core/process/registry.ts';
import { openTasks } from '../core/process/state.ts';
import { summaryOf } from '../core/process/testing/summary.ts';
import { recordedStories } from './recorded-stories.ts';

interface Recorded {
  readonly process: string;
  readonly version: number;
  readonly events: readonly CaseEvent[];
  readonly summary: unknown;
}

const root = join(import.meta.dirname, '..', 'core', 'modules');
const files = globSync('*/histories/*.json', { cwd: root }).sort();
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Recorded;
const registry = registryOf(processes);

test('every story that is to be kept has its history', () => {
  const wanted = Object.entries(recordedStories).flatMap(([folder, stories]) =>
    Object.keys(stories).map((name) => `${folder}/histories/${name}.json`),
  );
  expect(files).toEqual(expect.arrayContaining(wanted));
});

test.each(files)('%s reads today as on the day it was recorded', (file) => {
  const { process, version, events, summary } = read(file);
  const state = replay(events);
  expect(summaryOf(state)).toEqual(summary);
  // Its version is still there, and knows what is open in it: an old case can be finished.
  const definition = registry.version(process, version);
  for (const task of openTasks(state)) expect(definition.stages[task.stage]?.tasks[task.task]).toBeDefined();
});
