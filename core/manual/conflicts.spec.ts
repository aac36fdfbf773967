import { expect, test } from 'vitest';
import { isChapterId } from './chapter.ts';
import { conflicts } from './conflicts.ts';
import { obligations } from './obligations.ts';
import { parameterIds, parameters } from './parameters.ts';

test('every conflict is told whole, in both languages', () => {
  expect(new Set(conflicts.map((one) => one.id)).size).toBe(conflicts.length);
  for (const one of conflicts) {
    for (const said of [one.title, one.binding, one.because, one.approvedBy, ...one.texts.map((t) => t.figure)]) {
      expect(said.zh, one.id).toMatch(/[\u4e00-\u9fff\d]/);
      expect(said.en, one.id).toMatch(/[A-Za-z0-9]/);
    }
  }
});

test('a contradiction shows both clauses, a conflict with law both the clause and the statute', () => {
  for (const { id, kind, texts } of conflicts) {
    const ofManual = texts.filter((t) => isChapterId(t.source.slice(0, 3)));
    expect(ofManual.length, id).toBeGreaterThanOrEqual(kind === 'contradiction' ? 2 : 1);
    if (kind === 'law') expect(texts.length, id).toBeGreaterThan(ofManual.length);
  }
});

test('every clause that a conflict cites has obligations', () => {
  const clauses = obligations.map((row) => row.source);
  for (const { id, texts } of conflicts) {
    for (const { source } of texts.filter((t) => isChapterId(t.source.slice(0, 3)))) {
      const found = clauses.some((clause) => clause === source || clause.startsWith(`${source}.`));
      expect(found, `${id}: ${source}`).toBe(true);
    }
  }
});

test('every parameter of our own choice has the conflict that it settles', () => {
  const settled = new Set(conflicts.map((one) => one.decision));
  for (const id of parameterIds) {
    for (const { origin, clause } of parameters[id].versions) {
      if (origin === 'ours') expect(settled.has(Number(clause.replace('决定 ', ''))), `${id} ${clause}`).toBe(true);
    }
  }
});
