import type { Text } from '../base/text.ts';
import type { PersonalKind } from '../identifiers/kind.ts';
import { fieldOf } from './conditions.ts';
import type { Field, FieldOf, Fields, Form, When } from './form.ts';
import { cents, MONEY } from './money.ts';

/** A mistake in a definition, for the developer who wrote it; `field` is empty for the form itself. */
export interface DefinitionProblem {
  readonly field: string;
  readonly problem: string;
}

type Say = (field: string, problem: string) => void;

/** What a field may look at: its own row first, then the form. */
interface Place {
  readonly fields: Fields;
  readonly prefix: string;
  readonly outer?: Fields;
  readonly say: Say;
}

const NAME = /^[a-z][A-Za-z0-9]{0,59}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;
const PATH = /^[a-zA-Z][A-Za-z0-9]*(?:\.[a-zA-Z][A-Za-z0-9]*)*$/;

/** Numbers of people are personal wherever they stand (P04 §2.2, DECISIONS 44). */
const ALWAYS_PERSONAL: Readonly<Partial<Record<FieldOf<'identifier'>['identifier'], PersonalKind>>> = {
  residentId: 'residentId',
  phone: 'phone',
};

/** Lints a definition at build time; an empty list means that every face can carry the form. */
export const checkForm = (form: Form): readonly DefinitionProblem[] => {
  const problems: DefinitionProblem[] = [];
  const say: Say = (field, problem) => problems.push({ field, problem });
  if (!CODE.test(form.id)) say('', `the id ${JSON.stringify(form.id)} is no code`);
  if (!Number.isInteger(form.version) || form.version < 1) say('', 'the version counts from 1');
  checkText(form.title, '', 'title', say);
  checkFields({ fields: form.fields, prefix: '', say });
  return problems;
};

const checkText = (words: Text, field: string, what: string, say: Say): void => {
  if (words.zh.trim() === '' || words.en.trim() === '') say(field, `the ${what} lacks a language`);
};

const checkFields = (place: Place): void => {
  const names = Object.keys(place.fields);
  if (names.length === 0) place.say(place.prefix.replace(/\W+$/, ''), 'there are no fields');
  for (const name of names) {
    const path = `${place.prefix}${name}`;
    const field = fieldOf(place.fields, name);
    if (!field) continue;
    if (!NAME.test(name) || name in Object.prototype)
      place.say(path, 'the name is not in camelCase, or belongs to the language');
    checkText(field.label, path, 'label', place.say);
    if (field.help) checkText(field.help, path, 'help', place.say);
    checkBase(field, path, place);
    checkKind(field, path, place);
    if (field.showWhen) {
      checkWhen(field.showWhen, path, 'showWhen', place);
      if (goesInCircle(place.fields, name)) place.say(path, 'showWhen goes in a circle');
    }
    if (typeof field.required === 'object') {
      checkWhen(field.required, path, 'required', place);
      if (field.required.field === name) place.say(path, 'required looks at the field itself');
    }
  }
};

const checkBase = (field: Field, path: string, place: Place): void => {
  if (field.personal && (field.kind === 'rows' || field.kind === 'files' || field.kind === 'checklist'))
    place.say(path, `${field.kind} cannot be personal as a whole: mark what stands inside`);
  const personal = field.kind === 'identifier' ? ALWAYS_PERSONAL[field.identifier] : undefined;
  if (personal && field.personal !== personal) place.say(path, `it must be personal: '${personal}'`);
  if (field.prefill !== undefined && !PATH.test(field.prefill)) place.say(path, 'prefill is no path');
  if (field.prefill !== undefined && place.outer) place.say(path, 'a column cannot be prefilled: prefill the rows');
  if (field.readOnly === true && field.prefill === undefined)
    place.say(path, 'readOnly without prefill can never be filled');
};

const goesInCircle = (fields: Fields, start: string): boolean => {
  const seen = new Set<string>();
  let name = start;
  for (;;) {
    const next = fieldOf(fields, name)?.showWhen?.field;
    if (next === undefined) return false;
    if (next === start) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    name = next;
  }
};

const checkWhen = (when: When, path: string, what: string, place: Place): void => {
  const other = fieldOf(place.fields, when.field) ?? (place.outer && fieldOf(place.outer, when.field));
  if (!other) {
    place.say(path, `${what} looks at ${when.field}, which does not exist`);
    return;
  }
  if (when.in.length === 0) place.say(path, `${what} can never hold: in is empty`);
  for (const value of when.in)
    if (!couldBe(other, value)) place.say(path, `${what}: ${when.field} can never be ${JSON.stringify(value)}`);
};

const couldBe = (field: Field, value: string | number | boolean): boolean => {
  if (field.kind === 'yesNo') return typeof value === 'boolean';
  if (field.kind === 'number') return typeof value === 'number';
  return (field.kind === 'choice' || field.kind === 'choices') && field.options.some((o) => o.code === value);
};

const checkKind = (field: Field, path: string, place: Place): void => {
  const { say } = place;
  switch (field.kind) {
    case 'text':
    case 'longText':
      checkRange(field.minLength ?? 0, field.maxLength, path, say);
      if (field.kind === 'text' && field.pattern !== undefined) checkPattern(field, field.pattern, path, say);
      break;
    case 'number':
      checkNumber(field, path, say);
      break;
    case 'money':
      checkAmounts(field, path, say);
      break;
    case 'date':
    case 'instant':
      for (const bound of [field.notBefore, field.notAfter])
        if (typeof bound === 'object') checkBound(field, bound.field, path, place);
      break;
    case 'choice':
      checkCoded(field.options, path, 'option', say);
      break;
    case 'choices':
      checkCoded(field.options, path, 'option', say);
      checkRange(field.min ?? 0, field.max ?? field.options.length, path, say);
      break;
    case 'checklist':
      checkCoded(field.items, path, 'item', say);
      break;
    case 'files':
      checkRange(field.min ?? 0, field.max, path, say);
      break;
    case 'rows':
      checkRange(field.min ?? 0, field.max, path, say);
      if (place.outer) say(path, 'rows cannot hold rows');
      else checkFields({ fields: field.columns, prefix: `${path}[].`, outer: place.fields, say });
  }
};

const checkNumber = (field: FieldOf<'number'>, path: string, say: Say): void => {
  if (!Number.isInteger(field.decimals) || field.decimals < 0 || field.decimals > 6)
    say(path, 'decimals lie between 0 and 6');
  if (field.unit) checkText(field.unit, path, 'unit', say);
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) say(path, 'min is above max');
};

const checkRange = (min: number, max: number, path: string, say: Say): void => {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < 1)
    say(path, 'a bound is no whole number or too small');
  else if (min > max) say(path, 'min is above max');
};

const checkPattern = (field: FieldOf<'text'>, pattern: string, path: string, say: Say): void => {
  if (!field.help) say(path, 'a pattern needs help that says what it asks for');
  try {
    if (field.example === undefined || !new RegExp(`^(?:${pattern})$`, 'u').test(field.example))
      say(path, 'a pattern needs an example that matches it');
  } catch {
    say(path, 'the pattern does not compile');
  }
};

const checkAmounts = (field: FieldOf<'money'>, path: string, say: Say): void => {
  const odd = [field.min, field.max].find((bound) => bound !== undefined && !MONEY.test(bound));
  if (odd !== undefined) {
    say(path, `${JSON.stringify(odd)} is no amount like 198.00`);
    return;
  }
  if (field.max !== undefined && cents(field.min ?? '0.00') > cents(field.max)) say(path, 'min is above max');
};

const checkBound = (field: FieldOf<'date'> | FieldOf<'instant'>, name: string, path: string, place: Place): void => {
  const other = fieldOf(place.fields, name) ?? (place.outer && fieldOf(place.outer, name));
  if (other === field) place.say(path, 'its bound is the field itself');
  else if (other?.kind !== field.kind) place.say(path, `its bound ${name} is no ${field.kind} field here`);
};

const checkCoded = (
  entries: readonly { readonly code: string; readonly label: Text }[],
  path: string,
  what: string,
  say: Say,
): void => {
  if (entries.length === 0) say(path, `there is no ${what}`);
  const seen = new Set<string>();
  for (const entry of entries) {
    if (!CODE.test(entry.code) || entry.code in Object.prototype)
      say(path, `${JSON.stringify(entry.code)} is no code of an ${what}`);
    if (seen.has(entry.code)) say(path, `the ${what} ${entry.code} stands twice`);
    seen.add(entry.code);
    checkText(entry.label, path, `label of ${entry.code}`, say);
  }
};
