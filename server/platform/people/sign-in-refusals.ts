import type { Refusal } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';

const refusal = (code: string, zh: string, en: string): Refusal => ({ code, message: { zh, en } });

/** One answer for a wrong name, a wrong password, a wrong code and a closed account: nothing tells which. */
export const wrong = (): Refusal =>
  refusal(
    'signIn.refused',
    '登录名、密码或验证码不正确。请核对后重试;忘记密码请联系管理员获取新的激活链接。',
    'Login name, password or code is not right. Check them and try again; if you forgot the password, ask the administrator for a new activation link.',
  );

export const locked = (until: Instant, now: Instant): Refusal => {
  const minutes = Math.max(1, Math.ceil((until - now) / 60_000));
  return {
    ...refusal(
      'signIn.locked',
      `失败次数过多,请在 ${minutes} 分钟后再试;也可以使用通行密钥登录。`,
      `Too many failed attempts. Try again in ${minutes} min, or sign in with a passkey.`,
    ),
    params: { retryAfterSeconds: Math.ceil((until - now) / 1000) },
  };
};

export const codeNeeded = (sent: boolean): Refusal => ({
  ...(sent
    ? refusal(
        'signIn.codeNeeded',
        '验证码已发送到您登记的手机,请填写后再次提交。一分钟后仍未收到,可清空验证码再提交一次以重发。',
        'A code has been sent to your registered phone. Enter it and submit again. If none arrives within a minute, submit once more without a code to have another sent.',
      )
    : refusal(
        'signIn.codeNeeded',
        '请填写验证器应用中的 6 位动态码后再次提交。',
        'Enter the 6-digit code of your authenticator app and submit again.',
      )),
  field: 'totp',
});

export const factorMissing = (): Refusal =>
  refusal(
    'signIn.factorMissing',
    '您的账号尚未设置第二验证方式,不能仅凭密码登录。请联系管理员重新发送激活链接。',
    'Your account has no second factor yet and a password alone is not enough. Ask the administrator for a new activation link.',
  );

export const passkeyRefused = (): Refusal =>
  refusal(
    'passkey.refused',
    '通行密钥验证未通过。请重试,或改用密码和动态码登录。',
    'The passkey was not accepted. Try again, or sign in with password and code.',
  );

export const linkRefused = (): Refusal =>
  refusal(
    'activation.refused',
    '激活链接无效、已使用或已过期。请联系管理员重新发送。',
    'This activation link is not valid, was used already or has expired. Ask the administrator for a new one.',
  );

export const sessionMissing = (): Refusal =>
  refusal(
    'session.missing',
    '您尚未登录或登录已失效,请重新登录;已填写的内容会保留。',
    'You are not signed in, or your session has ended. Sign in again; what you have entered is kept.',
  );

export const foreignRequest = (): Refusal =>
  refusal(
    'csrf.foreignRequest',
    '该请求不是从本系统页面发出的,已被拒绝。请刷新页面后重试。',
    'This request did not come from a page of this system and was refused. Reload the page and try again.',
  );
