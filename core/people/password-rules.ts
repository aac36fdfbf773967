import { ok, type Refusal, type Result, refused } from '../base/result.ts';
import type { Text } from '../base/text.ts';

/** Long enough that guessing is hopeless, short enough that hashing cannot be used to exhaust the server. */
export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 128;
const MIN_DISTINCT = 5;
/** Own words shorter than this are ignored: a login name `li` stands in too many honest passwords. */
const MIN_OWN_WORD = 4;

/**
 * Words that head every list of leaked passwords, world-wide and Chinese. A password is common when, after folding
 * case and the usual digit-for-letter swaps, nothing of weight is left once one of these has been taken out.
 */
const COMMON_WORDS: readonly string[] = [
  ...['password', 'passwort', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'asdfgh', 'zxcvbnm', 'letmein', 'iloveyou'],
  ...['welcome', 'administrator', 'admin', 'root', 'login', 'master', 'dragon', 'monkey', 'sunshine', 'princess'],
  ...['football', 'baseball', 'superman', 'batman', 'starwars', 'shadow', 'michael', 'secret', 'changeme', 'default'],
  ...['woaini', 'woaiwojia', 'zhongguo', 'beijing', 'shanghai', 'guangdong', 'shenzhen', 'wangyi', 'taobao', 'weixin'],
  ...['mima', 'guanliyuan', 'yiliao', 'yiliaoqixie', 'zhunsheng', 'plumbline', 'company', 'test', 'user', 'hello'],
  ...[
    '5201314',
    '1314520',
    '147258369',
    '1qaz2wsx3edc',
    '1q2w3e4r5t',
    'q1w2e3r4',
    'zaq12wsx',
    '密码',
    '我爱你',
    '管理员',
  ],
];
const LEFT_OVER = 5;

const UNLEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const unleet = (s: string): string => [...s].map((c) => UNLEET[c] ?? c).join('');

/** `123456789012`, `abcdefghijkl`, `999888777666` and the like: neighbours never further apart than one. */
const isRun = (s: string): boolean => {
  const codes = [...s].map((c) => c.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  // `9` → `0` and `0` → `9` continue a run of digits.
  return steps.every((step) => Math.abs(step) <= 1 || Math.abs(step) === 9);
};

const isRepeated = (s: string): boolean => /^(.{1,6}?)\1+.{0,3}$/su.test(s);

const isCommon = (folded: string): boolean =>
  [folded, unleet(folded)].some((spelling) =>
    COMMON_WORDS.some((word) => {
      if (!spelling.includes(word)) return false;
      const rest = spelling.replaceAll(word, '').replace(/[\d\p{P}\p{S}]/gu, '');
      return [...rest].length < LEFT_OVER;
    }),
  );

const refuse = (code: string, zh: string, en: string): Result<never, Refusal> => {
  const message: Text = { zh, en };
  return refused({ code: `password.${code}`, message, field: 'password' });
};

/**
 * May this be somebody's password? Length counts characters, not bytes; no composition rule is asked for, since such
 * rules lead to `Password2025!`. `ownWords` are the login name, the person's name and its pinyin, the company's name.
 */
export const checkPassword = (password: string, ownWords: readonly string[]): Result<string> => {
  const spelled = password.normalize('NFKC');
  const length = [...spelled].length;
  if (length < PASSWORD_MIN_LENGTH)
    return refuse(
      'tooShort',
      `密码至少需要 ${PASSWORD_MIN_LENGTH} 个字符;可以用一句只有您知道的话。`,
      `A password needs at least ${PASSWORD_MIN_LENGTH} characters; use a sentence that only you know.`,
    );
  if (length > PASSWORD_MAX_LENGTH)
    return refuse(
      'tooLong',
      `密码最多 ${PASSWORD_MAX_LENGTH} 个字符,请缩短。`,
      `A password has at most ${PASSWORD_MAX_LENGTH} characters; please shorten it.`,
    );
  const folded = spelled.toLowerCase();
  const own = ownWords.map((w) => w.normalize('NFKC').toLowerCase().replace(/\s/gu, ''));
  if (
    own.some(
      (w) => w !== '' && (folded === w || ([...w].length >= MIN_OWN_WORD && folded.includes(w)) || isHan(folded, w)),
    )
  )
    return refuse(
      'ownName',
      '密码中不能出现您的姓名、登录名或公司名称,请换一个。',
      'A password may not contain your name, your login name or the company’s name; choose another.',
    );
  if (new Set(folded).size < MIN_DISTINCT || isRun(folded) || isRepeated(folded) || isCommon(folded))
    return refuse(
      'common',
      '这个密码太常见,容易被猜到,请换一句更长、只有您知道的话。',
      'This password is too common to be safe; choose a longer phrase that only you know.',
    );
  return ok(spelled);
};

/** A Chinese name counts whole from two characters on. */
const isHan = (folded: string, word: string): boolean => /^\p{Script=Han}{2,}$/u.test(word) && folded.includes(word);
