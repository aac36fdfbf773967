import type { Conflict } from './conflict.ts';
import { conflictTable } from './data/conflicts.ts';

/** The conflict register, in the order of the decisions. */
export const conflicts: readonly Conflict[] = conflictTable;
