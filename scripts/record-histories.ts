import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { summaryOf } from '../core/process/testing/summary.ts';
import { recordedStories } from './recorded-stories.ts';

// Records the histories that are missing. A history is never recorded again: it stands for cases that exist.
for (const [folder, stories] of Object.entries(recordedStories)) {
  for (const [name, tell] of Object.entries(stories)) {
    const file = new URL(`../core/modules/${folder}/histories/${name}.json`, import.meta.url);
    if (existsSync(file)) continue;
    const { process, history, state } = tell();
    const recorded = { process: process.name, version: process.version, events: history, summary: summaryOf(state) };
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
    console.log(`${folder}/histories/${name}.json`);
  }
}
