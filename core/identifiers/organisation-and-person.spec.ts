import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../base/time.ts';
import { checkIdentifier } from './check-identifier.ts';
import { PROVINCES } from './regions.ts';
import { residentIdCheckCharacter } from './resident-id.ts';
import { orgCodeCheckCharacter, usccCheckCharacter } from './uscc.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((d) => d.join(''));
const region = fc.tuple(fc.constantFrom(...PROVINCES.map((p) => p.code)), digits(4)).map((r) => r.join(''));

const uscc = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '12', '51', 'N1', 'A1', 'Y1'),
    region,
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 }).map((c) => c.join('')),
  )
  .map(([head, place, body]) => {
    const first17 = `${head}${place}${body}${orgCodeCheckCharacter(body)}`;
    return first17 + usccCheckCharacter(first17);
  });

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10).replaceAll('-', ''));
const residentId = fc.tuple(region, day, digits(3)).map((parts) => {
  const first17 = parts.join('');
  return first17 + residentIdCheckCharacter(first17);
});

const codeOf = (kind: 'uscc' | 'residentId', value: string, on?: string) => {
  const checked = checkIdentifier(kind, value, on as LocalDate | undefined);
  return checked.ok ? 'ok' : checked.refusal.code;
};

describe('unified social credit code', () => {
  it('accepts codes of real organisations, however they are typed', () => {
    for (const code of [
      '91350100M000100Y43',
      '91330100799655058B',
      '9144030071526726XG',
      '12440600MB2C07549J',
      '92141127MA0KD1Y64A',
    ])
      expect(checkIdentifier('uscc', code)).toMatchObject({ ok: true, value: { value: code } });
    const typed = checkIdentifier('uscc', ' ９１３５０１００ｍ０００１００ｙ４３ ');
    expect(typed).toMatchObject({
      ok: true,
      value: { value: '91350100M000100Y43', parts: { region: '350100', orgCode: 'M000100Y4' } },
    });
    expect(checkIdentifier('uscc', '9135 0100-M000100Y43').ok).toBe(true);
  });

  it.each([
    ['', 'uscc.empty'],
    ['91350100M000100Y4A', 'uscc.checkDigit'],
    ['91350100M000100Y4', 'uscc.length'],
    ['91350100M000100Y433', 'uscc.length'],
    ['91350100MOOO100Y43', 'uscc.character'],
    ['91350100M000100Y4中', 'uscc.character'],
    ['Z1350100M000100Y43', 'uscc.character'],
    ['B1350100M000100Y43', 'uscc.registrar'],
    ['98350100M000100Y43', 'uscc.category'],
    ['91350A00M000100Y43', 'uscc.region'],
    ['91470100M000100Y43', 'uscc.region'],
    ['350100100012345', 'uscc.oldNumber'],
    ['M000100Y4', 'uscc.orgCodeOnly'],
    ['11010519491231002X', 'uscc.wrongKind'],
    ['9'.repeat(5000), 'uscc.length'],
  ])('says why %s is wrong', (value, code) => expect(codeOf('uscc', value)).toBe(code));

  it('refuses a code whose own check fits but whose organisation code does not', () => {
    const first17 = '91350100M000100Y5';
    expect(codeOf('uscc', first17 + usccCheckCharacter(first17))).toBe('uscc.orgCode');
  });

  it('accepts every well-made code and refuses each after a change of one character', () => {
    fc.assert(
      fc.property(uscc, fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, other) => {
        expect(codeOf('uscc', code)).toBe('ok');
        fc.pre(code[at] !== other);
        expect(codeOf('uscc', code.slice(0, at) + other + code.slice(at + 1))).not.toBe('ok');
      }),
    );
  });
});

describe('resident identity number', () => {
  it('reads birthday, sex and region', () => {
    expect(checkIdentifier('residentId', '11010519491231002x')).toEqual({
      ok: true,
      value: {
        kind: 'residentId',
        value: '11010519491231002X',
        parts: { region: '110105', bornOn: '1949-12-31', sex: 'female' },
      },
    });
  });

  it.each([
    ['110105194912310021', 'residentId.checkDigit'],
    ['110105491231002', 'residentId.old'],
    ['11010519491231002', 'residentId.length'],
    ['1101051949123100X2', 'residentId.character'],
    ['990105194912310020', 'residentId.region'],
    ['110105194902300020', 'residentId.date'],
    ['110105189912310020', 'residentId.date'],
    ['', 'residentId.empty'],
  ])('says why %s is wrong', (value, code) => expect(codeOf('residentId', value)).toBe(code));

  it('refuses a birthday after the day it is asked on', () => {
    expect(codeOf('residentId', '11010519491231002X', '1949-12-30')).toBe('residentId.future');
    expect(codeOf('residentId', '11010519491231002X', '1949-12-31')).toBe('ok');
  });

  it('accepts every well-made number, refuses each after a change of one character, and repeats none in a message', () => {
    fc.assert(
      fc.property(residentId, fc.nat(17), fc.constantFrom(...'0123456789X'), (id, at, other) => {
        expect(codeOf('residentId', id)).toBe('ok');
        fc.pre(id[at] !== other);
        const checked = checkIdentifier('residentId', id.slice(0, at) + other + id.slice(at + 1));
        expect(checked.ok).toBe(false);
        expect(JSON.stringify(checked)).not.toContain(id.slice(6, 14));
      }),
    );
  });
});
