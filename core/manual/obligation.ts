import type { ChapterId } from './chapter.ts';
import type { ObligationId } from './obligation-id.ts';

/** What sort of demand a row makes; it says which construct of the kernel usually carries it. */
export type ObligationKind =
  | 'rule'
  | 'limit'
  | 'step'
  | 'form'
  | 'access'
  | 'duty'
  | 'data'
  | 'physical'
  | 'notice'
  | 'retention'
  | 'format'
  | 'security'
  | 'sanction'
  | 'metric';

export type ObligationArea =
  | 'adverse-events'
  | 'audits'
  | 'complaints'
  | 'data-security'
  | 'documents'
  | 'emergencies'
  | 'facilities'
  | 'health'
  | 'listings'
  | 'merchants'
  | 'monitoring'
  | 'nonconforming'
  | 'organisation'
  | 'purchasing'
  | 'quality-incidents'
  | 'recalls'
  | 'receiving'
  | 'records'
  | 'returns'
  | 'sales'
  | 'service-stops'
  | 'suppliers'
  | 'trade-data'
  | 'training'
  | 'violations'
  | 'warehouse';

/**
 * One demand of a manual, in our words. All texts are in Chinese but `system`, which says in English what the product
 * must do. An empty string means that the manual says nothing there.
 */
export interface Obligation {
  readonly id: ObligationId;
  /** Chapter and clause, e.g. `P05 §3.2`. */
  readonly source: string;
  readonly kind: ObligationKind;
  /** Who is bound, as the manual names the post; `resolveRole` knows them all. Empty: nobody is named. */
  readonly actor: string;
  readonly trigger: string;
  readonly obligation: string;
  readonly limit: string;
  readonly threshold: string;
  readonly record: string;
  readonly notify: string;
  readonly system: string;
  readonly area: ObligationArea;
}

/** The chapter that an obligation stands in: `P05-3.2-01` -> `P05`. */
export const chapterOf = (id: ObligationId): ChapterId => id.slice(0, 3) as ChapterId;
