import { ok, type Refusal, type Result, refused } from '../base/result.ts';
import { IDENTIFIER_NAMES, type IdentifierKind } from './kind.ts';

/** No identifier is longer; what is longer is not looked at, so that a hostile value costs nothing. */
const LONGEST = 320;

/**
 * One spelling for what people and their input methods type: full-width forms become ordinary ones, blanks and invisible
 * joiners go, every dash is a hyphen. Letters keep their case. Other odd characters stay and are refused by the kind.
 */
export const tidy = (value: string): string =>
  value
    .slice(0, LONGEST + 1)
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');

/** The tidied value, or the refusal that every kind shares: nothing there, or far too much. */
export const readable = (kind: IdentifierKind, value: string): Result<string> => {
  const name = IDENTIFIER_NAMES[kind];
  if (value.length > LONGEST)
    return no(
      `${kind}.length`,
      `内容过长，不是${name.zh}，请只填写号码本身。`,
      `Too long to be a ${name.en}: enter the number alone.`,
    );
  const tidied = tidy(value);
  if (tidied === '') return no(`${kind}.empty`, `请填写${name.zh}。`, `Enter the ${name.en}.`);
  return ok(tidied);
};

export const no = (code: string, zh: string, en: string, params?: Refusal['params']): Result<never> =>
  refused({ code, message: { zh, en }, ...(params ? { params } : {}) });
