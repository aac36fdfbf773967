import type { LocalDate } from '../base/time.ts';
import type { Form, FormValues } from '../forms/form.ts';
import { carries } from '../manual/carriers.ts';

/** What a record of a whole case may be made from. Personal values arrive sealed and must not be printed. */
export interface RecordScene {
  /** The act that makes the record, e.g. `summary.summarise`. */
  readonly ref: string;
  /** Latest values of the form filled in an act. */
  readonly filled: (ref: string) => FormValues;
  /** Values of the act itself. */
  readonly form: FormValues;
  readonly reviewer: string;
  readonly on: LocalDate;
  /** Due instant of a running limit as people read it; null where it does not run. */
  readonly due: (limit: string) => string | null;
}

/** A quality record that is made from a case instead of being filled by hand; named by the id of its form. */
export interface CaseRecord {
  readonly form: Form;
  readonly fill: (scene: RecordScene) => FormValues;
}

/** How the numbers of a kind of record begin, and with how many digits; they grow wider after the last (DECISIONS 44). */
export interface RecordSeries {
  readonly prefix: string;
  readonly digits: number;
}

/** Name of a quality record: kind, day, serial of the day (P04 §3.1), e.g. `资质审核记录-20250520-001`. */
export const recordNumber = carries(
  { kind: 'number', name: 'number.qualityRecord', obligations: ['P04-3.1-08'] },
  ({ prefix, digits }: RecordSeries, day: LocalDate, n: number): string =>
    `${prefix}-${day.replaceAll('-', '')}-${String(n).padStart(digits, '0')}`,
  () =>
    ({ prefix }, _day, n) =>
      `${prefix}-${n}`,
);
