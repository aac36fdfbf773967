import pg from 'pg';
import type { Json } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';

type Parser = (text: string) => unknown;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

const wholeNumber: Parser = (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Defect('a bigint from the database is larger than a JavaScript number can say');
  return value;
};

/** Epoch milliseconds, as core's Instant; the database's microseconds are cut off. */
const instantOf: Parser = (text) => {
  const short = text.endsWith('+00') ? `${text.slice(0, -3)}Z` : /[+-]\d{2}$/.test(text) ? `${text}:00` : text;
  const ms = Date.parse(short.replace(' ', 'T'));
  if (Number.isNaN(ms)) throw new Defect('an instant from the database that JavaScript cannot say');
  return ms;
};

const asIs: Parser = (text) => text;

const listOf = (one: Parser): Parser => {
  const split = pg.types.getTypeParser(1009 as TypeId) as (text: string) => (string | null)[];
  return (text) => split(text).map((item) => (item === null ? null : one(item)));
};

/** By type id of the database: int8, timestamptz, date and their arrays. */
const parsers = new Map<number, Parser>([
  [20, wholeNumber],
  [1016, listOf(wholeNumber)],
  [1184, instantOf],
  [1185, listOf(instantOf)],
  [1082, asIs],
  [1182, listOf(asIs)],
]);

/** int8 → number, timestamptz → epoch ms, date → 'YYYY-MM-DD', json → parsed, numeric → text (exact). */
export const typeParsers = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): Parser =>
    (format === 'binary' ? undefined : parsers.get(id)) ??
    (pg.types.getTypeParser(id as TypeId, format as 'text') as Parser),
};

/** An instant as a parameter for a timestamptz. */
export const timestamptz = (at: Instant | number): string => new Date(at).toISOString();

/** A value as a parameter for a jsonb; arrays would otherwise become PostgreSQL arrays. */
export const jsonb = (value: Json): string => JSON.stringify(value);
