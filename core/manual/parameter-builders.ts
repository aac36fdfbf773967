import type { Text } from '../base/text.ts';
import { text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';
import type { ObligationId } from './obligation-id.ts';
import type {
  Figure,
  ParameterDefinition,
  ParameterKind,
  ParameterValues,
  ParameterVersion,
  RetentionAnchor,
} from './parameter.ts';

/** The distributor's manual names its first day (D01 §4.1); of the platform's manual only the year of issue is known. */
export const MANUAL_FROM = { P: '2025-01-01' as LocalDate, D: '2018-08-20' as LocalDate };

const BY_MANUAL = text('手册批准人', 'Approver of the manual');
const BY_LAW = text('立法机关', 'Legislator');
const BY_PRODUCT = text('产品默认值,待质量管理部确认', 'Default of the product, to be confirmed by quality management');

const clauseOf = (obligation: ObligationId): string => `${obligation.slice(0, 3)} §${obligation.split('-')[1]}`;

/** The figure that an obligation of a manual gives. */
export const manual = <const V>(obligation: ObligationId, value: V): ParameterVersion<V> & Figure<V> => ({
  value,
  clause: clauseOf(obligation),
  origin: 'manual',
  obligation,
  from: obligation.startsWith('P') ? MANUAL_FROM.P : MANUAL_FROM.D,
  approvedBy: BY_MANUAL,
});

/** The figure of a statute, valid from the day it came into force. */
export const law = <const V>(clause: string, value: V, from: string): ParameterVersion<V> & Figure<V> => ({
  value,
  clause,
  origin: 'law',
  from: from as LocalDate,
  approvedBy: BY_LAW,
});

/** A default of this product where the manuals are silent or contradict themselves. */
export const ours = <const V>(
  decision: number,
  value: V,
  obligation?: ObligationId,
): ParameterVersion<V> & Figure<V> => ({
  value,
  clause: `决定 ${decision}`,
  origin: 'ours',
  ...(obligation === undefined ? {} : { obligation }),
  from: MANUAL_FROM.D,
  approvedBy: BY_PRODUCT,
});

type Given<K extends ParameterKind> = Figure<ParameterValues[K]> & ParameterVersion<ParameterValues[K]>;

const define =
  <K extends ParameterKind>(kind: K) =>
  (zh: string, en: string, binding: Given<K>, ...beside: readonly Given<K>[]): ParameterDefinition<K> => ({
    kind,
    title: text(zh, en),
    versions: [beside.length === 0 ? binding : { ...binding, beside: beside.map(asFigure) }],
  });

/** The figure alone, without its time and approver. */
export const asFigure = <V>({ value, clause, origin, obligation }: Figure<V>): Figure<V> => ({
  value,
  clause,
  origin,
  ...(obligation === undefined ? {} : { obligation }),
});

export const span = define('span');
export const range = define('range');
export const list = define('list');
export const items = define('items');
export const phrase = define('text');
export const table = define('table');
export const count = define('number');

/** A number with its unit. */
export const measure = (
  unit: Text,
  zh: string,
  en: string,
  binding: Given<'number'>,
  ...beside: readonly Given<'number'>[]
): ParameterDefinition<'number'> => ({ ...count(zh, en, binding, ...beside), unit });

export const bounds = (unit: Text, zh: string, en: string, binding: Given<'range'>): ParameterDefinition<'range'> => ({
  ...range(zh, en, binding),
  unit,
});

export const retention = (
  anchor: RetentionAnchor,
  zh: string,
  en: string,
  binding: Given<'retention'>,
  ...beside: readonly Given<'retention'>[]
): ParameterDefinition<'retention'> => ({ ...define('retention')(zh, en, binding, ...beside), anchor });

/** A figure that the manuals leave open: empty until the company sets it (decision 41). */
export const open = <K extends ParameterKind>(
  kind: K,
  zh: string,
  en: string,
  obligation: ObligationId,
  unit?: Text,
): ParameterDefinition<K> & { readonly mustBeSet: true } => ({
  kind,
  title: text(zh, en),
  ...(unit === undefined ? {} : { unit }),
  mustBeSet: true,
  versions: [
    {
      value: null,
      clause: clauseOf(obligation),
      origin: 'manual',
      obligation,
      from: MANUAL_FROM.D,
      approvedBy: BY_PRODUCT,
    },
  ],
});

export const UNIT = {
  percent: text('%', '%'),
  persons: text('人', 'persons'),
  yuan: text('元', 'yuan'),
  squareMetres: text('平方米', 'm²'),
  metres: text('米', 'm'),
  centimetres: text('厘米', 'cm'),
  millimetres: text('毫米', 'mm'),
  kilometres: text('公里', 'km'),
  celsius: text('℃', '°C'),
  humidity: text('%RH', '% RH'),
  megabytes: text('MB', 'MB'),
  dpi: text('dpi', 'dpi'),
  dayOfMonth: text('日', 'day of the month'),
  times: text('次', 'times'),
  pieces: text('件', 'pieces'),
  copies: text('份', 'copies'),
  households: text('家', 'merchants'),
  points: text('分', 'points'),
  hours: text('学时', 'study hours'),
  multiple: text('倍', 'times the price'),
} as const satisfies Readonly<Record<string, Text>>;
