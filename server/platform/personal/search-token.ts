import { createHmac } from 'node:crypto';
import { checkEmail } from '../../../core/identifiers/email.ts';
import type { PersonalKind } from '../../../core/identifiers/kind.ts';
import { checkPhone } from '../../../core/identifiers/phone.ts';
import { checkResidentId } from '../../../core/identifiers/resident-id.ts';
import { tidy } from '../../../core/identifiers/spelling.ts';
import type { DataKey } from '../keys/envelope.ts';

/** What a value may be searched by: all of it, its last four digits, or the region that a resident number begins with. */
export type SearchForm = 'whole' | 'last4' | 'region';

export interface SearchTerm {
  readonly form: SearchForm;
  readonly text: string;
}

interface Spelling {
  readonly whole: string;
  /** Without the extension of a landline, which nobody means by a number's last digits. */
  readonly stem: string;
}

/** The one spelling that is compared; a value that doesn't pass the check is compared as it stands. */
const spelling = (kind: PersonalKind, value: string): Spelling => {
  if (kind === 'phone') {
    const phone = checkPhone(value);
    const whole = phone.ok ? phone.value.value : tidy(value);
    const extension = phone.ok ? phone.value.parts.extension : null;
    return { whole, stem: extension === null ? whole : whole.slice(0, -extension.length - 1) };
  }
  const checked = kind === 'residentId' ? checkResidentId(value) : kind === 'email' ? checkEmail(value) : null;
  const whole = (checked?.ok ? checked.value.value : tidy(value)).toUpperCase();
  return { whole, stem: whole };
};

/** Addresses and health are not searched: they are never typed the same way twice, or never looked for. */
const searchable = new Set<PersonalKind>(['name', 'phone', 'residentId', 'email']);

const withLastFour = new Set<PersonalKind>(['phone', 'residentId']);

export const canSearch = (kind: PersonalKind, form: SearchForm): boolean =>
  form === 'whole' ? searchable.has(kind) : form === 'last4' ? withLastFour.has(kind) : kind === 'residentId';

/** Everything that a value can be found by. */
export const termsOf = (kind: PersonalKind, value: string): readonly SearchTerm[] => {
  if (!searchable.has(kind)) return [];
  const { whole, stem } = spelling(kind, value);
  const terms: SearchTerm[] = [{ form: 'whole', text: whole }];
  if (withLastFour.has(kind) && /\d{3}[\dX]$/.test(stem)) terms.push({ form: 'last4', text: stem.slice(-4) });
  if (kind === 'residentId' && /^\d{6}/.test(whole)) terms.push({ form: 'region', text: whole.slice(0, 6) });
  return terms;
};

/** What someone typed into a search field, in the spelling of `termsOf`; null where it can't be such a term. */
export const searchTerm = (kind: PersonalKind, form: SearchForm, typed: string): SearchTerm | null => {
  const text = form === 'whole' ? spelling(kind, typed).whole : tidy(typed).toUpperCase();
  const fits = form === 'whole' ? text !== '' : form === 'last4' ? /^\d{3}[\dX]$/.test(text) : /^\d{6}$/.test(text);
  return fits && canSearch(kind, form) ? { form, text } : null;
};

/**
 * Keyed hash, cut to 16 bytes: equal terms of an entity give equal tokens, and without the key neither can be guessed.
 * Kind and form are hashed too, so that a phone's last four never meet those of a resident number.
 */
export const tokenOf = (key: DataKey, kind: PersonalKind, { form, text }: SearchTerm): Buffer =>
  createHmac('sha256', key.secret).update(`${kind}\n${form}\n${text}`).digest().subarray(0, 16);
