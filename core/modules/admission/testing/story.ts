import { Defect } from '../../../base/result.ts';
import { dateOf } from '../../../base/time.ts';
import { chinaDays } from '../../../calendar/china.ts';
import type { Form, FormValues } from '../../../forms/form.ts';
import type { FieldProblem } from '../../../forms/problem.ts';
import { validateForm } from '../../../forms/validate.ts';
import { parameterAt } from '../../../manual/parameters.ts';
import { Story, type World } from '../../../process/testing/given.ts';
import { timekeeperOf } from '../../../process/timekeeper.ts';
import { admission } from '../process.ts';
import * as filled from './filled.ts';

/** Real calendar, real figures, one holder for each post. */
export const world = (facts: World['facts'] = {}): World => ({
  time: timekeeperOf(chinaDays, '18:00'),
  parameter: (id, at) => {
    const { value, clause } = parameterAt(id, dateOf(at));
    return [{ value: String(value), clause }];
  },
  facts: facts ?? {},
  players: {
    merchant: { name: '陈小禾', roles: ['merchant'] },
    clerk: { name: '何受理', roles: ['admissionClerk'] },
    liaison: { name: '郑对接', roles: ['qualityLiaison'] },
    reviewer: { name: '周审', roles: ['qualificationReviewer'] },
    officer: { name: '孙合规', roles: ['complianceOfficer'] },
    archivist: { name: '钱档案', roles: ['archivist'] },
  },
});

const actionForm = (ref: string): Form | undefined => {
  const [stage = '', action = ''] = ref.split('.');
  const tasks = Object.values(admission.stages[stage]?.tasks ?? {});
  return tasks.map((task) => task.actions[action]?.form).find((form) => form !== undefined);
};

/** A story whose forms are checked as the server checks them. */
export class AdmissionStory extends Story {
  override open(who: string, form: FormValues = {}): this {
    return super.open(who, this.taken(admission.start.form, form));
  }

  override act(who: string, ref: string, form: FormValues = {}, item?: string): this {
    const definition = actionForm(ref);
    return super.act(who, ref, definition ? this.taken(definition, form) : form, item);
  }

  refusesOpening(form: FormValues, who = 'merchant'): string {
    const values = this.taken(admission.start.form, form);
    return this.refuses({ do: 'open', form: { clear: values, stored: values }, signature: null }, who).code;
  }

  /** Paths of the fields with which the form would not be taken. */
  missing(ref: string, form: FormValues): readonly string[] {
    const definition = ref === 'start' ? admission.start.form : actionForm(ref);
    return definition ? this.problems(definition, form).map((problem) => problem.field) : [];
  }

  /** Names of the effects of the latest step. */
  effects(): readonly string[] {
    return this.latest.flatMap((event) => (event.type === 'effectRequested' ? [event.effect] : []));
  }

  /** Stages that are open now. */
  stages(): readonly string[] {
    return Object.values(this.state.stages)
      .filter((stage) => stage.state === 'open')
      .map((stage) => stage.stage);
  }

  private problems(form: Form, values: FormValues): readonly FieldProblem[] {
    const checked = validateForm(form, values, { now: this.now });
    return checked.ok ? [] : checked.problems;
  }

  private taken(form: Form, values: FormValues): FormValues {
    const checked = validateForm(form, values, { now: this.now });
    if (checked.ok) return checked.values;
    throw new Defect(`${form.id}: ${checked.problems.map((p) => `${p.field} ${p.code}`).join(', ')}`);
  }
}

export const story = (facts?: World['facts']): AdmissionStory =>
  new AdmissionStory(admission, world(facts)).on('2025-03-07T16:00');

/** Stories that have come as far as their name says; each act on the first day, a Friday at 16:00. */
export const received = (form: FormValues = filled.application()): AdmissionStory => story().open('merchant', form);

export const supplementing = (): AdmissionStory =>
  received().act('clerk', 'completeness.askSupplement', filled.supplement);

export const inPreliminary = (form?: FormValues): AdmissionStory =>
  received(form).act('clerk', 'completeness.accept', filled.receipt());

export const inProfessional = (form?: FormValues): AdmissionStory =>
  inPreliminary(form).act('liaison', 'preliminary.pass', filled.preliminary());

export const inSummary = (): AdmissionStory =>
  inProfessional()
    .act('reviewer', 'professional.passQuality', filled.quality())
    .act('officer', 'professional.passCompliance', filled.compliance());

export const inResult = (): AdmissionStory => inSummary().act('reviewer', 'summary.summarise', filled.summary());

export const inRefusal = (): AdmissionStory =>
  inProfessional().act('reviewer', 'professional.refuseQuality', filled.qualityRefusal);
