import { ok } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { checkLicence } from './certificate.ts';
import type { IdentifierResult } from './kind.ts';

/** 第二类医疗器械经营备案凭证: `京朝食药监械经营备20150001号` (since 2014) and `沪浦药监械经营备20220001号`, ending in 号. */
export const checkDistributionFiling = (value: string, on?: LocalDate): IdentifierResult<'distributionFiling'> => {
  const checked = checkLicence(
    {
      kind: 'distributionFiling',
      words: '械经营备',
      since: 2014,
      example: '沪浦药监械经营备20220001号',
      levels: ['province', 'prefecture'],
    },
    value,
    on,
  );
  return checked.ok ? ok({ kind: 'distributionFiling', ...checked.value }) : checked;
};
