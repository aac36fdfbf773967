import type { Text } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import type { Form } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';
import type { ParameterIdOf } from '../manual/parameters.ts';
import type { RoleId } from '../manual/roles.ts';
import type { RecordSeries } from '../papers/record.ts';
import type { Because } from './because.ts';
import { rowsOf } from './because.ts';
import type { Figure } from './definition.ts';

/** A kind of quality record: how it is numbered, corrected, reviewed and kept. Its form holds nothing personal. */
export interface RecordKind {
  /** Code of the paper, e.g. `QR-QC-001`: the id of its form; unique. */
  readonly code: string;
  readonly title: Text;
  readonly form: Form;
  /** Periods for which it is kept; of those that apply the longest binds (DECISIONS 19). */
  readonly retention: readonly [ParameterIdOf<'retention'>, ...ParameterIdOf<'retention'>[]];
  /** Who looks through it within which time of its making, and who puts right what is sent back. */
  readonly review?: { readonly by: RoleId; readonly within: Figure; readonly correctedBy: RoleId };
  readonly series: RecordSeries;
  readonly because: Because;
}

export type DeclaredRecord = RecordKind & { readonly unkept?: true };

/** Declares a kind of record and registers it as the carrier of its rows; forgotten, it is kept for no time at all. */
export const defineRecord = (kind: RecordKind): DeclaredRecord =>
  carries<DeclaredRecord>(
    { kind: 'record', name: `record.${kind.code}`, obligations: rowsOf(kind.because) },
    kind,
    (one) => ({ ...one, unkept: true }),
  );

/**
 * One period as it stands for a record: its value, and the anchor's instant; null where the anchor has not come yet, `never`
 * where it cannot come any more (a refused applicant never leaves the platform).
 */
export interface RetentionTerm {
  readonly value: `${number}y` | 'permanent';
  readonly anchoredAt: Instant | null | 'never';
}

/**
 * Until when a record is kept: an instant (the first at which it may go), `permanent`, or `open` while an anchor such as the
 * market exit of the device has not come: then nothing may be destroyed either.
 */
export const keptUntil = (kind: DeclaredRecord, terms: readonly RetentionTerm[]): Kept => {
  if (kind.unkept) return 0 as Instant;
  const applying = terms.filter(({ anchoredAt }) => anchoredAt !== 'never');
  if (applying.some(({ value }) => value === 'permanent')) return 'permanent';
  if (applying.length === 0 || applying.some(({ anchoredAt }) => anchoredAt === null)) return 'open';
  return Math.max(...applying.map(endOf)) as Instant;
};

/** The term that binds: where the record is kept for good or open, the one that makes it so. Its place among `terms`. */
export const bindingTerm = (kind: DeclaredRecord, terms: readonly RetentionTerm[]): number => {
  const kept = keptUntil(kind, terms);
  const binds = ({ value, anchoredAt }: RetentionTerm): boolean => {
    if (anchoredAt === 'never') return false;
    if (kept === 'permanent') return value === 'permanent';
    return kept === 'open' ? anchoredAt === null : endOf({ value, anchoredAt }) === kept;
  };
  return terms.findIndex(binds);
};

export type Kept = Instant | 'permanent' | 'open';

const endOf = ({ value, anchoredAt }: RetentionTerm): Instant =>
  typeof anchoredAt === 'number' ? yearsLater(anchoredAt, Number.parseInt(value, 10)) : (0 as Instant);

const SHANGHAI_MS = 8 * 3_600_000;

/** The end of the same day `years` on; of 28 February where there is no 29th. */
const yearsLater = (from: Instant, years: number): Instant => {
  const local = new Date(from + SHANGHAI_MS);
  const [year, month, day] = [local.getUTCFullYear() + years, local.getUTCMonth(), local.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (Date.UTC(year, month, Math.min(day, lastDay) + 1) - SHANGHAI_MS) as Instant;
};
