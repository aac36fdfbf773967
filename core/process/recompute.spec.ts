import { describe, expect, it } from 'vitest';
import { dateOf, type Instant, parseInstant } from '../base/time.ts';
import { chinaDays } from '../calendar/china.ts';
import { defineForm } from '../forms/form.ts';
import { parameterAt } from '../manual/parameters.ts';
import { decide } from './decide.ts';
import { defineProcess, limit } from './define.ts';
import { replay, unopened } from './evolve.ts';
import type { Context } from './run.ts';
import { SYSTEM_ACTOR } from './state.ts';
import { timekeeperOf } from './timekeeper.ts';

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const t = (en: string) => ({ zh: en, en });
const plan = defineForm({
  id: 'plan',
  version: 1,
  title: t('plan'),
  fields: { openingAt: { kind: 'instant', label: t('opening'), required: true } },
});
/** Something must be ready so long before an opening. */
const opening = defineProcess({
  name: 'opening',
  version: 1,
  title: t('opening'),
  clause: 'test',
  series: 'O',
  start: { title: t('start'), by: 'admissionClerk', form: plan, subject: 'name', to: 'prepare', because: 'P05-3.1-02' },
  stages: {
    prepare: {
      title: t('prepare'),
      tasks: {
        prepare: {
          title: t('prepare'),
          by: 'admissionClerk',
          actions: { ready: { title: t('ready'), to: 'done', because: 'P05-3.1-02' } },
        },
      },
    },
  },
  ends: { done: { title: t('done') } },
  rules: {},
  effects: {},
  limits: {
    preparing: {
      title: t('preparing'),
      from: { moment: 'start.openingAt' },
      direction: 'before',
      within: limit('preparing' as never),
      ifMissed: 'breach',
      because: 'P05-3.1-02',
    },
  },
});

describe('reckoning anew', () => {
  it('a clock that runs backward keeps the figure of the day it was started, whatever is in force later', () => {
    const context = (now: string): Context => ({
      now: at(now),
      actor: SYSTEM_ACTOR,
      holds: () => true,
      eligible: () => true,
      facts: {},
      time: timekeeperOf(chinaDays, '18:00'),
      parameter: (_id, asOf) => [{ value: asOf < at('2025-04-01T00:00') ? '2wd' : '5wd', clause: 'test' }],
      value: (id) => parameterAt(id, dateOf(at(now))).value,
    });
    const form = { openingAt: '2025-06-20T10:00:00+08:00' };
    const opened = decide(
      opening,
      unopened,
      { do: 'open', form: { clear: form, stored: form }, signature: null },
      context('2025-03-03T09:00'),
    );
    if (!opened.ok) throw new Error(opened.refusal.code);
    const started = opened.value.find((event) => event.type === 'limitStarted');
    expect(started).toMatchObject({ dueAt: at('2025-06-18T18:00') });
    const state = replay(opened.value);
    const again = decide(opening, state, { do: 'recompute', why: 'calendar' }, context('2025-05-06T09:00'));
    expect(again).toEqual({ ok: true, value: [] });
  });
});
