import type { Process } from '../process/definition.ts';
import { admission } from './admission/process.ts';
import { urgentComplaint } from './complaints/process.ts';
import { documentReview } from './documents/process.ts';
import { auditFindings } from './internal-audits/process.ts';
import { recall } from './recalls/process.ts';
import { merchantStop } from './stops/process.ts';

/** Procedures that the server runs. */
export const wired: readonly Process[] = [admission];

/** Procedures that are told by their histories alone: they prove the language, nobody can open a case of them yet. */
export const thin: readonly Process[] = [documentReview, merchantStop, urgentComplaint, auditFindings, recall];

export const processes: readonly Process[] = [...wired, ...thin];
