import { z } from 'zod';
import { InstantView, PersonView, pageOf, TextView } from './common.ts';

/** One line of 待办: an open task that the person may act on, ordered by the instant its binding limit falls due. */
export const TodoItem = z.object({
  taskId: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  subject: z.string(),
  process: z.object({ name: z.string(), title: TextView }),
  title: TextView,
  item: z.string().nullable(),
  openedAt: InstantView,
  dueAt: InstantView.nullable(),
  provisional: z.boolean(),
  breached: z.boolean(),
  used: z.number(),
  clause: z.string().nullable(),
  claimedBy: PersonView.nullable(),
  urged: z.boolean(),
  /** The post that does this is empty: the task has climbed to whoever is shown it. */
  climbed: z.boolean(),
});
export type TodoItem = z.infer<typeof TodoItem>;
export const TodoPage = pageOf(TodoItem);
export type TodoPage = z.infer<typeof TodoPage>;

export const CaseListItem = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  process: z.object({ name: z.string(), title: TextView }),
  state: z.enum(['open', 'ended']),
  position: z.array(TextView),
  openedAt: InstantView,
  endedAt: InstantView.nullable(),
  dueAt: InstantView.nullable(),
  breaches: z.number().int(),
});
export type CaseListItem = z.infer<typeof CaseListItem>;
export const CasePage = pageOf(CaseListItem);
export type CasePage = z.infer<typeof CasePage>;
