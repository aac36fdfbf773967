import type { Result } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';
import type { LocalDate } from '../base/time.ts';

export type IdentifierKind =
  | 'uscc' // 统一社会信用代码
  | 'residentId' // 居民身份证号
  | 'phone'
  | 'email'
  | 'registration' // 医疗器械注册证
  | 'filing' // 第一类医疗器械备案
  | 'distributionLicence' // 医疗器械经营许可证
  | 'distributionFiling' // 第二类医疗器械经营备案凭证
  | 'productionLicence' // 医疗器械生产许可证
  | 'classification'; // 分类目录编码, 2017 or 68xx

/** What kind of personal value a field holds; it decides how the value is masked. */
export type PersonalKind = 'name' | 'phone' | 'residentId' | 'email' | 'address' | 'health' | 'other';

export const IDENTIFIER_NAMES: Readonly<Record<IdentifierKind, Text>> = {
  uscc: text('统一社会信用代码', 'unified social credit code'),
  residentId: text('居民身份证号', 'resident identity number'),
  phone: text('电话号码', 'phone number'),
  email: text('电子邮箱', 'e-mail address'),
  registration: text('医疗器械注册证编号', 'medical device registration number'),
  filing: text('第一类医疗器械备案编号', 'class I medical device filing number'),
  distributionLicence: text('医疗器械经营许可证编号', 'medical device distribution licence number'),
  distributionFiling: text('第二类医疗器械经营备案编号', 'class II distribution filing number'),
  productionLicence: text('医疗器械生产许可证编号', 'medical device production licence number'),
  classification: text('医疗器械分类编码', 'medical device classification code'),
};

/** Class of a device by risk; 1 is filed, 2 and 3 are registered. */
export type DeviceClass = 1 | 2 | 3;

/** Who issued a certificate: 国 or a province, and below it a prefecture or district by its short name. */
export interface Issuer {
  /** `national` or the two digits of GB/T 2260, e.g. `31` for Shanghai. */
  readonly level: 'national' | 'province' | 'prefecture';
  readonly province: string | null;
  /** As printed: `国`, `沪`, `沪浦`. */
  readonly short: string;
}

/** `from` names the edition of the rule: `current` numbers are issued today, `former` ones may still be valid or on file. */
export interface LicenceParts {
  readonly issuer: Issuer;
  readonly form: 'current' | 'former';
  readonly year: number;
  readonly serial: string;
}

/** What a checked identifier says about itself. */
export interface IdentifierParts {
  readonly uscc: {
    readonly registrar: Text;
    readonly category: Text;
    /** Six digits of GB/T 2260. */
    readonly region: string;
    /** The nine characters of GB 11714. */
    readonly orgCode: string;
  };
  readonly residentId: { readonly region: string; readonly bornOn: LocalDate; readonly sex: 'male' | 'female' };
  readonly phone: { readonly type: 'mobile' | 'landline' | 'service'; readonly extension: string | null };
  readonly email: { readonly domain: string };
  readonly registration: LicenceParts & {
    readonly origin: 'domestic' | 'import' | 'hongKongMacaoTaiwan';
    readonly class: DeviceClass;
    /**
     * What the two digits may mean: `14` of the 2017 catalogue, `6866` of the former one. Two readings where a number of
     * 2014–2020 fits both, because renewal brings the newer category under the old year.
     */
    readonly categories: readonly string[];
    /** Marked 更: re-issued after a change (former numbers only). */
    readonly changed: boolean;
  };
  readonly filing: LicenceParts & { readonly imported: boolean };
  readonly distributionLicence: LicenceParts;
  readonly distributionFiling: LicenceParts;
  readonly productionLicence: LicenceParts;
  readonly classification: { readonly catalogue: '2017' | 'former'; readonly name: Text };
}

/** An identifier that passed: `value` is its one spelling, fit for storing, comparing and searching. */
export interface Identified<K extends IdentifierKind> {
  readonly kind: K;
  readonly value: string;
  readonly parts: IdentifierParts[K];
}

export type IdentifierResult<K extends IdentifierKind> = Result<Identified<K>>;
