import type { Text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { Form } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';
import type { ParameterIdOf } from '../manual/parameters.ts';
import type { Because } from './because.ts';
import { rowsOf } from './because.ts';
import type { Figure } from './definition.ts';

/** A kind of quality record: how it is numbered, corrected, reviewed and kept. */
export interface RecordKind {
  /** Code of the paper, e.g. `QR-QC-001`; unique. */
  readonly code: string;
  readonly title: Text;
  readonly form: Form;
  /** Periods for which it is kept; the longest binds (DECISIONS 19). */
  readonly retention: readonly [ParameterIdOf<'retention'>, ...ParameterIdOf<'retention'>[]];
  /** Somebody else looks through it within this period of its making. */
  readonly reviewWithin?: Figure;
  /** Prefix and digits of its numbers; a series grows wider after its last number (DECISIONS 44). */
  readonly series: { readonly prefix: string; readonly digits: number };
  readonly because: Because;
}

/** Declares a kind of record and registers it as the carrier of its rows; forgotten, it is kept for no time at all. */
export const defineRecord = (kind: RecordKind): RecordKind & { readonly unkept?: true } =>
  carries<RecordKind & { readonly unkept?: true }>(
    { kind: 'record', name: `record.${kind.code}`, obligations: rowsOf(kind.because) },
    kind,
    (one) => ({ ...one, unkept: true }),
  );

/** `QR-SALE-20250303-0001`: the day and the running number of that day. */
export const recordNumber = ({ series }: RecordKind, day: string, running: number): string =>
  `${series.prefix}-${day.replaceAll('-', '')}-${String(running).padStart(series.digits, '0')}`;

/** One period as it stands for a record: its value, and the anchor's instant; null where the anchor has not come yet. */
export interface RetentionTerm {
  readonly value: `${number}y` | 'permanent';
  readonly anchoredAt: Instant | null;
}

/**
 * Until when a record is kept: an instant (the first at which it may go), `permanent`, or `open` while an anchor such as the
 * market exit of the device has not come: then nothing may be destroyed either.
 */
export const keptUntil = (
  kind: RecordKind & { readonly unkept?: true },
  terms: readonly RetentionTerm[],
): Instant | 'permanent' | 'open' => {
  if (kind.unkept) return 0 as Instant;
  if (terms.some(({ value }) => value === 'permanent')) return 'permanent';
  if (terms.length === 0 || terms.some(({ anchoredAt }) => anchoredAt === null)) return 'open';
  const ends = terms.map(({ value, anchoredAt }) =>
    yearsLater(anchoredAt ?? (0 as Instant), Number.parseInt(value, 10)),
  );
  return Math.max(...ends) as Instant;
};

const SHANGHAI_MS = 8 * 3_600_000;

/** The end of the same day `years` on; of 28 February where there is no 29th. */
const yearsLater = (from: Instant, years: number): Instant => {
  const local = new Date(from + SHANGHAI_MS);
  const [year, month, day] = [local.getUTCFullYear() + years, local.getUTCMonth(), local.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (Date.UTC(year, month, Math.min(day, lastDay) + 1) - SHANGHAI_MS) as Instant;
};
