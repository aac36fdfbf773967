import type { WordKey } from '../data/words.ts';
import { ProblemError, UnreachableError } from './api.ts';

/**
 * Why the browser or its user gave no passkey, as a word to be shown; null where it was the server that said no. Browsers
 * tell cancelling, waiting too long and having no passkey here by one and the same name, so that no page can tell them apart.
 */
export const passkeyFailure = (failure: unknown): WordKey | null => {
  if (failure instanceof ProblemError || failure instanceof UnreachableError) return null;
  const { name = '', code = '' } = failure as { name?: string; code?: string };
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID' || name === 'SecurityError')
    return 'passkey.wrongAddress';
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError') return 'passkey.known';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'passkey.turnedAway';
  return 'passkey.unsupported';
};
