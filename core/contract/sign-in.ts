import { z } from 'zod';
import { InstantView, TextView } from './common.ts';

/**
 * Signing in and what a person does with the own access. Answers set or clear the session cookie.
 *
 * POST /api/sign-in                          SignInBody            -> SessionView
 * POST /api/activate                         ActivateBody          -> ActivatedView
 * POST /api/sign-out                                               -> 204
 * POST /api/passkeys/sign-in-options                               -> options for navigator.credentials.get
 * POST /api/passkeys/sign-in                 AssertionBody         -> SessionView
 * POST /api/passkeys/registration-options                          -> options for navigator.credentials.create
 * POST /api/passkeys                         RegisterPasskeyBody   -> { id }
 * POST /api/passkeys/{id}/revoke                                   -> 204
 * POST /api/passkeys/signing-options         SigningOptionsBody    -> options for navigator.credentials.get
 * GET  /api/sessions                                               -> SessionEntryView[]
 * POST /api/sessions/{id}/end, POST /api/sessions/end-others       -> 204
 * GET  /api/delegations, POST /api/delegations DelegateBody        -> DelegationView[]
 * POST /api/delegations/{id}/end             EndDelegationBody     -> DelegationView[]
 */
export const SignInBody = z.object({
  account: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  /** Six digits of the authenticator app or of the message on the telephone. */
  totp: z.string().max(10).optional(),
});

export const ActivateBody = z.object({ token: z.string().min(1).max(100), password: z.string().min(1).max(1000) });
export const ActivatedView = z.object({
  /** Shown once, where a second factor is required and none was set up before. */
  totpSecret: z.string().optional(),
  /** The same as `otpauth://…`, for a QR code. */
  totpUri: z.string().optional(),
});
export type ActivatedView = z.infer<typeof ActivatedView>;

export const AssertionBody = z.object({ assertion: z.unknown() });
export const RegisterPasskeyBody = z.object({ attestation: z.unknown(), name: z.string().min(1).max(60) });
/** What WebAuthn calls options; handed to the browser as they are. */
export const WebAuthnOptions = z.record(z.string(), z.unknown());

/** What is about to be signed: `hash` is the SHA-256 (hexadecimal) of `signedContent(…)` in core/people. */
export const SigningOptionsBody = z.object({
  meaning: TextView,
  subjects: z
    .array(z.object({ taskId: z.string().min(1).max(100), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(50),
});

export const SessionEntryView = z.object({
  id: z.string(),
  method: z.enum(['passkey', 'password', 'demo']),
  createdAt: InstantView,
  lastSeenAt: InstantView,
  expiresAt: InstantView,
  agent: z.string(),
  address: z.string(),
  /** The session that asks. */
  current: z.boolean(),
});
export type SessionEntryView = z.infer<typeof SessionEntryView>;

export const DelegateBody = z.object({
  toPerson: z.string().min(1),
  postId: z.string().min(1),
  from: InstantView,
  to: InstantView,
  reason: z.string().min(1).max(500),
});
export const EndDelegationBody = z.object({ reason: z.string().min(1).max(500) });
export const DelegationView = z.object({
  id: z.string(),
  from: z.object({ personId: z.string(), name: z.string() }),
  to: z.object({ personId: z.string(), name: z.string() }),
  post: z.object({ id: z.string(), title: TextView }),
  validFrom: InstantView,
  validTo: InstantView,
  reason: z.string(),
});
export type DelegationView = z.infer<typeof DelegationView>;
