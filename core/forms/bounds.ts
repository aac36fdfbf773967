import type { Text } from '../base/text.ts';
import { dateOf, formatMinute, type Instant, parseInstant } from '../base/time.ts';
import type { Field, FieldOf } from './form.ts';
import { type Complaint, complaint } from './problem.ts';

/** What another field holds by now, with its label for the message. */
export type Lookup = (name: string) => { readonly label: Text; readonly value: unknown } | undefined;

/** Whether a date or moment lies where its field's `notBefore` and `notAfter` want it; null where it does. */
export const boundProblem = (field: Field, value: unknown, now: Instant, lookup: Lookup): Complaint | null => {
  if (typeof value !== 'string') return null;
  if (field.kind === 'date') return dateProblem(field, value, now, lookup);
  if (field.kind === 'instant') return instantProblem(field, value, now, lookup);
  return null;
};

type Bound = FieldOf<'date'>['notBefore'] | FieldOf<'instant'>['notAfter'];

const dateProblem = (field: FieldOf<'date'>, value: string, now: Instant, lookup: Lookup): Complaint | null => {
  const bound = (b: Bound) => {
    if (b === 'today') return { at: dateOf(now) as string, label: TODAY };
    const other = typeof b === 'object' ? lookup(b.field) : undefined;
    return typeof other?.value === 'string' ? { at: other.value, label: quoted(other.label) } : null;
  };
  const from = bound(field.notBefore);
  if (from && value < from.at) return tooEarly(from.label, from.at);
  const to = bound(field.notAfter);
  return to && value > to.at ? tooLate(to.label, to.at) : null;
};

const instantProblem = (field: FieldOf<'instant'>, value: string, now: Instant, lookup: Lookup): Complaint | null => {
  const at = parseInstant(value);
  if (at === null) return null;
  const bound = (b: Bound) => {
    if (b === 'now') return { at: now, label: NOW };
    const other = typeof b === 'object' ? lookup(b.field) : undefined;
    const moment = typeof other?.value === 'string' ? parseInstant(other.value) : null;
    return other && moment !== null ? { at: moment, label: quoted(other.label) } : null;
  };
  const from = bound(field.notBefore);
  if (from && at < from.at) return tooEarly(from.label, formatMinute(from.at));
  const to = bound(field.notAfter);
  return to && at > to.at ? tooLate(to.label, formatMinute(to.at)) : null;
};

const TODAY: Text = { zh: '今天', en: 'today' };
const NOW: Text = { zh: '现在', en: 'now' };
const quoted = (label: Text): Text => ({ zh: `“${label.zh}”`, en: `“${label.en}”` });

const tooEarly = (label: Text, shown: string): Complaint =>
  complaint(
    'form.tooEarly',
    `不能早于${label.zh}（${shown}），请核对。`,
    `It cannot lie before ${label.en} (${shown}); please check.`,
  );

const tooLate = (label: Text, shown: string): Complaint =>
  complaint(
    'form.tooLate',
    `不能晚于${label.zh}（${shown}），请核对。`,
    `It cannot lie after ${label.en} (${shown}); please check.`,
  );
