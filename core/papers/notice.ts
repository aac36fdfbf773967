import type { LocalDate } from '../base/time.ts';
import type { FormValues } from '../forms/form.ts';
import type { ParameterId, ParameterValue } from '../manual/parameters.ts';

/** What a notice says, before it is laid out: the same blocks print on paper and read aloud in the portal. */
export type NoticeBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** What the words of a notice may draw on. Personal values arrive masked or not at all. */
export interface NoticeScene {
  readonly caseNumber: string;
  readonly subject: string;
  readonly issuedOn: LocalDate;
  readonly filled: (ref: string) => FormValues;
  /** Values of the act that sends the notice; empty where a clock sends it. */
  readonly form: FormValues;
  /** Due instant of a running limit as people read it, e.g. `2026-11-28 24:00`; null where it does not run. */
  readonly due: (limit: string) => string | null;
  /** A parameter as it stands when the notice goes out. */
  readonly value: <Id extends ParameterId>(id: Id) => ParameterValue<Id>;
}

export interface Notice {
  /** Name by which effects call it, e.g. `admission.supplement`. */
  readonly code: string;
  /** Title as printed, without book-title marks. */
  readonly title: string;
  readonly titleEn: string;
  /** Prefix of its number: `入补` gives 入补〔2026〕0001号. */
  readonly series: string;
  /** Department that issues it, printed above the date. */
  readonly issuer: string;
  readonly write: (scene: NoticeScene) => readonly NoticeBlock[];
}

/** Number of a paper: prefix, year in hexagonal brackets, four digits that widen. */
export const paperNumber = (series: string, year: string, n: number): string =>
  `${series}〔${year}〕${String(n).padStart(4, '0')}号`;
