import { queryTerms } from '../../../core/search/terms.ts';

const HAN = /^\p{Script=Han}/u;

/**
 * Terms as a query that all must meet; null for a query without any. Letters and digits need only begin alike: people type
 * `qdhy` for 青岛海雁… and the first digits of a number.
 */
export const tsquery = (q: string | undefined): string | null => {
  const terms = q === undefined ? [] : queryTerms(q);
  const begins = (term: string): string => `'${term.replaceAll("'", '')}'${HAN.test(term) ? '' : ':*'}`;
  return terms.length === 0 ? null : terms.map(begins).join(' & ');
};

/** Does a query of `tsquery` ask for a beginning? */
export const hasBeginning = (words: string): boolean => words.includes(':*');

/**
 * A list is searched in two steps, because no one index serves both kinds of word. What every other case is called (医疗器械,
 * the letters of a number) is found by looking at the first rows of the list itself; what few are called is found through the
 * index of words. So many rows are looked at first: where those with the words are rarer than a page in this, the index is quick.
 */
export const NEAR = 2_000;

/** A statement of the first step gives one row at least: how many were looked at, and what was found among them. */
export type Near<Row> = { readonly looked: number } & (Row | { readonly id: null });

/** What the first step found, where that is already the answer: a full page, or the list had no more rows. Else null. */
export const enough = <Row extends { readonly id: string }>(
  rows: readonly Near<Row>[],
  wanted: number,
): Row[] | null => {
  const found = rows.filter((row): row is Row & { readonly looked: number } => row.id !== null);
  return found.length >= wanted || (rows[0]?.looked ?? 0) < NEAR ? found : null;
};
