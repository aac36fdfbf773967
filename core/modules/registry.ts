import type { Process } from '../process/definition.ts';
import { admission } from './admission/public.ts';

/** Procedures that the running product carries out. Only these count in the register of obligations. */
export const wired: readonly Process[] = [admission];
