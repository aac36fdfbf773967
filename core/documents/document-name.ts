import { ok, type Refusal, type Result, refused } from '../base/result.ts';
import { type LocalDate, parseLocalDate } from '../base/time.ts';

export interface DocumentName {
  readonly merchant: string;
  /** 材料名称, e.g. 营业执照; may itself contain hyphens. */
  readonly document: string;
  readonly date: LocalDate;
}

// Hyphen, dashes, minus signs and the forms that Chinese input methods give (P05 §2.4 writes " - " itself).
const hyphens = /\s*[-‐‑‒–—―−﹘﹣－]+\s*/gu;

const normalised = (name: string): string => name.normalize('NFKC').replace(hyphens, '-').replace(/\s+/gu, ' ').trim();

/** Blanks and letter case don't make another merchant: "XX 医疗器械公司" is "xx医疗器械公司". */
const comparable = (name: string): string => normalised(name).replaceAll(' ', '').toLowerCase();

const rule = 'P05-2.4-04';

const no = (code: string, zh: string, en: string, merchant: string): Result<never> => {
  const example = `${normalised(merchant)}-营业执照-20250520.pdf`;
  const refusal: Refusal = {
    code: `documentName.${code}`,
    message: {
      zh: `${zh}请按“经营者名称-材料名称-日期”改名后重新上传,例如“${example}”。`,
      en: `${en} Rename the file to "merchant name-document-date" and upload it again, for example "${example}".`,
    },
    obligation: rule,
  };
  return refused(refusal);
};

/** `20250520` → `2025-05-20`; null unless it is a day that exists. */
const dateOf = (digits: string): LocalDate | null => {
  const m = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  return m ? parseLocalDate(`${m[1]}-${m[2]}-${m[3]}`) : null;
};

/**
 * Reads the file name that P05 §2.4 asks for, "经营者名称-材料名称-日期" with a date of 8 digits. Any kind of hyphen serves, with
 * or without blanks, and full-width letters are read as plain ones. Refuses with the codes documentName.extension, .parts,
 * .merchant, .document and .date.
 */
export const parseDocumentFileName = (fileName: string, merchantName: string): Result<DocumentName> => {
  const name = normalised(fileName);
  if (!/\.pdf$/i.test(name))
    return no('extension', '文件名不以“.pdf”结尾。', 'The file name does not end in ".pdf".', merchantName);
  const parts = normalised(name.slice(0, -4)).split('-');
  const merchantParts = normalised(merchantName).split('-').length;
  if (parts.length < merchantParts + 2) {
    return no('parts', '文件名不是由三部分组成。', 'The file name does not consist of three parts.', merchantName);
  }
  const merchant = parts.slice(0, merchantParts).join('-');
  if (comparable(merchant) !== comparable(merchantName)) {
    return no(
      'merchant',
      '文件名开头不是申请经营者的名称。',
      'The file name does not begin with the name of the applying merchant.',
      merchantName,
    );
  }
  const document = parts.slice(merchantParts, -1).join('-').trim();
  if (document === '' || !/\p{L}/u.test(document)) {
    return no('document', '文件名中缺少材料名称。', 'The file name lacks the name of the document.', merchantName);
  }
  const date = dateOf(parts.at(-1) ?? '');
  if (date === null) {
    return no(
      'date',
      '文件名末尾的日期不是有效的8位日期。',
      'The file name does not end in a real date of 8 digits.',
      merchantName,
    );
  }
  return ok({ merchant, document, date });
};
