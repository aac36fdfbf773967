import { admissionNotices, admissionRecords } from '../../core/modules/admission/public.ts';
import { wired } from '../../core/modules/registry.ts';
import type { Notice } from '../../core/papers/notice.ts';
import type { CaseRecord } from '../../core/papers/record.ts';
import type { Process } from '../../core/process/definition.ts';
import type { EffectHandler, FactLoader } from '../case/kernel.ts';
import { admissionBar, admissionChanges, misnamedFiles } from './admission/public.ts';

/** Everything that modules bring to the running server, in one place. A new area adds its lines here. */
export const modules = {
  processes: wired satisfies readonly Process[],
  notices: [...admissionNotices] satisfies readonly Notice[],
  records: [...admissionRecords] satisfies readonly CaseRecord[],
  facts: { admissionBar, misnamedFiles } satisfies Readonly<Record<string, FactLoader>>,
  changes: { ...admissionChanges } satisfies Readonly<Record<string, EffectHandler>>,
};
