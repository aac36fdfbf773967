import { text } from '../../../base/text.ts';
import { demanded } from '../../../forms/demanded.ts';
import { type ChecklistItem, defineForm } from '../../../forms/form.ts';
import { parameters } from '../../../manual/parameters.ts';
import { opinion } from './options.ts';

/** Forms of the preliminary review (P05 §3.2). */

/** Ten points; a parameter of the quality department (DECISIONS 9). */
export const checklistItems = parameters['admission.checklist'].versions[0]?.value as readonly ChecklistItem[];

const checklist = {
  kind: 'checklist',
  label: text('初步审核 checklist', 'Checklist of the preliminary review'),
  items: checklistItems,
  required: true,
} as const;

export const preliminaryForm = defineForm({
  id: 'admission-preliminary',
  version: 1,
  title: text('初步审核报告', 'Report on the preliminary review'),
  source: 'P05 §3.2',
  fields: {
    checklist: demanded('admission-preliminary.checklist', ['P05-3.2-05', 'P05-3.2-02'], checklist),
    opinion: demanded('admission-preliminary.opinion', 'P05-3.2-07', opinion('审核意见', 'Opinion')),
  },
});

export const preliminaryRefusalForm = defineForm({
  id: 'admission-preliminary-refusal',
  version: 1,
  title: text('初步审核不通过通知书', 'Notice of failed preliminary review'),
  source: 'P05 §3.2',
  fields: {
    checklist,
    reasons: demanded('admission-preliminary-refusal.reasons', 'P05-3.2-09', {
      kind: 'rows',
      label: text('不通过条款与修改建议', 'Failed points and what to change'),
      min: 1,
      max: 30,
      required: true,
      columns: {
        point: { kind: 'text', label: text('不通过条款', 'Failed point'), maxLength: 200, required: true },
        advice: { kind: 'text', label: text('修改建议', 'What to change'), maxLength: 300, required: true },
      },
    }),
  },
});
