import { describe, expect, test } from 'vitest';
import { checkPassword } from './password-rules.ts';

const own = ['wang.fang', '王芳', 'wangfang', '准绳医械商城'];
const codeOf = (password: string) => {
  const answer = checkPassword(password, own);
  return answer.ok ? 'ok' : answer.refusal.code;
};

describe('a password', () => {
  test.each([
    ['eleven char', 'password.tooShort'],
    ['短密码', 'password.tooShort'],
    ['x'.repeat(129), 'password.tooLong'],
    ['my wang.fang is great', 'password.ownName'],
    ['WangFang-likes-tea', 'password.ownName'],
    ['这是王芳的一句很长的密码', 'password.ownName'],
    ['password1234', 'password.common'],
    ['P@ssw0rd!2025', 'password.common'],
    ['Admin@2025#2026', 'password.common'],
    ['qwertyuiop123', 'password.common'],
    ['123456789012', 'password.common'],
    ['abcdefghijklm', 'password.common'],
    ['aaaaaaaaaaaa', 'password.common'],
    ['abcabcabcabc', 'password.common'],
    ['woaini5201314', 'password.common'],
    ['1qaz2wsx3edc', 'password.common'],
  ])('%s is refused', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  test.each([
    'correct horse battery staple',
    '三号仓库后面有两棵银杏树吗',
    'kV7#pQ2mLz9!w',
    'the admin never sleeps on trains',
  ])('%s is accepted', (password) => {
    expect(codeOf(password)).toBe('ok');
  });

  test('counts characters and not bytes, and full-width spellings are folded', () => {
    expect(codeOf('ｐａｓｓｗｏｒｄ１２３４')).toBe('password.common');
  });
});
