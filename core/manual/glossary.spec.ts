import { expect, test } from 'vitest';
import { glossary, resolveTerm, termIds } from './glossary.ts';
import { obligations } from './obligations.ts';
import { paperIds, papers, resolvePaper } from './papers.ts';

test('every word and alias stands for one term', () => {
  for (const id of termIds) {
    for (const name of [glossary[id].zh, ...glossary[id].aliases]) expect(resolveTerm(name), name).toBe(id);
  }
});

test('no two terms share their English', () => {
  expect(new Set(termIds.map((id) => glossary[id].en)).size).toBe(termIds.length);
});

test('every name and alias of a paper stands for that paper', () => {
  for (const id of paperIds) {
    for (const name of [papers[id].zh, ...papers[id].aliases]) expect(resolvePaper(name), name).toBe(id);
  }
});

test('every paper that an obligation names is known', () => {
  const named = obligations.flatMap((row) => Object.values(row).flatMap((text) => text.match(/《[^》]+》/g) ?? []));
  expect([...new Set(named)].filter((name) => resolvePaper(name) === null)).toEqual([]);
});
