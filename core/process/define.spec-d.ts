import { text } from '../base/text.ts';
import { defineForm } from '../forms/form.ts';
import { defineProcess, limit } from './define.ts';

/** What must not compile. Each line that is expected to be wrong fails the build when the compiler accepts it. */

const t = text('办理', 'Do');
const form = defineForm({ id: 'f', version: 1, title: t, fields: { name: { kind: 'text', label: t, maxLength: 9 } } });

export const spoilt = () =>
  defineProcess({
    name: 'spoilt',
    version: 1,
    title: t,
    clause: 'P00 §0',
    series: 'S',
    // @ts-expect-error -- no such stage to start with
    start: { title: t, by: 'auditTeam', form, subject: 'name', to: 'gone', because: 'P13-2.4-01' },
    stages: {
      first: {
        title: t,
        tasks: {
          only: {
            title: t,
            by: 'auditTeam',
            actions: {
              fine: { title: t, to: 'second', requires: ['isFine'], then: ['tell'], because: 'P13-2.4-01' },
              // @ts-expect-error -- no such stage or end
              stage: { title: t, to: 'gone', because: 'P13-2.4-01' },
              // @ts-expect-error -- no such stage
              open: { title: t, to: { open: 'gone' }, because: 'P13-2.4-01' },
              // @ts-expect-error -- an end is no stage that an item could go on to
              next: { title: t, to: { next: 'over' }, because: 'P13-2.4-01' },
              // @ts-expect-error -- no such rule
              rule: { title: t, to: 'over', requires: ['isGone'], because: 'P13-2.4-01' },
              // @ts-expect-error -- no such effect
              effect: { title: t, to: 'over', then: ['gone'], because: 'P13-2.4-01' },
              // @ts-expect-error -- no such obligation
              row: { title: t, to: 'over', because: 'P13-2.4-99' },
              // @ts-expect-error -- nothing stands here without an obligation
              none: { title: t, to: 'over' },
              // @ts-expect-error -- no such stage in the reference to an action
              notBy: { title: t, to: 'over', notBy: ['gone.fine'], because: 'P13-2.4-01' },
            },
          },
        },
      },
      second: {
        title: t,
        // @ts-expect-error -- no such role
        tasks: { only: { title: t, by: 'nobody', actions: { end: { title: t, to: 'over', because: 'P13-2.4-01' } } } },
      },
    },
    ends: { over: { title: t } },
    rules: { isFine: { title: t, because: 'P13-2.4-01', check: () => true } },
    effects: { tell: { kind: 'tell', event: 'x', because: 'P13-2.4-01' } },
    limits: {
      fine: {
        title: t,
        from: { enters: 'first' },
        within: limit('audit.verification'),
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
      stage: {
        title: t,
        // @ts-expect-error -- no such stage
        from: { enters: 'gone' },
        within: limit('audit.verification'),
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
      other: {
        title: t,
        // @ts-expect-error -- no such limit
        from: { endOf: 'gone' },
        within: limit('audit.verification'),
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
      parameter: {
        title: t,
        from: { enters: 'first' },
        // @ts-expect-error -- no such parameter
        within: limit('audit.gone'),
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
      number: {
        title: t,
        from: { enters: 'first' },
        // @ts-expect-error -- a number of records is no span of time
        within: limit('audit.records'),
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
      choice: {
        title: t,
        from: { enters: 'first' },
        // @ts-expect-error -- no such choice
        within: { by: 'gone', of: {} },
        ifMissed: 'breach',
        because: 'P13-2.4-01',
      },
    },
  });
