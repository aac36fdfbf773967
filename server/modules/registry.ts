import { admissionNotices, admissionRecords } from '../../core/modules/admission/public.ts';
import { duties, recordKinds, wired } from '../../core/modules/registry.ts';
import type { Notice } from '../../core/papers/notice.ts';
import type { CaseRecord } from '../../core/papers/record.ts';
import type { Process } from '../../core/process/definition.ts';
import type { DeclaredDuty } from '../../core/process/duty.ts';
import type { DeclaredRecord } from '../../core/process/record.ts';
import type { EffectHandler, FactLoader } from '../case/kernel.ts';
import type { Population } from '../duties/drawing.ts';
import type { RecordKeeping } from '../papers/record-keeping.ts';
import { admissionAnchors, admissionBar, admissionChanges, misnamedFiles } from './admission/public.ts';
import { merchantsByGrade, qualityRecords } from './duties/public.ts';

/** Everything that modules bring to the running server, in one place. A new area adds its lines here. */
export const modules = {
  processes: wired satisfies readonly Process[],
  notices: [...admissionNotices] satisfies readonly Notice[],
  records: [...admissionRecords] satisfies readonly CaseRecord[],
  facts: { admissionBar, misnamedFiles } satisfies Readonly<Record<string, FactLoader>>,
  recordKinds: recordKinds satisfies readonly DeclaredRecord[],
  anchors: { ...admissionAnchors } satisfies RecordKeeping['anchors'],
  duties: duties satisfies readonly DeclaredDuty[],
  populations: { merchantsByGrade, qualityRecords } satisfies Readonly<Record<string, Population>>,
  changes: { ...admissionChanges } satisfies Readonly<Record<string, EffectHandler>>,
};
