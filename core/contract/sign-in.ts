import { z } from 'zod';
import { InstantView, TextView } from './common.ts';
import { SignatureProof } from './session-view.ts';

/**
 * Signing in and what a person does with the own access. Answers set or clear the session cookie.
 *
 * POST /api/sign-in                          SignInBody            -> SessionView
 * GET  /api/sign-in-means                                          -> SignInMeansView
 * POST /api/activate/phone-code              ActivationPhoneBody   -> 204
 * POST /api/activate                         ActivateBody          -> ActivatedView
 * POST /api/sign-out                                               -> 204
 * POST /api/passkeys/sign-in-options                               -> options for navigator.credentials.get
 * POST /api/passkeys/sign-in                 AssertionBody         -> SessionView
 * GET  /api/passkeys                                               -> PasskeyView[]
 * POST /api/passkeys/registration-options    AddPasskeyBody        -> options for navigator.credentials.create
 * POST /api/passkeys                         RegisterPasskeyBody   -> { id }
 * POST /api/passkeys/{id}/revoke                                   -> 204
 * POST /api/passkeys/signing-options         SigningOptionsBody    -> options for navigator.credentials.get
 * GET  /api/phone                                                  -> PhoneView
 * POST /api/phone/code                       PhoneBody             -> 204
 * POST /api/phone                            SetPhoneBody          -> PhoneView
 * GET  /api/sessions                                               -> SessionEntryView[]
 * POST /api/sessions/{id}/end, POST /api/sessions/end-others       -> 204
 * GET  /api/delegations, POST /api/delegations DelegateBody        -> DelegationView[]
 * POST /api/delegations/{id}/end             EndDelegationBody     -> DelegationView[]
 */
export const SignInBody = z
  .object({
    account: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
    /** Six digits of the authenticator app or of the message on the telephone. */
    totp: z.string().max(10).optional(),
  })
  .meta({ examples: [{ account: 'lu.yao', password: '…', totp: '123456' }] });

const Phone = z.string().min(1).max(40);
const Code = z.string().min(1).max(10);
/** What this house offers beside passkeys and authenticator apps. */
export const SignInMeansView = z.object({ sms: z.boolean() });
export type SignInMeansView = z.infer<typeof SignInMeansView>;
export const ActivationPhoneBody = z
  .object({ token: z.string().min(1).max(100), phone: Phone })
  .meta({ examples: [{ token: 'from-the-link', phone: '138…' }] });
export const ActivateBody = z
  .object({
    token: z.string().min(1).max(100),
    password: z.string().min(1).max(1000),
    /** Codes by short message instead of an authenticator: the phone, and the code that was sent to it. */
    phone: z.object({ phone: Phone, code: Code }).optional(),
  })
  .meta({ examples: [{ token: 'from-the-link', password: '…', phone: { phone: '138…', code: '123456' } }] });
export const PhoneBody = z.object({ phone: Phone }).meta({ examples: [{ phone: '138…' }] });
/** `signature` proves who asks, in the sense `SETS_PHONE`, over the subject `phone` with the form `{ phone }`. */
export const SetPhoneBody = z
  .object({ phone: Phone, code: Code, signature: SignatureProof })
  .meta({ examples: [{ phone: '138…', code: '123456', signature: { method: 'password', password: '…' } }] });
/** `masked` is null where no phone is registered. */
export const PhoneView = z.object({ available: z.boolean(), masked: z.string().nullable() });
export type PhoneView = z.infer<typeof PhoneView>;
export const ActivatedView = z.object({
  /** Under which name one signs in. */
  loginName: z.string(),
  /** Shown once, where a second factor is required and none was set up before. */
  totpSecret: z.string().optional(),
  /** The same as `otpauth://…`, for a QR code. */
  totpUri: z.string().optional(),
});
export type ActivatedView = z.infer<typeof ActivatedView>;

export const AssertionBody = z
  .object({ assertion: z.unknown() })
  .meta({ examples: [{ assertion: { id: '…', type: 'public-key' } }] });
/** `signature` proves who asks, in the sense `ADDS_PASSKEY`, over the subject `passkey` with the form `{ name }`. */
export const AddPasskeyBody = z
  .object({ name: z.string().min(1).max(60), signature: SignatureProof })
  .meta({ examples: [{ name: '办公室电脑', signature: { method: 'password', password: '…', totp: '123456' } }] });
export const RegisterPasskeyBody = z
  .object({ attestation: z.unknown(), name: z.string().min(1).max(60) })
  .meta({ examples: [{ attestation: { id: '…', type: 'public-key' }, name: '办公室电脑' }] });
export const PasskeyView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: InstantView,
  lastUsedAt: InstantView.nullable(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;
/** What WebAuthn calls options; handed to the browser as they are. */
export const WebAuthnOptions = z.record(z.string(), z.unknown());

/** What is about to be signed: `hash` is the SHA-256 (hexadecimal) of `signedContent(…)` in core/people. */
export const SigningOptionsBody = z
  .object({
    meaning: TextView,
    subjects: z
      .array(z.object({ taskId: z.string().min(1).max(100), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
      .min(1)
      // More than may be signed at once, so that a longer list is refused in words.
      .max(500),
  })
  .meta({
    examples: [{ meaning: { zh: '审核通过', en: 'Passed' }, subjects: [{ taskId: '0b0f…', hash: '0'.repeat(64) }] }],
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

export const DelegateBody = z
  .object({
    toPerson: z.string().min(1),
    /** Posts of one's own that somebody else acts for meanwhile. */
    postIds: z.array(z.string().min(1).max(100)).min(1).max(20),
    from: InstantView,
    to: InstantView,
    reason: z.string().min(1).max(500),
  })
  .meta({
    examples: [
      {
        toPerson: '6f1c…',
        postIds: ['mall-admission'],
        from: '2026-12-01T00:00:00+08:00',
        to: '2026-12-08T00:00:00+08:00',
        reason: '休假',
      },
    ],
  });
export const EndDelegationBody = z
  .object({ reason: z.string().min(1).max(500) })
  .meta({ examples: [{ reason: '提前返岗' }] });
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
