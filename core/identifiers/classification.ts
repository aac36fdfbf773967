import { ok } from '../base/result.ts';
import type { Text } from '../base/text.ts';
import { CATALOGUE_2017, CATALOGUE_FORMER, SUCCESSOR } from './classification-names.ts';
import type { IdentifierResult } from './kind.ts';
import { no, readable } from './spelling.ts';

const FORM = /^(68\d{2}|\d{2})((?:-?\d{2}){0,2})$/;

/**
 * Codes of either catalogue: `14`, `14-01`, `14-01-02`, `6866`, `6866-02`; groups may be typed without hyphens. The top
 * level must exist; lower levels are taken as they are, since their lists change by notice.
 */
export const checkClassification = (value: string): IdentifierResult<'classification'> => {
  const read = readable('classification', value);
  if (!read.ok) return read;
  const m = FORM.exec(read.value);
  if (!m)
    return no(
      'classification.format',
      '分类编码应为 2 位子目录号（可加一级、二级类别，如 14-01-02）或 68 开头的 4 位旧编码（如 6866），请只填写编码。',
      'A classification code is two digits of a sub-catalogue (with lower levels like 14-01-02) or four of the former catalogue (like 6866); enter the code alone.',
    );
  const top = m[1] ?? '';
  const levels: readonly string[] = (m[2] ?? '').replaceAll('-', '').match(/\d{2}/g) ?? [];
  const name = nameOfTop(top);
  if (name === null)
    return no(
      'classification.unknown',
      `分类目录中没有“${top}”，请对照 2017 版（01–22）或 2002 版（6801–6877）目录核对。`,
      `There is no ${top} in the catalogues; compare with those of 2017 (01–22) and 2002 (6801–6877).`,
      { top },
    );
  if (levels.includes('00'))
    return no(
      'classification.level',
      '类别序号从 01 开始，请核对连字符后的数字。',
      'Levels count from 01; check the digits behind the hyphen.',
    );
  const catalogue = top.length === 4 ? 'former' : '2017';
  return ok({ kind: 'classification', value: [top, ...levels].join('-'), parts: { catalogue, name } });
};

const nameOfTop = (top: string): Text | null =>
  (Object.hasOwn(CATALOGUE_2017, top) && CATALOGUE_2017[top]) ||
  (Object.hasOwn(CATALOGUE_FORMER, top) && CATALOGUE_FORMER[top]) ||
  null;

/** Name of the top level that a code belongs to (`14-01-02` gives that of 14); null for an unknown code. */
export const classificationName = (code: string): Text | null => {
  const checked = checkClassification(code);
  return checked.ok ? checked.value.parts.name : null;
};

/** The 2017 sub-catalogue that a former category went to as a whole; null where it was split or is unknown. */
export const successorOf = (formerCode: string): string | null => SUCCESSOR[formerCode.slice(0, 4)] ?? null;
