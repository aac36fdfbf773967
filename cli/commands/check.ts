import { readFileSync } from 'node:fs';
import type { Refusal } from '../../core/base/result.ts';
import { text } from '../../core/base/text.ts';
import { dateOf, instant } from '../../core/base/time.ts';
import { checkIdentifier } from '../../core/identifiers/check-identifier.ts';
import { IDENTIFIER_NAMES, type IdentifierKind } from '../../core/identifiers/kind.ts';
import { mask } from '../../core/identifiers/mask.ts';
import { type Command, UsageError } from '../command.ts';
import { readOptions } from '../options.ts';

/** The word that is typed, and the kinds of number that it covers. */
const KINDS: Readonly<Record<string, readonly [IdentifierKind, ...IdentifierKind[]]>> = {
  uscc: ['uscc'],
  id: ['residentId'],
  certificate: ['registration', 'filing'],
  licence: ['distributionLicence', 'distributionFiling', 'productionLicence'],
  phone: ['phone'],
  classification: ['classification'],
};
const KIND_WORDS = Object.keys(KINDS).join('|');

/** Numbers of a natural person are not repeated in full, nor taken apart, in what is printed. */
const isPersonal = (kind: IdentifierKind): kind is 'residentId' | 'phone' => kind === 'residentId' || kind === 'phone';

type Answer =
  | { readonly ok: true; readonly shown: object; readonly kind: IdentifierKind; readonly value: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** A number that is of another kind of the same word is judged as that kind. */
const check = (kinds: readonly [IdentifierKind, ...IdentifierKind[]], value: string): Answer => {
  const today = dateOf(instant(Date.now()));
  const first = checkIdentifier(kinds[0], value, today);
  const found = first.ok ? undefined : first.refusal.params?.found;
  const kind = kinds.find((k) => k === found) ?? kinds[0];
  const checked = kind === kinds[0] ? first : checkIdentifier(kind, value, today);
  if (!checked.ok) return checked;
  if (isPersonal(kind)) {
    const masked = mask(kind, checked.value.value);
    return { ok: true, kind, value: masked, shown: { kind, value: masked } };
  }
  return { ok: true, kind, value: checked.value.value, shown: checked.value };
};

export const command: Command = {
  name: 'check',
  summary: text(
    '校验统一社会信用代码、身份证号、证照编号等',
    'check a credit code, identity number, certificate or licence number',
  ),
  usage: [`<${KIND_WORDS}> <value | -> [--json]`],
  details: text(
    `  uscc            统一社会信用代码
  id              居民身份证号
  certificate     医疗器械注册证编号、第一类备案编号
  licence         经营许可证、第二类经营备案凭证、生产许可证编号
  phone           电话号码
  classification  医疗器械分类编码
  -               从标准输入读取，免得身份证号留在命令历史里
  --json          以 JSON 输出：{"valid":true,…} 或 {"valid":false,"reason":…}
退出码：0 有效；1 无效；2 用法有误`,
    `  uscc            unified social credit code
  id              resident identity number
  certificate     registration number, or filing number of class I
  licence         distribution licence, class II distribution filing, production licence
  phone           phone number
  classification  device classification code
  -               read it from standard input, so that an identity number stays out of the shell's history
  --json          answer in JSON: {"valid":true,…} or {"valid":false,"reason":…}
Exit code: 0 valid; 1 not valid; 2 wrong usage`,
  ),
  run: (args, { locale, print }) => {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean' } });
    const [word, given, ...more] = positionals;
    const kinds = word !== undefined && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
    if (kinds === undefined || given === undefined || more.length > 0) {
      throw new UsageError(
        text(
          `请给出类别（${KIND_WORDS}）和一个编号；编号含空格时请加引号。`,
          `Give a kind (${KIND_WORDS}) and one number, quoted if it has blanks.`,
        ),
      );
    }
    const answer = check(kinds, given === '-' ? readFileSync(0, 'utf8') : given);
    if (values.json) {
      print(
        JSON.stringify(
          answer.ok
            ? { valid: true, ...answer.shown }
            : {
                valid: false,
                reason: answer.refusal.message[locale],
                code: answer.refusal.code,
                message: answer.refusal.message,
              },
        ),
      );
    } else if (answer.ok) {
      const sentence = text(
        `有效：${IDENTIFIER_NAMES[answer.kind].zh} ${answer.value}`,
        `valid: ${IDENTIFIER_NAMES[answer.kind].en} ${answer.value}`,
      );
      print(sentence[locale]);
    } else {
      print(text(`无效：${answer.refusal.message.zh}`, `not valid: ${answer.refusal.message.en}`)[locale]);
    }
    return answer.ok ? 0 : 1;
  },
};
