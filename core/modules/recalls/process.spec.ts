import { describe, expect, it } from 'vitest';
import { at } from '../../process/testing/given.ts';
import { buyers, count, declared, note, replied, reported, told, traced } from './testing/stories.ts';

describe('recall of a device', () => {
  it('locks the stock the moment a recall is declared (D10-5.4.1-01)', () => {
    expect(declared().latest).toContainEqual(expect.objectContaining({ effect: 'lockStock' }));
  });

  it('gives each buyer a clock of 1, 3 or 7 days by class, from the declaration (D10-5.4.2-02)', () => {
    const due = (recallClass: string) => traced(recallClass).limit('buyersTold', '1')?.dueAt;
    expect(due('I')).toBe(at('2025-03-05T00:00'));
    expect(due('II')).toBe(at('2025-03-07T00:00'));
    expect(due('III')).toBe(at('2025-03-11T00:00'));
  });

  it('misses the clock of the one buyer who was not told (D10-5.4.2-02)', () => {
    const story = told('1').wake('2025-03-05T00:00');
    expect(story.limit('buyersTold', '1')).toMatchObject({ state: 'met', breachedAt: null });
    expect(story.limit('buyersTold', '2')?.breachedAt).toBe(at('2025-03-05T00:00'));
  });

  it('traces again and tells the buyers again where the recall did not reach everybody (D10-5.4.2-01)', () => {
    const story = replied()
      .act('qin', 'reconcile.balance', count(7, 2, 1, 4))
      .act('qin', 'effectiveness.traceAgain', note);
    const more = [...buyers, { name: '丙药店', sold: 1 }];
    expect(story.act('sun', 'trace.traced', { buyers: more }).openKeys).toHaveLength(3);
  });

  it('a buyer’s reply accounts for what the buyer bought, and may grow until it does (D10-5.4.3-01, D10-5.6-02)', () => {
    const story = told('1').act('sun', 'reply.interim', count(3, 0, 0, 0), '1');
    expect(story.refusesAct('sun', 'reply.final', count(9, 0, 0, 0), '1').code).toBe('recall.replyUnbalanced');
    story.act('sun', 'reply.final', count(9, 0, 0, 1), '1');
    expect(story.openKeys).toEqual(['notify.notify[2]#1']);
  });

  it('goes on only when sold = returned + used + lost + outstanding (D10-5.4.3-01, D10-5.4.4-01)', () => {
    const story = replied();
    expect(story.openKeys).toEqual(['reconcile.reconcile#1']);
    expect(story.refusesAct('qin', 'reconcile.balance', count(7, 2, 1, 3)).code).toBe('recall.unbalanced');
    story.act('qin', 'reconcile.balance', count(7, 2, 1, 4));
    expect(story.latest).toContainEqual(expect.objectContaining({ effect: 'recallRecord' }));
  });

  it('reports the summary to the regulator, never later than a rest day allows (D10-5.4.5-01, D10-5.7-02)', () => {
    const story = replied()
      .act('qin', 'reconcile.balance', count(7, 2, 1, 4))
      .act('qin', 'effectiveness.effective', note);
    expect(story.limit('summary')?.dueAt).toBe(at('2025-03-18T18:00'));
    expect(story.act('qin', 'report.report', note).latest).toContainEqual(
      expect.objectContaining({ effect: 'regulatorReport' }),
    );
  });

  it('a second person closes it, in whatever post the first one holds (D10-4-01, D10-5.7-03)', () => {
    const story = reported();
    expect(story.refusesAct('both', 'closing.close').code).toBe('duty.separation');
    expect(story.act('boss', 'closing.close').state.ended?.end).toBe('closed');
  });

  it('tells a buyer by a notice of his own (D10-5.4.2-02)', () => {
    expect(told('2').latest).toContainEqual(expect.objectContaining({ effect: 'buyerNotice', item: '2' }));
  });
});
