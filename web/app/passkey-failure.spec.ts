import { expect, it } from 'vitest';
import { ProblemError, UnreachableError } from './api.ts';
import { passkeyFailure } from './passkey-failure.ts';

const named = (name: string, code?: string) => Object.assign(new Error('x'), { name, ...(code ? { code } : {}) });

it.each([
  [named('NotAllowedError', 'ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY'), 'passkey.turnedAway'],
  [named('AbortError', 'ERROR_CEREMONY_ABORTED'), 'passkey.turnedAway'],
  [named('SecurityError', 'ERROR_INVALID_RP_ID'), 'passkey.wrongAddress'],
  [named('SecurityError', 'ERROR_INVALID_DOMAIN'), 'passkey.wrongAddress'],
  [named('InvalidStateError', 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'), 'passkey.known'],
  [named('NotSupportedError', 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG'), 'passkey.unsupported'],
  [new Error('WebAuthn is not supported in this browser'), 'passkey.unsupported'],
  [new UnreachableError(), null],
  [new ProblemError({ type: '', title: '', status: 422, code: 'x', message: { zh: '', en: '' } }), null],
])('a passkey that did not come is explained: %s', (failure, word) => {
  expect(passkeyFailure(failure)).toBe(word);
});
