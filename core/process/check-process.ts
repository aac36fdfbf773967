import type { Text } from '../base/text.ts';
import { checkForm } from '../forms/check-form.ts';
import type { Form } from '../forms/form.ts';
import { roles } from '../manual/roles.ts';
import { checkLimits } from './check-limits.ts';
import { checkWays } from './check-ways.ts';
import type { Action, Process, Stage, Target, Task } from './definition.ts';
import { actionAt, actionsOf, type Problem, rulesIn, type Say, targetsIn } from './definition-parts.ts';
import { checkHands } from './sub-case.ts';

/**
 * What types cannot see in a definition: a stage that cannot be reached or left, a reference to nothing, a limit that cannot
 * be met, something declared and never used. Empty means that the procedure can be carried out; the build demands it.
 */
export const checkProcess = (process: Process): readonly Problem[] => {
  const problems: Problem[] = [];
  const say: Say = (where, problem) => problems.push({ where, problem });
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(process.name)) say('name', 'is not in kebab-case');
  if (!Number.isInteger(process.version) || process.version < 1) say('version', 'counts from 1');
  if (!(process.start.subject in process.start.form.fields)) say('start.subject', 'is no field of the form');
  checkTexts(process, say);
  checkRole(process.start.by, 'start', say);
  checkForms(process, say);
  for (const [name, stage] of Object.entries(process.stages)) checkStage(process, name, stage, say);
  checkUse(process, say);
  checkWays(process, say);
  checkLimits(process, say);
  checkHands(process, say);
  return problems;
};

const checkTexts = (process: Process, say: Say): void => {
  const speak = (where: string, words: Text | undefined): void => {
    if (words && (words.zh.trim() === '' || words.en.trim() === '')) say(where, 'lacks words in a language');
  };
  speak('title', process.title);
  speak('start', process.start.title);
  speak('start.sign', process.start.sign);
  for (const [name, stage] of Object.entries(process.stages)) {
    speak(name, stage.title);
    for (const [key, task] of Object.entries(stage.tasks)) speak(`${name}.${key}`, task.title);
  }
  for (const { ref, action } of actionsOf(process)) {
    speak(ref, action.title);
    speak(`${ref}.sign`, action.sign);
  }
  for (const kind of ['ends', 'rules', 'limits'] as const)
    for (const [name, one] of Object.entries(process[kind])) speak(`${kind}.${name}`, one.title);
  for (const [name, limit] of Object.entries(process.limits))
    for (const pause of limit.pauses ?? []) speak(`limits.${name}.pauses`, pause.because);
};

const checkRole = (role: string, where: string, say: Say): void => {
  if (!Object.hasOwn(roles, role)) say(where, `there is no role ${role}`);
};

/** What a form may start with of any case, see `CaseFacts` of the write path: the day, and how many files are in the case. */
const CASE_FACTS: readonly string[] = ['case.today', 'case.documents'];

const checkForms = (process: Process, say: Say): void => {
  const forms = new Map<Form, string>([[process.start.form, 'start']]);
  for (const { ref, action } of actionsOf(process)) if (action.form) forms.set(action.form, ref);
  const seen = new Map<string, Form>();
  for (const [form, where] of forms) {
    for (const { field, problem } of checkForm(form)) say(`${where}.form${field ? `.${field}` : ''}`, problem);
    const key = `${form.id}@${form.version}`;
    if (seen.has(key)) say(where, `two forms are called ${key}`);
    seen.set(key, form);
    for (const [name, field] of Object.entries(form.fields)) {
      const [head = ''] = (field.prefill ?? '').split('.');
      const facts = new Set(Object.values(process.rules).flatMap((rule) => rule.needs ?? []));
      const known = ['', 'start'].includes(head) || CASE_FACTS.includes(field.prefill ?? '');
      if (!known && !facts.has(head) && !Object.hasOwn(process.stages, head))
        say(`${where}.form.${name}`, `is prefilled from ${field.prefill}, which is no fact of the procedure`);
    }
  }
};

const checkStage = (process: Process, name: string, stage: Stage, say: Say): void => {
  const seen = new Set<string>();
  if (Object.keys(stage.tasks).length === 0) say(name, 'has no task');
  for (const [key, task] of Object.entries(stage.tasks)) {
    checkTask(process, `${name}.${key}`, task, say);
    for (const action of Object.keys(task.actions)) {
      if (seen.has(action)) say(`${name}.${action}`, 'two actions of the stage bear this name');
      seen.add(action);
    }
  }
  const actions = Object.values(stage.tasks).flatMap((task) => Object.values(task.actions));
  if (actions.some((action) => action.outcome === 'refused') && stage.ifRefused === undefined)
    say(name, 'may be refused, but says not where a refusal leads (ifRefused)');
  if (stage.forEach !== undefined && !process.lists?.[stage.forEach]) say(name, `there is no list ${stage.forEach}`);
  for (const other of [...(stage.waitsFor ?? []), ...(stage.mayReturnTo ?? [])])
    if (!process.stages[other]) say(name, `there is no stage ${other}`);
  const ways = [
    stage.to,
    stage.ifRefused,
    ...(stage.interrupts ?? []).map((i) => i.to),
    ...Object.values(stage.on ?? {}),
  ];
  checkTargets(process, name, ways, say);
  for (const interrupt of stage.interrupts ?? [])
    if (!process.rules[interrupt.when]) say(name, `there is no rule ${interrupt.when}`);
  checkNames(process.effects, stage.then, name, 'effect', say);
};

const checkTask = (process: Process, where: string, task: Task, say: Say): void => {
  checkRole(task.by, where, say);
  checkRefs(process, where, task.notBy, say);
  if (Object.keys(task.actions).length === 0) say(where, 'has no action');
  for (const [name, action] of Object.entries(task.actions)) checkAction(process, `${where}.${name}`, action, say);
};

const checkAction = (process: Process, where: string, action: Action, say: Say): void => {
  checkRefs(process, where, action.notBy, say);
  checkNames(process.rules, action.requires, where, 'rule', say);
  checkNames(process.effects, action.then, where, 'effect', say);
  checkTargets(process, where, [action.to], say);
  if (
    typeof action.to === 'object' &&
    'when' in action.to &&
    !action.stays &&
    targetsIn(action.to).some((t) => 'open' in t)
  )
    say(where, 'opens a stage under a condition: the task could not know whether to wait');
};

const checkTargets = (process: Process, where: string, targets: readonly (Target | undefined)[], say: Say): void => {
  for (const target of targets) {
    for (const rule of rulesIn(target)) if (!process.rules[rule]) say(where, `there is no rule ${rule}`);
    for (const way of targetsIn(target)) {
      const [kind = '', to = ''] = Object.entries(way)[0] ?? [];
      const isEnd = kind === 'to' && Object.hasOwn(process.ends, to);
      if (!isEnd && !Object.hasOwn(process.stages, to)) say(where, `there is no stage or end ${to}`);
    }
  }
};

const checkRefs = (process: Process, where: string, refs: readonly string[] | undefined, say: Say): void => {
  for (const ref of refs ?? []) if (!actionAt(process, ref)) say(where, `there is no action ${ref}`);
};

const checkNames = (
  declared: Readonly<Record<string, unknown>>,
  used: readonly string[] | undefined,
  where: string,
  kind: string,
  say: Say,
): void => {
  for (const name of used ?? []) if (!Object.hasOwn(declared, name)) say(where, `there is no ${kind} ${name}`);
};

/** Declared and never used: a demand of the manual that nothing would notice. */
const checkUse = (process: Process, say: Say): void => {
  const stages = Object.values(process.stages);
  const actions = actionsOf(process).map(({ action }) => action);
  const limits = Object.values(process.limits);
  const lapses = limits.flatMap(({ ifMissed: m }) => (typeof m === 'object' && 'lapse' in m ? [m] : []));
  const effects = new Set([process.start, ...stages, ...actions, ...lapses].flatMap((one) => one.then ?? []));
  const targets = [
    ...actions.map((a) => a.to),
    ...stages.flatMap((s) => [
      s.to,
      s.ifRefused,
      ...(s.interrupts ?? []).map((i) => i.to),
      ...Object.values(s.on ?? {}),
    ]),
    ...lapses.map((m) => m.lapse ?? undefined),
  ];
  const rules = new Set([
    ...[process.start, ...actions].flatMap((one) => one.requires ?? []),
    ...stages.flatMap((s) => (s.interrupts ?? []).map((i) => i.when)),
    ...targets.flatMap((target) => rulesIn(target)),
  ]);
  const lists = new Set(stages.map((s) => s.forEach));
  const choices = new Set(limits.map((l) => ('by' in l.within ? l.within.by : '')));
  const unused = (kind: string, declared: object | undefined, used: ReadonlySet<string | undefined>): void => {
    for (const name of Object.keys(declared ?? {})) if (!used.has(name)) say(`${kind}.${name}`, 'is never used');
  };
  checkNames(process.effects, process.start.then, 'start', 'effect', say);
  checkNames(process.rules, process.start.requires, 'start', 'rule', say);
  unused('effects', process.effects, effects);
  unused('rules', process.rules, rules);
  unused('lists', process.lists, lists);
  unused('choices', process.choices, choices);
};
