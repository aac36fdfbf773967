import type { Refusal, Result } from '../../../core/base/result.ts';
import { Refused } from '../../case/commit.ts';

/** The value, or the refusal thrown for the HTTP layer to answer. */
export const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Refused(result.refusal);
};

export const demoOnly: Refusal = {
  code: 'demo.unknown',
  message: {
    zh: '本系统不是演示实例,请用通行密钥或密码登录。',
    en: 'This is not a demonstration. Sign in with a passkey or password.',
  },
};
