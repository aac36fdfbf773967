import type { Text } from '../../core/base/text.ts';
import { text } from '../../core/base/text.ts';
import type { DiagramView } from '../../core/contract/case-view.ts';
import type { Form } from '../../core/forms/form.ts';
import {
  answerForm,
  completenessForm,
  complianceForm,
  preliminaryForm,
  qualityForm,
  refusalForm,
  supplementForm,
} from './forms.ts';

export interface DevAction {
  readonly name: string;
  readonly title: Text;
  readonly tone: 'primary' | 'default' | 'danger';
  readonly form: Form | null;
  readonly sign: Text | null;
  readonly to: string;
}
export interface DevStage {
  readonly title: Text;
  readonly role: string;
  readonly roleTitle: Text;
  readonly hours: number;
  readonly within: string;
  readonly clause: string;
  readonly actions: readonly DevAction[];
}

const refuse: DevAction = {
  name: 'refuse',
  title: text('审核不通过', 'Refuse'),
  tone: 'danger',
  form: refusalForm,
  sign: text('审核不通过', 'refused'),
  to: 'refused',
};

/** A thin likeness of the admission, enough to click the screens through. Its stages are not the product's. */
export const stages: Readonly<Record<string, DevStage>> = {
  completeness: {
    title: text('材料接收确认', 'Confirm receipt'),
    role: 'intake',
    roleTitle: text('入网审核岗', 'Admission clerk'),
    hours: 26,
    within: '1wd',
    clause: 'P05 §3.1',
    actions: [
      {
        name: 'complete',
        title: text('材料完整', 'Complete'),
        tone: 'primary',
        form: completenessForm,
        sign: null,
        to: 'preliminary',
      },
      {
        name: 'supplement',
        title: text('要求补正', 'Ask for supplement'),
        tone: 'default',
        form: supplementForm,
        sign: text('要求补正', 'supplement asked'),
        to: 'supplement',
      },
    ],
  },
  supplement: {
    title: text('补正材料', 'Supplement the file'),
    role: 'merchant',
    roleTitle: text('商户', 'Merchant'),
    hours: 120,
    within: '5wd',
    clause: 'P05 §3.1',
    actions: [
      {
        name: 'answer',
        title: text('提交补正材料', 'Submit'),
        tone: 'primary',
        form: answerForm,
        sign: null,
        to: 'completeness',
      },
    ],
  },
  preliminary: {
    title: text('初步审核', 'Preliminary review'),
    role: 'preliminary',
    roleTitle: text('质量对接岗', 'Quality liaison'),
    hours: 72,
    within: '3wd',
    clause: 'P05 §3.2',
    actions: [
      {
        name: 'pass',
        title: text('初步审核通过', 'Pass'),
        tone: 'primary',
        form: preliminaryForm,
        sign: text('初步审核通过', 'preliminary review passed'),
        to: 'quality',
      },
      refuse,
    ],
  },
  quality: {
    title: text('质量审核', 'Quality review'),
    role: 'quality',
    roleTitle: text('资质审核岗', 'Credential reviewer'),
    hours: 120,
    within: '5wd',
    clause: 'P05 §3.3',
    actions: [
      {
        name: 'pass',
        title: text('质量审核通过', 'Pass'),
        tone: 'primary',
        form: qualityForm,
        sign: text('质量审核通过', 'quality review passed'),
        to: 'compliance',
      },
      refuse,
    ],
  },
  compliance: {
    title: text('合规审核', 'Compliance review'),
    role: 'compliance',
    roleTitle: text('合规专员', 'Compliance officer'),
    hours: 120,
    within: '5wd',
    clause: 'P05 §3.3',
    actions: [
      {
        name: 'pass',
        title: text('合规审核通过', 'Pass'),
        tone: 'primary',
        form: complianceForm,
        sign: text('合规审核通过', 'compliance review passed'),
        to: 'notice',
      },
      refuse,
    ],
  },
  notice: {
    title: text('签发通知书', 'Issue the notice'),
    role: 'qualityHead',
    roleTitle: text('质量管理部负责人', 'Head of quality'),
    hours: 24,
    within: '1wd',
    clause: 'P05 §3.4',
    actions: [
      {
        name: 'issue',
        title: text('签发', 'Issue'),
        tone: 'primary',
        form: null,
        sign: text('批准签发', 'issue approved'),
        to: 'admitted',
      },
    ],
  },
};

export const ends: Readonly<Record<string, Text>> = {
  admitted: text('准予入网', 'Admitted'),
  refused: text('不予入网', 'Refused'),
};

const layout: readonly (readonly [string, number, number])[] = [
  ['start', 0, 0],
  ['completeness', 1, 0],
  ['supplement', 1, 1],
  ['preliminary', 2, 0],
  ['quality', 3, 0],
  ['compliance', 3, 1],
  ['notice', 4, 0],
  ['admitted', 5, 0],
  ['refused', 4, 1],
];
const links: readonly (readonly [string, string])[] = [
  ['start', 'completeness'],
  ['completeness', 'supplement'],
  ['completeness', 'preliminary'],
  ['preliminary', 'quality'],
  ['quality', 'compliance'],
  ['quality', 'notice'],
  ['notice', 'admitted'],
  ['compliance', 'refused'],
];

export const diagramOf = (current: string, passed: ReadonlySet<string>): DiagramView => {
  const nodes = layout.map(([id, column, row]) => ({
    id,
    title: id === 'start' ? text('申请', 'Apply') : (stages[id]?.title ?? ends[id] ?? text(id, id)),
    kind: id === 'start' ? ('start' as const) : id in ends ? ('end' as const) : ('stage' as const),
    x: 8 + column * 152,
    y: 12 + row * 84,
    width: 120,
    height: 44,
    state:
      id === current
        ? ('current' as const)
        : id === 'start' || passed.has(id)
          ? ('passed' as const)
          : ('idle' as const),
  }));
  const at = (id: string) => nodes.find((node) => node.id === id) ?? nodes[0];
  return {
    width: 8 + 6 * 152 - 24,
    height: 156,
    nodes,
    edges: links.flatMap(([from, to]) => {
      const a = at(from);
      const b = at(to);
      if (!a || !b) return [];
      const points: [number, number][] =
        a.x === b.x
          ? [
              [a.x + 60, a.y + 44],
              [b.x + 60, b.y],
            ]
          : [
              [a.x + 120, a.y + 22],
              [b.x, b.y + 22],
            ];
      return [{ from, to, title: text('转入', 'to'), points }];
    }),
  };
};
