import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { defineForm } from '../forms/form.ts';
import { checkProcess } from '../process/check-process.ts';
import type { Process } from '../process/definition.ts';
import { checkSubCases } from '../process/sub-case.ts';
import { wired } from './registry.ts';
import { processes } from './thin.ts';

const t = text('办理', 'Do');
const because = 'P13-2.4-01' as const;
const by = 'auditTeam' as const;
const form = defineForm({
  id: 'sound',
  version: 1,
  title: t,
  fields: {
    name: { kind: 'text', label: t, maxLength: 9 },
    at: { kind: 'instant', label: t },
  },
});
const action = (more: object = {}) => ({ title: t, because, ...more });
const stage = (actions: object, more: object = {}) => ({
  title: t,
  tasks: { only: { title: t, by, actions } },
  ...more,
});
const within = { parameter: 'audit.verification' };
const limit = (more: object = {}) => ({
  title: t,
  from: { enters: 'first' },
  within,
  ifMissed: 'breach',
  because,
  ...more,
});

/** A sound procedure, written loosely so that mistakes which types would see can be planted too. */
const sound = () => ({
  name: 'sound-one',
  version: 1,
  title: t,
  clause: 'P00 §0',
  series: 'S',
  start: { title: t, by, form, subject: 'name', to: 'first', because },
  stages: {
    first: stage({
      go: action({ to: 'second', requires: ['isFine'], then: ['tell'] }),
      ask: action({ to: { open: 'side' } }),
    }),
    side: stage({ back: action({ to: { reopen: 'first' } }) }),
    second: stage({ end: action({ to: 'over', notBy: ['first.go'] }) }),
  } as Record<string, ReturnType<typeof stage>>,
  ends: { over: { title: t } } as Record<string, object>,
  rules: { isFine: { title: t, because, check: () => true } } as Record<string, object>,
  effects: { tell: { kind: 'tell', event: 'x', because } } as Record<string, object>,
  limits: { first: limit() } as Record<string, ReturnType<typeof limit>>,
});
type Sound = ReturnType<typeof sound>;

const found = (spoil: (process: Sound) => void): readonly string[] => {
  const process = sound();
  spoil(process);
  return checkProcess(process as unknown as Process).map(({ where, problem }) => `${where}: ${problem}`);
};
const of =
  (more: object): ((p: Sound) => void) =>
  (p) =>
    Object.assign(p.limits, { bad: limit(more) });
const first =
  (more: object): ((p: Sound) => void) =>
  (p) => {
    Object.assign(p.stages, { first: stage({ ...p.stages.first?.tasks.only.actions, ...more }) });
  };

describe('checkProcess', () => {
  it('finds nothing in a sound procedure', () => expect(found(() => {})).toEqual([]));

  it.each(processes.map((process) => [process.name, process] as const))('finds nothing in %s', (_name, process) => {
    expect(checkProcess(process)).toEqual([]);
  });

  const planted: readonly (readonly [string, (p: Sound) => void])[] = [
    ['lost: cannot be reached', (p) => Object.assign(p.stages, { lost: stage({ end: action({ to: 'over' }) }) })],
    ['ends.never: cannot be reached', (p) => Object.assign(p.ends, { never: { title: t } })],
    [
      'second: leads to no end',
      (p) => Object.assign(p.stages, { second: stage({ end: action({ to: 'second', notBy: ['first.go'] }) }) }),
    ],
    ['second: can never be left', (p) => Object.assign(p.stages, { second: stage({ note: action({ stays: true }) }) })],
    [
      'second: may be left for nowhere, and no stage waits for it',
      (p) => Object.assign(p.stages, { second: stage({ end: action({ to: 'over' }), drop: action({ to: [] }) }) }),
    ],
    ['second: waits for itself', (p) => Object.assign(p.stages.second as object, { waitsFor: ['second'] })],
    [
      'first.go: two actions of the stage bear this name',
      (p) =>
        Object.assign((p.stages.first as Stage).tasks, {
          other: { title: t, by, actions: { go: action({ to: 'second' }) } },
        }),
    ],
    ['first.only.no: there is no stage or end nowhere', first({ no: action({ to: 'nowhere' }) })],
    [
      'first: may be refused, but says not where a refusal leads (ifRefused)',
      first({ no: action({ outcome: 'refused' }) }),
    ],
    ['first.only.no: there is no action first.gone', first({ no: action({ to: 'over', notBy: ['first.gone'] }) })],
    ['first.only.no: there is no rule isGone', first({ no: action({ to: 'over', requires: ['isGone'] }) })],
    ['first.only.no: there is no effect gone', first({ no: action({ to: 'over', then: ['gone'] }) })],
    [
      'first.only.no: opens a stage under a condition: the task could not know whether to wait',
      first({ no: action({ to: { when: 'isFine', then: { open: 'side' }, else: 'over' } }) }),
    ],
    ['first: has no item that could go on alone (next)', first({ no: action({ to: { next: 'second' } }) })],
    [
      'side: goes to second while a task waits for it: use reopen or only',
      (p) => Object.assign(p.stages, { side: stage({ back: action({ to: 'second' }) }) }),
    ],
    [
      'second: reopens first, where no task waits for it',
      (p) =>
        Object.assign(p.stages, {
          second: stage({ end: action({ to: 'over' }), back: action({ to: { reopen: 'first' } }) }),
        }),
    ],
    ['second: there is no list buyers', (p) => Object.assign(p.stages.second as object, { forEach: 'buyers' })],
    [
      'second.only: there is no role nobody',
      (p) => Object.assign((p.stages.second as Stage).tasks.only, { by: 'nobody' }),
    ],
    [
      'rules.isIdle: is never used',
      (p) => Object.assign(p.rules, { isIdle: { title: t, because, check: () => true } }),
    ],
    ['effects.idle: is never used', (p) => Object.assign(p.effects, { idle: { kind: 'tell', event: 'y', because } })],
    ['choices.idle: is never used', (p) => Object.assign(p, { choices: { idle: () => 'a' } })],
    ['lists.idle: is never used', (p) => Object.assign(p, { lists: { idle: () => [] } })],
    ['ends.over: lacks words in a language', (p) => Object.assign(p.ends, { over: { title: { zh: '完', en: ' ' } } })],
    ['start.subject: is no field of the form', (p) => Object.assign(p.start, { subject: 'title' })],
    [
      'first.go.form: there are no fields',
      first({
        go: action({ to: 'second', requires: ['isFine'], then: ['tell'], form: { ...form, id: 'void', fields: {} } }),
      }),
    ],
    [
      'first.no.form.name: is prefilled from gone.name, which is no fact of the procedure',
      first({
        no: action({
          to: 'over',
          form: { ...form, id: 'pre', fields: { name: { ...form.fields.name, prefill: 'gone.name' } } },
        }),
      }),
    ],
    ['limits.bad: there is no field start.gone', of({ from: { moment: 'start.gone' }, until: [{ act: 'first.go' }] })],
    ['limits.bad: start.name is no day or instant', of({ within: { named: 'start.name' } })],
    ['limits.bad: there is no action first.gone', of({ until: [{ act: 'first.gone' }] })],
    [
      'limits.bad: first is no limit that lapses',
      of({ pauses: [{ from: { lapses: 'first' }, until: [{ leaves: 'first' }], because: t }] }),
    ],
    ['limits.bad: there is no limit gone', of({ from: { endOf: 'gone' }, until: [{ act: 'first.go' }] })],
    ['limits.bad: can never be met: it hangs on no stage and says not until when', of({ from: { act: 'first.go' } })],
    ['limits.bad: no.such is no span among the parameters', of({ within: { parameter: 'no.such' } })],
    ['limits.bad: there is no choice gone', of({ within: { by: 'gone', of: { a: within } } })],
    ['limits.bad: there is no role nobody', of({ ifMissed: { escalate: 'nobody' } })],
    [
      'limits.bad: lapses, but hangs on no stage that it could leave',
      of({ from: { act: 'first.go' }, until: [{ act: 'second.end' }], ifMissed: { lapse: 'over' } }),
    ],
  ];
  type Stage = ReturnType<typeof stage> & { tasks: Record<string, object> };

  it.each(planted)('%s', (problem, spoil) => expect(found(spoil)).toContain(problem));
});

describe('sub-cases', () => {
  const parent = { ...sound(), name: 'parent' };
  const child = (start: object = {}): Process =>
    ({
      ...sound(),
      name: 'child',
      start: { ...sound().start, by: 'system', form: needy, ...start },
    }) as unknown as Process;
  const opening = (hands: object): Process =>
    ({ ...parent, effects: { tell: { kind: 'subCase', process: 'child', hands, because } } }) as unknown as Process;
  const between = (...all: Process[]): readonly string[] =>
    checkSubCases(all).map(({ where, problem }) => `${where}: ${problem}`);
  const needy = {
    ...form,
    fields: { ...form.fields, place: { kind: 'text', label: t, maxLength: 9, required: true } },
  };
  const complete = { place: 'start.name' };

  it('of what the running product carries out are sound', () => expect(checkSubCases(wired)).toEqual([]));

  it('are sound where the machine opens them with what they need', () => {
    expect(between(opening(complete), child())).toEqual([]);
  });

  it('are found out where there is no such procedure, a person opens it, or its form is filled wrongly', () => {
    expect(between(opening(complete))).toEqual(['parent.effects.tell: there is no procedure child']);
    expect(between(opening(complete), child({ by: 'admissionClerk' }))).toEqual([
      'parent.effects.tell: child is opened by a person',
    ]);
    expect(between(opening({ gone: 'start.name' }), child())).toEqual([
      'parent.effects.tell: child does not begin with gone',
      'parent.effects.tell: child needs place',
    ]);
  });

  it('hand on only what somebody fills in, and nothing personal', () => {
    const faults = checkProcess(opening({ it: 'first.go.nothing' })).map(
      ({ where, problem }) => `${where}: ${problem}`,
    );
    expect(faults).toContain('effects.tell: hands on first.go.nothing, which nobody fills in');
  });
});
