import { Defect } from '../../core/base/result.ts';
import { text } from '../../core/base/text.ts';
import { dateOf } from '../../core/base/time.ts';
import type { Form, FormValues } from '../../core/forms/form.ts';
import type { Signed } from '../../core/forms/paper.ts';
import { validateForm } from '../../core/forms/validate.ts';
import { roles } from '../../core/manual/roles.ts';
import type { CaseRecord } from '../../core/papers/record.ts';
import type { Action, Task } from '../../core/process/definition.ts';
import type { EventOf } from '../../core/process/events.ts';
import type { EffectHandler, EffectScene } from '../case/kernel.ts';
import { entityOf } from './entity-name.ts';
import { issuePaper, type PaperDeps } from './issue.ts';
import { sceneOf } from './notices.ts';
import { keepRecord, type RecordKeeping } from './record-keeping.ts';
import { printRecord } from './record-print.ts';

/** The act that a record is made with. */
interface Done {
  readonly event: EventOf<'acted'>;
  readonly task: Task;
  readonly action: Action;
}

const doneIn = (scene: EffectScene): Done => {
  const event = scene.events.find((one) => one.type === 'acted');
  for (const task of Object.values(scene.case.process.stages[event?.stage ?? '']?.tasks ?? {})) {
    const action = task.actions[event?.action ?? ''];
    if (event && action) return { event, task, action };
  }
  throw new Defect(`record ${scene.event.effect} belongs to no act`);
};

const nameOf = async (scene: EffectScene, { event }: Done): Promise<string> => {
  if (event.signature) return event.signature.name;
  const [row] = await scene.tx.prepared<{ real_name: string }>(
    'record-person',
    'select real_name from persons where id = $1',
    [event.actor.personId],
  );
  return row?.real_name ?? event.actor.personId;
};

const signedBy = (name: string, { event, task, action }: Done): Signed => ({
  meaning: event.signature ? text(event.signature.meaningZh, event.signature.meaningEn) : action.title,
  name,
  post: roles[task.by],
  at: event.signature?.at ?? event.at,
});

/** Values of a record that is made from the case; one that its own form would not take is our mistake. */
const filledFrom = (record: CaseRecord, scene: EffectScene, done: Done, reviewer: string): FormValues => {
  const { filled, form, due } = sceneOf(scene);
  const ref = `${done.event.stage}.${done.event.action}`;
  const values = record.fill({ ref, filled, form, due, reviewer, on: dateOf(scene.now) });
  const checked = validateForm(record.form, values, { now: scene.now });
  if (checked.ok) return checked.values;
  throw new Defect(`record ${record.form.id}: ${checked.problems.map((one) => `${one.field} ${one.code}`).join(', ')}`);
};

/**
 * Carries out `record` effects: one quality record for one act, from the form that was filled or, where the module says
 * so, from the whole case. Personal values are printed masked.
 */
export const recordHandler = (
  deps: PaperDeps,
  records: readonly CaseRecord[],
  keeping: RecordKeeping,
): EffectHandler => {
  const byForm = new Map(records.map((record) => [record.form.id, record]));
  return async (scene) => {
    const effect = scene.case.process.effects[scene.event.effect];
    if (effect?.kind !== 'record') throw new Defect('not a record');
    const done = doneIn(scene);
    const name = await nameOf(scene, done);
    const record = byForm.get(effect.record);
    const form: Form | undefined = record?.form ?? done.action.form;
    if (form?.id !== effect.record) throw new Defect(`the act fills no form ${effect.record}`);
    const values = record ? filledFrom(record, scene, done, name) : scene.form;
    const kind = keeping.kinds.find(({ code }) => code === form.id);
    const made = { values, signatures: [signedBy(name, done)], caseNumber: scene.case.number };
    const entity = await entityOf(scene);
    const paper = await issuePaper(deps, scene, {
      kind: 'record',
      code: form.id,
      title: form.title.zh,
      titleEn: form.title.en,
      series: form.id,
      delivered: false,
      ...(kind ? { numbered: kind.series } : {}),
      print: ({ number }) => printRecord({ form, ...made, corrections: [], entity, number }, scene.now),
    });
    if (kind) await keepRecord(keeping, scene, kind, paper, made);
  };
};
