import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from './generate.ts';

test.each(Object.entries(generatedFiles))('%s is what its data makes of it', async (path, make) => {
  expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(await make());
});
