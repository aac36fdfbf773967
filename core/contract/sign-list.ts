import { z } from 'zod';
import type { Form } from '../forms/form.ts';
import { InstantView, ProblemView, TextView } from './common.ts';
import { SignatureProof } from './session-view.ts';

/**
 * One re-authentication for a list of acts of the same kind.
 *
 * GET  /api/signable                         -> SignableView: the acts that need nothing more than a signature
 * POST /api/signed-lists     SignListBody    -> SignListView: what has become of each
 *
 * The header `Idempotency-Key` of the POST stands for the list, `key` of an item for its act: sent again after a lost
 * connection, the list goes on where it stood, without a further proof.
 */
export const SignableItem = z.object({
  taskId: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  subject: z.string(),
  /** What the task is for, where a stage has one for each of a list. */
  item: z.string().nullable(),
  dueAt: InstantView.nullable(),
  provisional: z.boolean(),
  breached: z.boolean(),
  used: z.number(),
  clause: z.string().nullable(),
  /** Version of the case that is shown. */
  version: z.number().int(),
  /** What the form says, complete and valid: to be handed in exactly so. Empty where the act has no form. */
  values: z.record(z.string(), z.unknown()),
});
export type SignableItem = z.infer<typeof SignableItem>;

/** An act of a definition with the tasks on which it may be taken at once. */
export const SignableAct = z.object({
  key: z.string(),
  process: z.object({ name: z.string(), title: TextView }),
  task: TextView,
  action: z.string(),
  title: TextView,
  tone: z.enum(['primary', 'default', 'danger']),
  meaning: TextView,
  form: z.custom<Form>().nullable(),
  items: z.array(SignableItem),
});
export type SignableAct = z.infer<typeof SignableAct>;

export const SignableView = z.object({
  acts: z.array(SignableAct),
  /** More tasks are open than were looked at; those that fall due first were. */
  more: z.boolean(),
});
export type SignableView = z.infer<typeof SignableView>;

export const SignListBody = z
  .object({
    action: z.string().min(1).max(60),
    items: z
      .array(
        z.object({
          taskId: z.uuid(),
          version: z.number().int(),
          form: z.record(z.string(), z.unknown()),
          key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
        }),
      )
      .min(1)
      .max(500),
    /** Absent where the list was signed before and is sent again. */
    signature: SignatureProof.optional(),
  })
  .meta({
    examples: [
      {
        action: 'summarise',
        items: [
          {
            taskId: '6f1c0a52-0f0e-4a57-9d5e-2b1d2f0c7a11',
            version: 12,
            form: { grade: 'A' },
            key: '0d7c1f0e-6c0c-4a7e-9a34-6d3f1a2b5c77',
          },
        ],
        signature: { method: 'password', password: '…', totp: '123456' },
      },
    ],
  });
export type SignListBody = z.infer<typeof SignListBody>;

export const SignListView = z.object({
  results: z.array(
    z.object({
      taskId: z.string(),
      done: z.boolean(),
      /** Why it was not done; the others stand. */
      problem: ProblemView.nullable(),
    }),
  ),
});
export type SignListView = z.infer<typeof SignListView>;
