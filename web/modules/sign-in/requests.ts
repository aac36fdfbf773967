import { startAuthentication } from '@simplewebauthn/browser';
import { sendJson } from '../../app/api.ts';

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

/** A fresh assertion for one signature; the challenge is the server's and serves once. */
export const passkeyProof = async (): Promise<{ method: 'passkey'; assertion: unknown }> => {
  const optionsJSON = await sendJson<RequestOptions>('POST', '/api/passkeys/signing-options', {});
  return { method: 'passkey', assertion: await startAuthentication({ optionsJSON }) };
};
