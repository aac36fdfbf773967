import { describe, expect, test } from 'vitest';
import { parseDocumentFileName } from './document-name.ts';

const merchant = 'XX 医疗器械公司';
const read = (name: string, of = merchant) => {
  const result = parseDocumentFileName(name, of);
  return result.ok ? `${result.value.document} ${result.value.date}` : result.refusal.code;
};

describe('a file is named 经营者名称-材料名称-日期', () => {
  test.each([
    ['as the manual writes it', 'XX 医疗器械公司 - 营业执照 - 20250520.pdf', '营业执照 2025-05-20'],
    ['without blanks', 'XX医疗器械公司-营业执照-20250520.pdf', '营业执照 2025-05-20'],
    ['with dashes of an input method', 'XX医疗器械公司——营业执照–20250520.PDF', '营业执照 2025-05-20'],
    ['in full-width characters', 'XX医疗器械公司-营业执照-20250520.pdf', '营业执照 2025-05-20'],
    ['with a hyphen in the document', 'XX医疗器械公司-注册证-附件-20250520.pdf', '注册证-附件 2025-05-20'],
    ['with an ideographic blank', 'XX 医疗器械公司 - 营业执照 - 20250520.pdf', '营业执照 2025-05-20'],
  ])('accepted %s', (_how, name, read_) => {
    expect(read(name)).toBe(read_);
  });

  test('a merchant whose own name has a hyphen is recognised', () => {
    expect(read('北-南(上海)公司-授权书-20240229.pdf', '北-南(上海)公司')).toBe('授权书 2024-02-29');
  });

  test.each([
    ['not a PDF by name', 'XX医疗器械公司-营业执照-20250520.docx', 'documentName.extension'],
    ['two parts', 'XX医疗器械公司-20250520.pdf', 'documentName.parts'],
    ['another merchant', 'YY医疗器械公司-营业执照-20250520.pdf', 'documentName.merchant'],
    ['no document', 'XX医疗器械公司-  -20250520.pdf', 'documentName.parts'],
    ['a number for a document', 'XX医疗器械公司-1-20250520.pdf', 'documentName.document'],
    ['a day that does not exist', 'XX医疗器械公司-营业执照-20250230.pdf', 'documentName.date'],
    ['six digits', 'XX医疗器械公司-营业执照-250520.pdf', 'documentName.date'],
    ['dots in the date', 'XX医疗器械公司-营业执照-2025.05.20.pdf', 'documentName.date'],
  ])('refused: %s', (_why, name, code) => {
    expect(read(name)).toBe(code);
  });

  test('the refusal says how to name the file', () => {
    const result = parseDocumentFileName('扫描.pdf', merchant);
    expect(result.ok ? '' : result.refusal.message.zh).toContain('XX 医疗器械公司-营业执照-20250520.pdf');
  });
});
