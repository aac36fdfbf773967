import { expect, test } from 'vitest';
import { wired } from '../core/modules/registry.ts';
import { definitionText, versionProblems } from '../core/process/version-hash.ts';
import { hashOf, readPublished } from './publish-processes.ts';

test('every procedure that runs stands as it was published; a change needs a new version (npm run publish:processes)', () => {
  expect(versionProblems(wired, readPublished(), hashOf)).toEqual([]);
});

const [admission] = wired;
if (!admission) throw new Error('no procedure runs');
const published = { [admission.name]: { [admission.version]: hashOf(definitionText(admission)) } };

test('a changed word of a form is a change, a moved line is none', () => {
  const { start, ...rest } = admission;
  expect(versionProblems([{ start, ...rest }], published, hashOf)).toEqual([]);
  const form = { ...start.form, title: { zh: '另一份申请', en: 'Another' } };
  expect(versionProblems([{ ...rest, start: { ...start, form } }], published, hashOf)).toEqual([
    { process: admission.name, version: admission.version, problem: 'changed' },
  ]);
});

test('a new version is to be published', () => {
  const next = { ...admission, version: admission.version + 1 };
  expect(versionProblems([admission, next], published, hashOf)).toEqual([
    { process: admission.name, version: next.version, problem: 'unpublished' },
  ]);
});
