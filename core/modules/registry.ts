import type { Process } from '../process/definition.ts';
import type { DeclaredDuty } from '../process/duty.ts';
import { processOfDuty } from '../process/duty-process.ts';
import { admission } from './admission/public.ts';
import { periodicDuties } from './duties/public.ts';

/** Duties that the running product opens when they fall due. */
export const duties: readonly DeclaredDuty[] = periodicDuties;

/** Procedures that the running product carries out. Only these count in the register of obligations. */
export const wired: readonly Process[] = [admission, ...duties.map(processOfDuty)];
