import { Defect } from './result.ts';

/** A moment: milliseconds since 1970-01-01T00:00Z. The core never reads a clock; an Instant is always handed in. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A day of the Chinese calendar as `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** Asia/Shanghai has kept +08:00 without daylight saving since 1991-09-15; every date this product handles is later. */
export const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const instant = (ms: number): Instant => {
  if (!Number.isSafeInteger(ms)) throw new Defect(`not an instant: ${ms}`);
  return ms as Instant;
};

/** Reads ISO 8601; a text without an offset is read as Asia/Shanghai. Returns null for anything else. */
export const parseInstant = (iso: string): Instant | null => {
  const m = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(iso);
  if (!m || parseLocalDate(m[1] ?? '') === null) return null;
  const ms = Date.parse(`${m[1]}T${m[2] ?? '00:00'}${m[3] ?? '+08:00'}`);
  return Number.isNaN(ms) ? null : (ms as Instant);
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `2025-10-11T18:00:00+08:00`; milliseconds are shown only when there are any. */
export const formatInstant = (at: Instant): string => {
  const d = new Date(at + SHANGHAI_OFFSET_MS);
  const ms = d.getUTCMilliseconds();
  return `${d.toISOString().slice(0, 19)}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}+08:00`;
};

/** `2025-10-11 18:00`, the form that people read. */
export const formatMinute = (at: Instant): string => formatInstant(at).slice(0, 16).replace('T', ' ');

export const dateOf = (at: Instant): LocalDate => formatInstant(at).slice(0, 10) as LocalDate;

export const startOfDay = (date: LocalDate): Instant =>
  (Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS) as Instant;

export const addDays = (date: LocalDate, days: number): LocalDate => {
  const d = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return `${String(d.getUTCFullYear()).padStart(4, '0')}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}` as LocalDate;
};

/** Accepts real days only: `2025-02-30` is null. */
export const parseLocalDate = (value: string): LocalDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === value ? (value as LocalDate) : null;
};
