import { ok } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { certificateText, issuerOf, issuerRefusal, yearRefusal } from './certificate.ts';
import type { IdentifierResult } from './kind.ts';
import { no } from './spelling.ts';

const EXAMPLE = '沪浦械备20210123';

/**
 * 第一类医疗器械备案: issuer + 械备 + year + serial. 国 stands for imports, others are a province with its prefecture or
 * district. Kept without the 号 that numbers before 2021 end in, since both spellings mean one filing.
 */
export const checkFiling = (value: string, on?: LocalDate): IdentifierResult<'filing'> => {
  const read = certificateText('filing', value, EXAMPLE);
  if (!read.ok) return read;
  const m = /^(.*?)械备(.*?)号?$/u.exec(read.value);
  const issuer = issuerOf(m?.[1] ?? '');
  if (!issuer)
    return issuerRefusal(
      'filing',
      `“械备”之前应为“国”（进口）或省、市简称（如“沪浦”），请核对，例如 ${EXAMPLE}。`,
      `Before 械备 stands 国 (imports) or the short name of province and city (沪浦); please check, like ${EXAMPLE}.`,
    );
  const digits = (m?.[2] ?? '').replace(/^\((\d{4})\)/, '$1');
  if (!/^\d{8}$/.test(digits))
    return no(
      'filing.digits',
      `“械备”之后应为 4 位年份和 4 位流水号，请核对，例如 ${EXAMPLE}。`,
      `Behind 械备 stand a year of 4 digits and a serial of 4; please check, like ${EXAMPLE}.`,
      { length: digits.length },
    );
  const year = Number(digits.slice(0, 4));
  const wrongYear = yearRefusal('filing', year, 2014, on);
  if (wrongYear) return wrongYear;
  const parts = {
    issuer,
    form: 'current',
    year,
    serial: digits.slice(4),
    imported: issuer.level === 'national',
  } as const;
  return ok({ kind: 'filing', value: `${issuer.short}械备${digits}`, parts });
};
