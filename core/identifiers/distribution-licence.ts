import { ok } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { checkLicence } from './certificate.ts';
import type { IdentifierResult } from './kind.ts';

/** 医疗器械经营许可证: `京食药监械经营许20150001号` (since 2014) and `沪浦药监械经营许20210001号`, ending in 号. */
export const checkDistributionLicence = (value: string, on?: LocalDate): IdentifierResult<'distributionLicence'> => {
  const checked = checkLicence(
    {
      kind: 'distributionLicence',
      words: '械经营许',
      since: 2014,
      example: '沪浦药监械经营许20210001号',
      levels: ['province', 'prefecture'],
    },
    value,
    on,
  );
  return checked.ok ? ok({ kind: 'distributionLicence', ...checked.value }) : checked;
};
