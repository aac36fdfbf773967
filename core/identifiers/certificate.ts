import { ok, type Refusal, type Result } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { IDENTIFIER_NAMES, type IdentifierKind, type Issuer, type LicenceParts } from './kind.ts';
import { provinceByShort } from './regions.ts';
import { no, readable } from './spelling.ts';

/** What certificate a text is by its fixed words; `kind` is null for papers that no field of ours asks for. */
const FAMILIES: readonly {
  readonly words: RegExp;
  readonly kind: IdentifierKind | null;
  readonly zh: string;
  readonly en: string;
}[] = [
  { words: /械生产备/, kind: null, zh: '第一类医疗器械生产备案编号', en: 'class I production filing number' },
  { words: /械广审/, kind: null, zh: '医疗器械广告审查批准文号', en: 'advertising approval number' },
  { words: /网械/, kind: null, zh: '医疗器械网络销售备案编号', en: 'online sales filing number' },
  { words: /药准字|健字/, kind: null, zh: '药品或保健食品批准文号', en: 'drug or health food approval number' },
  { words: /械注|械\([准进许试]\)/, kind: 'registration', ...IDENTIFIER_NAMES.registration },
  { words: /械经营备/, kind: 'distributionFiling', ...IDENTIFIER_NAMES.distributionFiling },
  { words: /械经营(?:企业)?许/, kind: 'distributionLicence', ...IDENTIFIER_NAMES.distributionLicence },
  { words: /械生产(?:企业)?许/, kind: 'productionLicence', ...IDENTIFIER_NAMES.productionLicence },
  { words: /械备/, kind: 'filing', ...IDENTIFIER_NAMES.filing },
];

/** The tidied number with plain brackets, or why it cannot be one of this kind at all. */
export const certificateText = (kind: IdentifierKind, value: string, example: string): Result<string> => {
  const read = readable(kind, value);
  if (!read.ok) return read;
  const plain = read.value.replace(/[〔【[{]/g, '(').replace(/[〕】\]}]/g, ')');
  const wanted = IDENTIFIER_NAMES[kind];
  const family = FAMILIES.find((f) => f.words.test(plain));
  if (family && family.kind !== kind)
    return no(
      `${kind}.wrongKind`,
      `这是${family.zh}，此处应填写${wanted.zh}，例如 ${example}。`,
      `This is a ${family.en}; what belongs here is a ${wanted.en}, like ${example}.`,
      { found: family.kind ?? 'other' },
    );
  if (!family)
    return no(
      `${kind}.format`,
      `看不出是${wanted.zh}，请照证书完整填写，例如 ${example}。`,
      `This does not read as a ${wanted.en}; copy all of it from the certificate, like ${example}.`,
    );
  return ok(plain);
};

/** `国`, a province's short name, or one with its prefecture or district behind it (`沪浦`, `鄂随`); null for others. */
export const issuerOf = (short: string): Issuer | null => {
  if (short === '国') return { level: 'national', province: null, short };
  const province = provinceByShort(short.slice(0, 1));
  if (!province || !/^\p{Script=Han}{1,4}$/u.test(short)) return null;
  return { level: short.length === 1 ? 'province' : 'prefecture', province: province.code, short };
};

/** A year printed in a number: not before the form existed, not after the year of `on`. */
export const yearRefusal = (
  kind: IdentifierKind,
  year: number,
  since: number,
  on?: LocalDate,
): Result<never> | null => {
  if (year < since)
    return no(
      `${kind}.year`,
      `编号中的年份 ${year} 早于该编号格式启用的 ${since} 年，请核对。`,
      `The year ${year} in the number is before ${since}, when such numbers began; please check.`,
      { year, since },
    );
  if (on !== undefined && year > Number(on.slice(0, 4)))
    return no(
      `${kind}.yearFuture`,
      `编号中的年份 ${year} 晚于今年，请核对。`,
      `The year ${year} in the number lies in the future; please check.`,
      { year },
    );
  return null;
};

export const issuerRefusal = (
  kind: IdentifierKind,
  zh: string,
  en: string,
  params?: Refusal['params'],
): Result<never> => no(`${kind}.issuer`, zh, en, params);

interface LicenceRule {
  readonly kind: 'distributionLicence' | 'distributionFiling' | 'productionLicence';
  /** The words between issuer and digits without 食药监/药监, e.g. `械经营许`. */
  readonly words: string;
  readonly since: number;
  readonly example: string;
  readonly levels: readonly Issuer['level'][];
}

/**
 * Numbers of the shape issuer + (食)药监 + words + year + serial + 号. Serials have four digits by rule; large cities go on to
 * five, and a few district offices put a letter first (seen on certificates), so both are taken.
 */
export const checkLicence = (
  rule: LicenceRule,
  value: string,
  on?: LocalDate,
): Result<{ value: string; parts: LicenceParts }> => {
  const read = certificateText(rule.kind, value, rule.example);
  if (!read.ok) return read;
  const { kind, words, example } = rule;
  const m = new RegExp(`^(.*?)(食?)药监${words}(.*?)号?$`, 'u').exec(read.value);
  if (!m)
    return no(
      `${kind}.format`,
      `编号应含“药监${words}”或“食药监${words}”，请照证书完整填写，例如 ${example}。`,
      `The number carries 药监${words} or 食药监${words}; copy all of it from the certificate, like ${example}.`,
    );
  const issuer = issuerOf(m[1] ?? '');
  if (!issuer)
    return issuerRefusal(
      kind,
      `开头应为发证机关所在地的简称（如“京”“沪浦”），请核对，例如 ${example}。`,
      `It begins with the short name of the issuer's region (京, 沪浦); please check, like ${example}.`,
    );
  if (!rule.levels.includes(issuer.level))
    return issuerRefusal(
      kind,
      `该类证书不由“${issuer.short}”一级的机关核发，请核对开头的简称。`,
      `Such a paper is not issued at the level of ${issuer.short}; check the short name at the beginning.`,
      { level: issuer.level },
    );
  const digits = (m[3] ?? '').toUpperCase().replace(/^\((\d{4})\)/, '$1');
  const d = /^(\d{4})((?:\d|[A-Z](?=\d{3}$))\d{3,4})$/.exec(digits);
  if (!d)
    return no(
      `${kind}.digits`,
      `“${words}”之后应为 4 位年份和 4 位流水号，请核对，例如 ${example}。`,
      `Behind ${words} stand a year of 4 digits and a serial of 4; please check, like ${example}.`,
      { length: digits.length },
    );
  const year = Number(d[1]);
  const wrongYear = yearRefusal(kind, year, rule.since, on);
  if (wrongYear) return wrongYear;
  const form = m[2] === '' ? 'current' : 'former';
  const spelled = `${issuer.short}${m[2]}药监${words}${digits}号`;
  return ok({ value: spelled, parts: { issuer, form, year, serial: d[2] ?? '' } });
};
