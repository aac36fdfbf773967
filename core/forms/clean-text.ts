import { type Complaint, complaint, wrongShape } from './problem.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly complaint: Complaint };

export const fine = <T>(value: T): Read<T> => ({ ok: true, value });
export const bad = (c: Complaint): Read<never> => ({ ok: false, complaint: c });

export interface TextRule {
  readonly maxLength: number;
  readonly minLength?: number;
  readonly lines: 'one' | 'many';
}

/** Invisible and meaningless in Chinese and English text: soft hyphen, zero-width space, word joiner, byte order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
/** They make a text read otherwise than it is stored (marks, embeddings, overrides, isolates of direction). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Everything of category Cc but tab and line feed, interlinear annotation, and code points that are no characters. */
const CONTROL = /[^\P{Cc}\t\n]|[\ufff9-\ufffb\ufffe\uffff]/u;

/** Length as people count: in code points, so that a rare character is one. */
export const lengthOf = (value: string): number => {
  let n = 0;
  for (const _ of value) n += 1;
  return n;
};

/**
 * Text as it is kept: composed (NFC), trimmed, one kind of line end. Markup and quotes stay as typed, since every face
 * escapes for itself. Refuses what could deceive a reader or a program. The result reads the same when read again.
 */
export const readText = (raw: unknown, rule: TextRule): Read<string> => {
  if (typeof raw !== 'string') return bad(wrongShape('文字', 'text'));
  if (raw.length > rule.maxLength * 4 + 1000) return bad(tooLong(rule.maxLength));
  if (!raw.isWellFormed())
    return bad(
      complaint(
        'form.character',
        '内容含有残缺字符，请删除后重新输入。',
        'It holds a broken character; delete and type it again.',
      ),
    );
  const value = raw
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .trim();
  if (DIRECTION.test(value))
    return bad(
      complaint(
        'form.direction',
        '内容含有改变文字方向的隐藏字符，请清空后手工输入。',
        'It holds hidden characters that change the direction of text; clear the field and type it by hand.',
      ),
    );
  if (CONTROL.test(value))
    return bad(
      complaint(
        'form.character',
        '内容含有不可见的控制字符，请删除后重新输入。',
        'It holds invisible control characters; delete and type it again.',
      ),
    );
  if (rule.lines === 'one' && /[\t\n]/.test(value))
    return bad(
      complaint(
        'form.oneLine',
        '此处只能填写一行，请删除换行和制表符。',
        'One line only: remove line breaks and tabs.',
      ),
    );
  const length = lengthOf(value);
  if (length > rule.maxLength) return bad(tooLong(rule.maxLength, length));
  if (length > 0 && length < (rule.minLength ?? 0))
    return bad(
      complaint(
        'form.tooShort',
        `至少填写 ${rule.minLength} 个字，当前为 ${length} 个。`,
        `Enter at least ${rule.minLength} characters; there are ${length}.`,
      ),
    );
  return fine(value);
};

const tooLong = (max: number, length?: number): Complaint =>
  complaint(
    'form.tooLong',
    `最多 ${max} 个字${length === undefined ? '' : `，当前为 ${length} 个`}，请精简。`,
    `At most ${max} characters${length === undefined ? '' : `; there are ${length}`}. Shorten it.`,
  );
