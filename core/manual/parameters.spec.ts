import { describe, expect, expectTypeOf, test } from 'vitest';
import { type LocalDate, parseLocalDate } from '../base/time.ts';
import { obligation, obligations } from './obligations.ts';
import type { Figure } from './parameter.ts';
import {
  type ParameterIdOf,
  type ParameterOverride,
  parameterAt,
  parameterIds,
  parameters,
  unsetParameters,
} from './parameters.ts';

const day = (iso: string) => iso as LocalDate;
const figures = parameterIds.flatMap((id) =>
  parameters[id].versions
    .flatMap((v) => [v, ...(v.beside ?? [])])
    .map((figure) => [id, figure as Figure<unknown>] as const),
);

describe('the table', () => {
  test('every figure names its clause, and every version its first day and approver', () => {
    for (const [id, figure] of figures) expect(figure.clause, id).not.toBe('');
    for (const id of parameterIds) {
      expect(parameters[id].versions.length, id).toBeGreaterThan(0);
      for (const { from, approvedBy } of parameters[id].versions) {
        expect(parseLocalDate(from), id).not.toBeNull();
        expect(approvedBy.zh && approvedBy.en, id).not.toBe('');
      }
    }
  });

  test('figures have the shape of their kind', () => {
    const shape = { span: /^\d+(m|h|d|wd|mo)$/, retention: /^(\d+y|permanent)$/ } as const;
    for (const [id, { value }] of figures) {
      const kind = parameters[id].kind;
      if (value !== null && (kind === 'span' || kind === 'retention')) expect(value, id).toMatch(shape[kind]);
      if (kind === 'retention') expect(parameters[id].anchor, id).toBeDefined();
      if (kind === 'range' && value !== null)
        expect((value as number[])[0], id).toBeLessThan((value as number[])[1] ?? 0);
    }
  });

  test('a span of the manual is the figure of the row that it cites', () => {
    const inWords: Readonly<Record<string, RegExp>> = {
      '7d': /weekly/,
      '3mo': /quarter/,
      '6mo': /half-yearly/,
      '12mo': /1y|1年|yearly/,
      '24mo': /2年/,
      '60mo': /5年|5y/,
    };
    for (const [id, { value, origin, obligation: cited }] of figures) {
      if (parameters[id].kind !== 'span' || origin !== 'manual' || value === null || cited === undefined) continue;
      const row = obligation(cited);
      const said = `${row.limit} ${row.threshold}`;
      const number = Number.parseInt(String(value), 10);
      expect(
        new RegExp(`\\b${number}|${inWords[String(value)]?.source ?? '$^'}`).test(said) || said.includes(`+${number}`),
        `${id} ${value}: ${said}`,
      ).toBe(true);
    }
  });

  test('every limit of admission, stops and complaints has its figure here', () => {
    const cited = new Set(figures.map(([, figure]) => figure.obligation));
    const same = ['P10-1.3-01', 'P11-3.1.2-01', 'P11-3.2.1-01', 'P11-3.2.2-01', 'P11-3.2.2-02', 'P11-3.3.2-01']; // said twice
    const missing = obligations.filter(
      (row) => /^P(05|10|11)/.test(row.id) && row.kind === 'limit' && !cited.has(row.id) && !same.includes(row.id),
    );
    expect(missing.map((row) => row.id)).toEqual([]);
  });
});

test('a limit can ask for a span and nothing else', () => {
  expectTypeOf<'admission.completeness'>().toExtend<ParameterIdOf<'span'>>();
  expectTypeOf<'admission.fileMegabytes'>().not.toExtend<ParameterIdOf<'span'>>();
});

describe('the figure on a day', () => {
  const longer = (from: string, value: string, to?: string): ParameterOverride => ({
    id: 'admission.completeness',
    value,
    clause: '变更 7',
    origin: 'ours',
    from: day(from),
    ...(to === undefined ? {} : { to: day(to) }),
    approvedBy: { zh: '张三', en: 'Zhang San' },
  });

  test('is the shipped one where the company has changed nothing', () => {
    const found = parameterAt('admission.completeness', day('2025-06-01'));
    expect(found).toMatchObject({ value: '1wd', clause: 'P05 §3.1', origin: 'manual', obligation: 'P05-3.1-02' });
    expectTypeOf(found.value).toEqualTypeOf<`${number}${'m' | 'h' | 'd' | 'wd' | 'mo'}`>();
  });

  test('is the company’s own from its first day until its last', () => {
    const own = [longer('2026-03-01', '2wd', '2026-05-01')];
    expect(parameterAt('admission.completeness', day('2026-02-28'), own).value).toBe('1wd');
    expect(parameterAt('admission.completeness', day('2026-03-01'), own).value).toBe('2wd');
    expect(parameterAt('admission.completeness', day('2026-05-01'), own).value).toBe('1wd');
  });

  test('is the newest of several that are valid', () => {
    const own = [longer('2026-03-01', '2wd'), longer('2026-04-01', '3wd')];
    expect(parameterAt('admission.completeness', day('2026-04-02'), own).value).toBe('3wd');
  });

  test('before the first version is that of the first', () => {
    expect(parameterAt('admission.completeness', day('2019-01-01')).value).toBe('1wd');
  });

  test('a company’s change leaves the law’s figure standing beside it', () => {
    const own: ParameterOverride = { ...longer('2026-01-01', '10wd'), id: 'adverseEvent.death' };
    const { value, beside } = parameterAt('adverseEvent.death', day('2026-02-01'), [own]);
    expect(value).toBe('10wd');
    expect(beside).toEqual([{ value: '7d', clause: '不良事件监测和再评价管理办法', origin: 'law' }]);
  });
});

test('figures that the manuals leave open are named until the company has set them', () => {
  const on = day('2026-01-01');
  const open = unsetParameters(on, []);
  expect(open).toEqual([
    'store.cool',
    'stock.nearExpiry',
    'stock.upkeepInterval',
    'return.largeAmount',
    'distributorTraining.passMark',
  ]);
  expectTypeOf(parameterAt('return.largeAmount', on).value).toEqualTypeOf<number | null>();
  const set: ParameterOverride = {
    id: 'return.largeAmount',
    value: 3000,
    clause: '变更 8',
    origin: 'ours',
    from: on,
    approvedBy: { zh: '张三', en: 'Zhang San' },
  };
  expect(unsetParameters(on, [set])).not.toContain('return.largeAmount');
});
