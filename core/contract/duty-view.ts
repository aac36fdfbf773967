import { z } from 'zod';
import { InstantView, PersonView, pageOf, TextView } from './common.ts';

/** One duty of one legal entity: when it comes next, who did it last, what was missed. */
export const DutyItem = z.object({
  name: z.string(),
  /** Name of the procedure of its occurrences, for the list of cases. */
  process: z.string(),
  entity: z.object({ id: z.string(), name: z.string() }),
  title: TextView,
  clause: z.string(),
  by: TextView,
  rhythm: TextView,
  /** The earliest occurrence that is still to be done; `total` of them. */
  open: z
    .object({
      caseId: z.string(),
      period: z.string(),
      dueAt: InstantView.nullable(),
      provisional: z.boolean(),
      breached: z.boolean(),
      total: z.number().int(),
    })
    .nullable(),
  /** The next window that has not opened yet; null where the duty does not recur any more. */
  next: z.object({ period: z.string(), opensAt: InstantView, dueAt: InstantView, provisional: z.boolean() }).nullable(),
  lastDone: z.object({ caseId: z.string(), period: z.string(), at: InstantView, by: PersonView.nullable() }).nullable(),
  missed: z.number().int(),
});
export type DutyItem = z.infer<typeof DutyItem>;
export const DutyPage = pageOf(DutyItem);
export type DutyPage = z.infer<typeof DutyPage>;

/** One occurrence that was not done in its window. `doneAt` where it was done late, null where it was not at all. */
export const MissedItem = z.object({
  caseId: z.string(),
  number: z.string(),
  period: z.string(),
  dueAt: InstantView,
  state: z.enum(['open', 'done', 'lapsed']),
  doneAt: InstantView.nullable(),
});
export type MissedItem = z.infer<typeof MissedItem>;
export const MissedPage = pageOf(MissedItem);
export type MissedPage = z.infer<typeof MissedPage>;
