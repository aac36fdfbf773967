import { z } from 'zod';
import { TextView } from './common.ts';

export const PostView = z.object({
  id: z.string(),
  title: TextView,
  department: TextView,
  entityId: z.string(),
  entityName: z.string(),
});
export type PostView = z.infer<typeof PostView>;

export const SessionView = z.object({
  personId: z.string(),
  name: z.string(),
  /** `staff` sees the console, `merchant` sees the portal. */
  kind: z.enum(['staff', 'merchant']),
  entityId: z.string(),
  entityName: z.string(),
  posts: z.array(PostView),
  /** Operations of core/people that the person may do as such: which places the web offers. */
  may: z.array(z.string()),
  /** Demo only: signing in by choosing a post; never true on an instance that was not started with `npm run demo`. */
  demo: z.boolean(),
  /** How this person re-authenticates when signing. */
  signingMethods: z.array(z.enum(['passkey', 'password', 'demo'])),
});
export type SessionView = z.infer<typeof SessionView>;

export const DemoPost = z.object({
  accountId: z.string(),
  personName: z.string(),
  title: TextView,
  department: TextView,
  entityName: z.string(),
  kind: z.enum(['staff', 'merchant']),
  openTasks: z.number().int(),
});
export type DemoPost = z.infer<typeof DemoPost>;

/** Proof given at the moment of signing; checked by the server each time, never kept. */
export const SignatureProof = z.discriminatedUnion('method', [
  z.object({ method: z.literal('password'), password: z.string(), totp: z.string().optional() }),
  z.object({ method: z.literal('passkey'), assertion: z.unknown() }),
  z.object({ method: z.literal('demo') }),
]);
export type SignatureProof = z.infer<typeof SignatureProof>;
