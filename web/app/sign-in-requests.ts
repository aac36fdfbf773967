import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { Text } from '../../core/base/text.ts';
import type { SignatureProof } from '../../core/contract/session-view.ts';
import type { FormValues } from '../../core/forms/form.ts';
import { signedContent } from '../../core/people/signed-content.ts';
import { sendJson } from './api.ts';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Account and password, with the authenticator's code where the account has one. */
export const signInWithPassword = (account: string, password: string, totp: string): Promise<void> =>
  sendJson('POST', '/api/sign-in', { account, password, ...(totp === '' ? {} : { totp }) }, { quiet: true });

/** Asks the device for a passkey of this site; rejects when the person turned away. */
export const signInWithPasskey = async (): Promise<void> => {
  const optionsJSON = await sendJson<RequestOptions>('POST', '/api/passkeys/sign-in-options', {}, { quiet: true });
  const assertion = await startAuthentication({ optionsJSON });
  await sendJson('POST', '/api/passkeys/sign-in', { assertion }, { quiet: true });
};

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Makes a passkey on this device for whoever is signed in and proves it; rejects when the person turned away. */
export const registerPasskey = async (name: string, signature: SignatureProof): Promise<void> => {
  const optionsJSON = await sendJson<CreationOptions>('POST', '/api/passkeys/registration-options', {
    name,
    signature,
  });
  await sendJson('POST', '/api/passkeys', { name, attestation: await startRegistration({ optionsJSON }) });
};

/** What a signature covers: the task (or `start`), and the form exactly as it will be handed in. */
export interface ToSign {
  readonly subject: string;
  readonly form: FormValues;
}

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** A fresh assertion over this meaning and these contents; the challenge is the server's and serves once. */
export const passkeyProof = async (meaning: Text, contents: readonly ToSign[]): Promise<SignatureProof> => {
  const subjects = await Promise.all(
    contents.map(async ({ subject, form }) => ({ taskId: subject, hash: await sha256(signedContent(subject, form)) })),
  );
  const body = { meaning, subjects };
  const optionsJSON = await sendJson<RequestOptions>('POST', '/api/passkeys/signing-options', body);
  return { method: 'passkey', assertion: await startAuthentication({ optionsJSON }) };
};
