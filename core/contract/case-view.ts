import { z } from 'zod';
import type { Form } from '../forms/form.ts';
import { AllowedView, InstantView, PersonView, TextView } from './common.ts';

/** A running, paused, met or missed time limit of a case. */
export const LimitView = z.object({
  name: z.string(),
  title: TextView,
  state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
  startedAt: InstantView,
  /** Due by the figure that binds; absent while paused. */
  dueAt: InstantView.nullable(),
  /** 暂定: the calendar lacks a year that this limit reaches; the earliest possible instant is shown. */
  provisional: z.boolean(),
  settledAt: InstantView.nullable(),
  breachedAt: InstantView.nullable(),
  /** Share of the time used, 0..1 and beyond; amber at 0.5, red at 0.8. */
  used: z.number(),
  within: z.string(),
  clause: z.string(),
  obligation: z.string(),
  party: z.enum(['own', 'counterparty', 'regulator']),
  taskId: z.string().nullable(),
  /** The manual's and the law's figures where both bind (DECISIONS 4); the earliest is `dueAt`. */
  figures: z.array(z.object({ within: z.string(), clause: z.string(), dueAt: InstantView, binding: z.boolean() })),
});
export type LimitView = z.infer<typeof LimitView>;

export const ActionView = z.object({
  name: z.string(),
  title: TextView,
  tone: z.enum(['primary', 'default', 'danger']),
  form: z.custom<Form>().nullable(),
  /** What the signature will say, e.g. 审核通过; null where no signature is asked for. */
  sign: TextView.nullable(),
  allowed: AllowedView,
  obligations: z.array(z.string()),
});
export type ActionView = z.infer<typeof ActionView>;

export const TaskView = z.object({
  id: z.string(),
  key: z.string(),
  stage: z.string(),
  title: TextView,
  item: z.object({ key: z.string(), label: z.string() }).nullable(),
  role: TextView,
  /** Id of that role, to ask for the people who hold it (GET /api/people?role). */
  roleId: z.string(),
  /** Nobody holds the role now: to whom the task has climbed. Null where somebody does, or a person was named. */
  climbed: z.enum(['headOfDepartment', 'generalManager', 'nobody']).nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
  claimedBy: PersonView.nullable(),
  openedAt: InstantView,
  urgedAt: InstantView.nullable(),
  /** Values that the form starts with (from the case), and the person's own draft if there is one. */
  prefill: z.record(z.string(), z.unknown()),
  draft: z.object({ action: z.string(), values: z.record(z.string(), z.unknown()), savedAt: InstantView }).nullable(),
  actions: z.array(ActionView),
  /** 认领 释放 转办 加签 退回 催办 抄送 撤回: the moves that every procedure has. */
  moves: z.record(
    z.enum(['claim', 'release', 'transfer', 'addSigner', 'sendBack', 'urge', 'copy', 'withdraw']),
    AllowedView,
  ),
  /** Stages that the definition lets this one be sent back to. */
  mayReturnTo: z.array(z.object({ stage: z.string(), title: TextView })),
  /** The task stands open again because somebody sent the case back: who, when and why. */
  sentBack: z.object({ at: InstantView, by: PersonView.nullable(), reason: z.string() }).nullable(),
});
export type TaskView = z.infer<typeof TaskView>;

export const HistoryEntryView = z.object({
  seq: z.number().int(),
  at: InstantView,
  kind: z.string(),
  title: TextView,
  actor: PersonView.nullable(),
  post: TextView.nullable(),
  onBehalfOf: PersonView.nullable(),
  /** Form that was filled, values masked. */
  form: z.custom<Form>().nullable(),
  values: z.record(z.string(), z.unknown()).nullable(),
  signature: z.object({ meaning: TextView, at: InstantView, method: z.string() }).nullable(),
  obligations: z.array(z.string()),
  reason: z.string().nullable(),
});
export type HistoryEntryView = z.infer<typeof HistoryEntryView>;

export const FileView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  pages: z.number().int().nullable(),
  /** Name of the document this file was filed under, e.g. 营业执照. */
  document: TextView.nullable(),
  uploadedAt: InstantView,
});
export type FileView = z.infer<typeof FileView>;

export const PaperView = z.object({
  id: z.string(),
  kind: z.enum(['notice', 'record']),
  number: z.string(),
  title: TextView,
  issuedAt: InstantView,
  state: z.enum(['issued', 'void']),
  pdfUrl: z.string(),
  /** What a quality record is besides its paper; null for a notice, and for a record of no declared kind. */
  record: z
    .object({
      review: z.enum(['none', 'waiting', 'returned', 'passed']),
      kept: z.enum(['until', 'permanent', 'open']),
      /** First instant at which it may go; null where that is not known or never. */
      keptUntil: InstantView.nullable(),
      /** Clause and name of the period that binds. */
      keptBy: z.object({ clause: z.string(), title: TextView }),
      corrections: z.array(
        z.object({
          label: TextView,
          row: z.number().int().nullable(),
          before: z.string(),
          after: z.string(),
          reason: z.string(),
          by: z.string(),
          at: InstantView,
        }),
      ),
      /** The first print, where a corrected one has taken its place. */
      originalUrl: z.string().nullable(),
    })
    .nullable(),
});
export type PaperView = z.infer<typeof PaperView>;

/** The procedure as a picture: nodes on a grid, so that web and docs draw the same one. */
export const DiagramView = z.object({
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      title: TextView,
      kind: z.enum(['start', 'stage', 'end']),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      state: z.enum(['idle', 'current', 'passed']),
    }),
  ),
  edges: z.array(
    z.object({ from: z.string(), to: z.string(), title: TextView, points: z.array(z.tuple([z.number(), z.number()])) }),
  ),
});
export type DiagramView = z.infer<typeof DiagramView>;

export const CaseView = z.object({
  id: z.string(),
  number: z.string(),
  process: z.object({ name: z.string(), version: z.number().int(), title: TextView, clause: z.string() }),
  subject: z.string(),
  entity: z.object({ id: z.string(), name: z.string() }),
  state: z.enum(['open', 'ended']),
  /** Stage or end the case is in, for the header. */
  position: z.array(TextView),
  version: z.number().int(),
  openedAt: InstantView,
  endedAt: InstantView.nullable(),
  bindingLimit: LimitView.nullable(),
  limits: z.array(LimitView),
  tasks: z.array(TaskView),
  history: z.array(HistoryEntryView),
  files: z.array(FileView),
  papers: z.array(PaperView),
  linked: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      title: TextView,
      relation: z.enum(['parent', 'child']),
      state: z.enum(['open', 'ended']),
    }),
  ),
  diagram: DiagramView,
});
export type CaseView = z.infer<typeof CaseView>;
