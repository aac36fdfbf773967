import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { wired } from '../core/modules/registry.ts';
import { definitionText, type Published, versionProblems } from '../core/process/version-hash.ts';

const FILE = new URL('../core/process/data/published.json', import.meta.url);

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const readPublished = (): Published => JSON.parse(readFileSync(FILE, 'utf8')) as Published;

/** Publishes the versions that are new. A published version is never published again: cases run under it. */
const publish = (): number => {
  const published: Record<string, Record<string, string>> = structuredClone(readPublished()) as never;
  const problems = versionProblems(wired, published, hashOf);
  for (const { process: name, version, problem } of problems) {
    if (problem === 'changed')
      console.error(`${name} version ${version} has changed: give it the version ${version + 1}`);
    const definition = wired.find((one) => one.name === name && one.version === version);
    if (problem !== 'unpublished' || !definition) continue;
    published[name] = { ...published[name], [version]: hashOf(definitionText(definition)) };
    console.log(`published ${name} version ${version}`);
  }
  writeFileSync(FILE, `${JSON.stringify(published, null, 2)}\n`);
  return problems.some((one) => one.problem === 'changed') ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) process.exitCode = publish();
