import { describe, expect, it } from 'vitest';
import { type Text, text } from '../base/text.ts';
import { chinaDays } from '../calendar/china.ts';
import { defineForm } from '../forms/form.ts';
import { defineProcess, limit } from './define.ts';
import type { Action } from './definition.ts';
import { at, tell, type World } from './testing/given.ts';
import { timekeeperOf } from './timekeeper.ts';

/** Words that the language learned from five procedures, each in the smallest case that needs it. */

const t = (en: string) => text(en, en);
const by = 'auditTeam' as const;
const because = 'P13-2.4-01' as const;
type Named<A> = { [K in keyof A]: A[K] & { title: Text; because: typeof because } };
const one = <const A extends Record<string, Omit<Action, 'title' | 'because'>>>(actions: A) => ({
  title: t('task'),
  by,
  actions: Object.fromEntries(Object.entries(actions).map(([k, v]) => [k, { title: t(k), because, ...v }])) as Named<A>,
});
const stage = <const A extends Record<string, Omit<Action, 'title' | 'because'>>, const M extends object = object>(
  actions: A,
  more: M = {} as M,
) => ({
  title: t('stage'),
  tasks: { only: one(actions) },
  ...more,
});
const form = defineForm({
  id: 'words',
  version: 1,
  title: t('words'),
  fields: {
    name: { kind: 'text', label: t('name'), maxLength: 9 },
    happenedAt: { kind: 'instant', label: t('happened') },
    by: { kind: 'date', label: t('by') },
  },
});

const words = defineProcess({
  name: 'words',
  version: 1,
  title: t('words'),
  clause: 'P00 §0',
  series: 'W',
  start: { title: t('start'), by, form, subject: 'name', to: ['each', 'main'], because },
  stages: {
    each: stage({ hand: { to: { next: 'check' } } }, { forEach: 'things' }),
    check: stage({ pass: { to: 'closing' }, fail: { to: { next: 'each' } } }),
    main: stage({
      ask: { stays: true, to: { open: 'reply' } },
      order: { form, stays: true },
      done: { to: 'closing' },
      leave: {},
      stop: { to: { only: 'undo' } },
      wait: { to: { open: 'beside' } },
    }),
    beside: stage({ back: { to: { reopen: 'main' } } }),
    reply: stage({ reply: {} }),
    undo: stage({ undone: { to: 'over' } }),
    closing: stage({ close: { to: 'over' } }, { waitsFor: ['each', 'check', 'main'] }),
  },
  ends: { over: { title: t('over') } },
  rules: {},
  effects: {},
  lists: { things: () => ['a', 'b'].map((key) => ({ key, label: key })) },
  limits: {
    recorded: {
      title: t('recorded'),
      from: { moment: 'start.happenedAt' },
      within: limit('complaint.registration'),
      until: [{ act: 'start' }],
      ifMissed: 'breach',
      because,
    },
    handed: {
      title: t('handed'),
      from: { enters: 'each' },
      within: limit('audit.severeFinding'),
      until: [{ act: 'each.hand' }],
      ifMissed: 'breach',
      because,
    },
    checked: {
      title: t('checked'),
      from: { endOf: 'handed' },
      within: limit('audit.verification'),
      until: [{ act: 'check.pass' }],
      ifMissed: 'breach',
      because,
    },
    since: {
      title: t('since'),
      from: { enters: 'check', since: 'start' },
      within: limit('stop.formalCheck'),
      ifMissed: 'breach',
      because,
    },
    named: {
      title: t('named'),
      from: { act: 'main.order' },
      within: { named: 'main.order.by' },
      until: [{ act: 'main.done' }],
      ifMissed: 'breach',
      because,
    },
    answered: {
      title: t('answered'),
      from: { enters: 'reply' },
      within: limit('stop.merchantReply'),
      party: 'counterparty',
      ifMissed: { lapse: [] },
      because,
    },
    formal: {
      title: t('formal'),
      from: { enters: 'main' },
      within: limit('stop.formalCheck'),
      pauses: [{ from: { enters: 'reply' }, until: [{ lapses: 'answered' }, { act: 'reply.reply' }], because: t('r') }],
      ifMissed: 'breach',
      because,
    },
  },
});

const world: World = {
  time: timekeeperOf(chinaDays, '18:00'),
  parameter: (id) => [
    {
      value: String(
        {
          'complaint.registration': '30m',
          'audit.severeFinding': '15wd',
          'audit.verification': '5wd',
          'stop.formalCheck': '48h',
          'stop.merchantReply': '3wd',
        }[String(id)],
      ),
      clause: 'test',
    },
  ],
  players: { eve: { name: 'Eve', roles: [by] } },
};
const opened = (happenedAt = '2025-03-03T09:00:00+08:00') =>
  tell(words, world).on('2025-03-03T09:10').open('eve', { happenedAt });

describe('the language of procedures', () => {
  it('lets each item go on alone and joins them where a stage waits', () => {
    const story = opened().act('eve', 'each.hand', {}, 'a').act('eve', 'check.pass', {}, 'a').act('eve', 'main.done');
    expect(story.state.stages.closing?.state).toBe('awaited');
    story.act('eve', 'each.hand', {}, 'b').act('eve', 'check.fail', {}, 'b');
    expect(story.openKeys).toEqual(['each.only[b]#2']);
    story.act('eve', 'each.hand', {}, 'b').act('eve', 'check.pass', {}, 'b').act('eve', 'closing.close');
    expect(story.state.ended?.end).toBe('over');
  });

  it('opens a waiting stage when the last one before it closes, whatever closes it', () => {
    const story = opened();
    for (const item of ['a', 'b']) story.act('eve', 'each.hand', {}, item).act('eve', 'check.pass', {}, item);
    story.act('eve', 'main.leave');
    expect(story.openKeys).toEqual(['closing.only#1']);
  });

  it('counts a clock from the end of another period, however early that was met', () => {
    const story = opened().on('2025-03-05T10:00').act('eve', 'each.hand', {}, 'a');
    expect(story.limit('handed', 'a')).toMatchObject({ state: 'met', dueAt: at('2025-03-24T18:00') });
    expect(story.limit('checked', 'a')).toMatchObject({
      anchorAt: at('2025-03-24T18:00'),
      dueAt: at('2025-03-31T18:00'),
    });
    story.wake('2025-03-24T18:00');
    expect(story.limit('checked', 'b')?.dueAt).toBe(at('2025-03-31T18:00'));
  });

  it('opens a clock on entering that counts since an earlier act', () => {
    const story = opened().on('2025-03-04T09:00').act('eve', 'each.hand', {}, 'a');
    expect(story.limit('since', 'a')?.dueAt).toBe(at('2025-03-05T09:10'));
  });

  it('holds people to a day that a form names', () => {
    const story = opened().act('eve', 'main.order', { by: '2025-03-08' });
    expect(story.limit('named')?.dueAt).toBe(at('2025-03-09T00:00'));
    expect(opened().act('eve', 'main.order').limit('named')).toBeUndefined();
  });

  it('meets a clock by the act that reports its moment, with a breach where the report was late', () => {
    expect(opened().limit('recorded')).toMatchObject({ state: 'met', breachedAt: null });
    expect(opened('2025-03-03T08:00:00+08:00').limit('recorded')).toMatchObject({
      state: 'met',
      breachedAt: at('2025-03-03T09:10'),
    });
  });

  it('ends what was opened beside a stage together with it', () => {
    const story = opened().act('eve', 'main.ask').act('eve', 'main.done');
    expect(story.state.stages.reply?.state).toBe('left');
  });

  it('goes nowhere from a lapse, and the paused clock runs on from when the period ended, not from when it was noticed', () => {
    const story = opened().on('2025-03-03T10:10').act('eve', 'main.ask').wake('2025-03-07T08:00');
    expect(story.state.stages.reply?.state).toBe('left');
    expect(story.state.stages.main?.state).toBe('open');
    // 47 hours were left when the reply was asked for; the merchant's third working day ended on 7 March at 00:00.
    expect(story.limit('formal')?.dueAt).toBe(at('2025-03-08T23:00'));
  });

  it('leaves everything else for the one stage that matters now', () => {
    const story = opened().act('eve', 'each.hand', {}, 'a').act('eve', 'check.pass', {}, 'a').act('eve', 'main.stop');
    expect(story.openKeys).toEqual(['undo.only#1']);
    expect(story.act('eve', 'undo.undone').state.ended?.end).toBe('over');
  });

  it('does not let an added signer send the case back, add another or throw the signature into the pool', () => {
    const story = opened().do('eve', { do: 'addSigner', task: 'main.only#1', to: 'Bob', reason: 'r' });
    const asBob: World = { ...world, players: { bob: { name: 'Bob', roles: [] } } };
    const bob = tell(words, asBob).on('2025-03-03T09:20');
    bob.history = story.history;
    const task = 'main.only#1+1';
    expect(bob.refuses({ do: 'sendBack', task, to: 'each', reason: 'r' }, 'bob').code).toBe('task.signerOnly');
    expect(bob.refuses({ do: 'addSigner', task, to: 'Ann', reason: 'r' }, 'bob').code).toBe('task.signerOnly');
    expect(bob.refuses({ do: 'release', task, reason: 'r' }, 'bob').code).toBe('task.signerOnly');
  });

  it('numbers a task that comes back past one that came back and was withdrawn', () => {
    const story = opened().act('eve', 'main.wait').act('eve', 'beside.back');
    story.do('eve', { do: 'withdraw', reason: 'r', history: story.history, effectsLeft: false });
    expect(story.act('eve', 'beside.back').openKeys).toContain('main.only#3');
  });

  it('keeps a breach that was noted between an act and its withdrawal', () => {
    const story = opened().act('eve', 'main.order', {}).wake('2025-03-05T10:00');
    expect(story.limit('formal')?.breachedAt).not.toBeNull();
    story.do('eve', { do: 'withdraw', reason: 'r', history: story.history, effectsLeft: false });
    expect(story.limit('formal')?.breachedAt).toBe(at('2025-03-05T10:00'));
  });
});
