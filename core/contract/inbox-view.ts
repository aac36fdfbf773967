import { z } from 'zod';
import { InstantView, TextView } from './common.ts';

/** 消息: what a person is told inside the product. */
export const InboxItem = z.object({
  id: z.string(),
  kind: z.enum(['escalation', 'reminder', 'urge', 'copy', 'notice', 'assigned']),
  caseId: z.string(),
  caseNumber: z.string(),
  subject: z.string(),
  process: z.object({ name: z.string(), title: TextView }),
  /** The clock, the task or the paper that it is about. */
  about: TextView.nullable(),
  at: InstantView,
  readAt: InstantView.nullable(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** Newest first; `unread` counts all of them, on whatever page. */
export const InboxPage = z.object({
  items: z.array(InboxItem),
  nextCursor: z.string().nullable(),
  unread: z.number().int(),
});
export type InboxPage = z.infer<typeof InboxPage>;

/** Messages by id, or all of them that were there when the newest shown one was: a later one stays unread. */
export const InboxReadBody = z
  .union([
    z.object({
      ids: z
        .array(z.string().regex(/^\d{1,18}$/))
        .min(1)
        .max(200),
    }),
    z.object({ upTo: z.string().regex(/^\d{1,18}$/) }),
  ])
  .meta({ examples: [{ upTo: '1042' }] });
export type InboxReadBody = z.infer<typeof InboxReadBody>;

/** A message of the outbox as an administrator sees it: never an address, never a text. */
export const OutboxItem = z.object({
  id: z.string(),
  channel: z.enum(['mail', 'sms', 'robot', 'command']),
  template: z.string(),
  caseNumber: z.string().nullable(),
  state: z.enum(['waiting', 'dead']),
  attempts: z.number().int(),
  /** Code of the last failure, e.g. `smtp.550`, `ECONNREFUSED`, `robot.wecom.45009`. */
  lastError: z.string().nullable(),
  createdAt: InstantView,
  nextAt: InstantView,
});
export type OutboxItem = z.infer<typeof OutboxItem>;
export const OutboxPage = z.object({ items: z.array(OutboxItem), nextCursor: z.string().nullable() });
export type OutboxPage = z.infer<typeof OutboxPage>;
