import { canonicalJson, type Json } from '../base/json.ts';

/**
 * The exact text that a signature on one task covers; its SHA-256 is the `hash` of the signed subject. The browser
 * computes it of the form as it stands on the screen, the server of the form that it is about to keep.
 */
export const signedContent = (subject: string, form: Readonly<Record<string, unknown>>): string =>
  canonicalJson({ subject, form: form as Readonly<Record<string, Json>> });
