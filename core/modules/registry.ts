import type { Process } from '../process/definition.ts';
import type { DeclaredDuty } from '../process/duty.ts';
import { processOfDuty } from '../process/duty-process.ts';
import type { DeclaredRecord } from '../process/record.ts';
import { reviewOf } from '../process/record-process.ts';
import { admission, qualificationRecordKind } from './admission/public.ts';
import { dutyRecords, periodicDuties } from './duties/public.ts';

/** Duties that the running product opens when they fall due. */
export const duties: readonly DeclaredDuty[] = periodicDuties;

/** Kinds of quality record that the running product makes, has reviewed, corrects and keeps. */
export const recordKinds: readonly DeclaredRecord[] = [qualificationRecordKind, ...dutyRecords];

/** Reviews of records, by the code of the kind. */
export const recordReviews: Readonly<Record<string, Process>> = Object.fromEntries(
  recordKinds.flatMap((kind): readonly (readonly [string, Process])[] => {
    const review = reviewOf(kind);
    return review === null ? [] : [[kind.code, review]];
  }),
);

/** Procedures that the running product carries out. Only these count in the register of obligations. */
export const wired: readonly Process[] = [admission, ...duties.map(processOfDuty), ...Object.values(recordReviews)];
