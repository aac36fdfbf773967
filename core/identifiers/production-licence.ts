import { ok } from '../base/result.ts';
import type { LocalDate } from '../base/time.ts';
import { checkLicence } from './certificate.ts';
import type { IdentifierResult } from './kind.ts';

/** 医疗器械生产许可证: `京食药监械生产许20150001号` and `苏药监械生产许20230077号`; provinces issue it, years reach back to 2000. */
export const checkProductionLicence = (value: string, on?: LocalDate): IdentifierResult<'productionLicence'> => {
  const checked = checkLicence(
    {
      kind: 'productionLicence',
      words: '械生产许',
      since: 2000,
      example: '苏药监械生产许20230077号',
      levels: ['province'],
    },
    value,
    on,
  );
  return checked.ok ? ok({ kind: 'productionLicence', ...checked.value }) : checked;
};
