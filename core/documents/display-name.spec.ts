import { property, assert as prove, string } from 'fast-check';
import { expect, test } from 'vitest';
import { displayFileName } from './display-name.ts';

test.each([
  ['a path that climbs', '../../etc/passwd', 'passwd'],
  ['a Windows path', 'C:\\fakepath\\营业执照.pdf', '营业执照.pdf'],
  ['a reading direction turned round', '执照\u202Efdp.exe', '执照fdp.exe'],
  ['control characters and NUL', 'a\u0000b\u0007\r\nc.pdf', 'abc.pdf'],
  ['characters without width', 'a\u200Bb\uFEFF.pdf', 'ab.pdf'],
  ['a reserved name', 'CON.pdf', '_CON.pdf'],
  ['markup', '<img src=x>.pdf', '_img src=x_.pdf'],
  ['dots only', '...', '未命名'],
  ['nothing', '', '未命名'],
  ['a lone surrogate', 'a\uD800.pdf', 'a.pdf'],
  ['a decomposed letter', 'e\u0301.pdf', '\u00E9.pdf'],
  [
    'the name the manual gives',
    'XX 医疗器械公司 - 营业执照 - 20250520.pdf',
    'XX 医疗器械公司 - 营业执照 - 20250520.pdf',
  ],
])('%s is cleaned', (_what, raw, shown) => {
  expect(displayFileName(raw)).toBe(shown);
});

test('300 characters are cut to 120 and keep their extension', () => {
  const shown = displayFileName(`${'械'.repeat(300)}.pdf`);
  expect(Array.from(shown)).toHaveLength(120);
  expect(shown.endsWith('….pdf')).toBe(true);
});

test('whatever is sent, the result is short, visible, no path, and cleaning it again changes nothing', () => {
  prove(
    property(string({ unit: 'binary', maxLength: 400 }), (raw) => {
      const shown = displayFileName(raw);
      expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      expect(Array.from(shown).length).toBeLessThanOrEqual(121);
      expect(shown.length).toBeGreaterThan(0);
      expect(displayFileName(shown)).toBe(shown);
    }),
  );
});
