import type { Process } from '../process/definition.ts';
import { admission } from './admission/process.ts';

/** Procedures that the running product carries out. */
export const wired = [admission] as const satisfies readonly Process[];

/** Procedures that are told as histories only, to prove the language. */
export const thin = [] as const satisfies readonly Process[];
