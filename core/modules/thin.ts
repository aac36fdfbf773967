import type { Process } from '../process/definition.ts';
import { urgentComplaint } from './complaints/process.ts';
import { documentReview } from './documents/process.ts';
import { auditFindings } from './internal-audits/process.ts';
import { recall } from './recalls/process.ts';
import { wired } from './registry.ts';
import { merchantStop } from './stops/process.ts';

/** Procedures that are told by their histories alone: they prove the language, nobody can open a case of them yet. */
export const thin: readonly Process[] = [documentReview, merchantStop, urgentComplaint, auditFindings, recall];

/** All definitions there are: for checks, walks and documents. */
export const processes: readonly Process[] = [...wired, ...thin];
