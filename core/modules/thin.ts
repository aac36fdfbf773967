import type { Process } from '../process/definition.ts';
import { urgentComplaint } from './complaints/public.ts';
import { documentReview } from './documents/public.ts';
import { auditFindings } from './internal-audits/public.ts';
import { recall } from './recalls/public.ts';
import { wired } from './registry.ts';
import { merchantStop } from './stops/public.ts';

/** Procedures that are told by their histories alone: they prove the language, nobody can open a case of them yet. */
export const thin: readonly Process[] = [documentReview, merchantStop, urgentComplaint, auditFindings, recall];

/** All definitions there are: for checks, walks and documents. */
export const processes: readonly Process[] = [...wired, ...thin];
