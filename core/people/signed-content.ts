import { canonicalJson, type Json } from '../base/json.ts';
import { type Text, text } from '../base/text.ts';

/** One re-authentication signs at most this many, and only those shown to the signer. */
export const MAX_SIGNED = 50;

/** In which sense a person proves who he is before a further means of doing so is added to the own account. */
export const ADDS_PASSKEY: Text = text('登记新的通行密钥', 'Registers a further passkey');
export const SETS_PHONE: Text = text('登记接收验证码的手机', 'Registers the phone that codes go to');

/**
 * The exact text that a signature on one task covers; its SHA-256 is the `hash` of the signed subject. The browser
 * computes it of the form as it stands on the screen, the server of the form that it is about to keep.
 */
export const signedContent = (subject: string, form: Readonly<Record<string, unknown>>): string =>
  canonicalJson({ subject, form: form as Readonly<Record<string, Json>> });
