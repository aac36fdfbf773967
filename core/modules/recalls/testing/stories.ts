import { tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { recall } from '../process.ts';

const world = realWorld({
  qin: { name: 'Qin', roles: ['qualityStaff', 'headOfQuality'] },
  sun: { name: 'Sun', roles: ['salesperson'] },
  both: { name: 'Qin', roles: ['qualityHead'] },
  boss: { name: 'Bai', roles: ['qualityHead'] },
});
export const note = { note: '已核对' };
export const buyers = [
  { name: '甲医院', sold: 10 },
  { name: '乙诊所', sold: 4 },
];
export const count = (returned: number, used: number, lost: number, outstanding: number) => ({
  returned,
  used,
  lost,
  outstanding,
});

export const declared = (recallClass = 'I') =>
  tell(recall, world)
    .on('2025-03-03T09:00')
    .open('qin', { source: 'manufacturer', product: '导管', lot: 'L1' })
    .on('2025-03-03T10:00')
    .act('qin', 'assess.declare', { recallClass, reason: '断裂' });
export const traced = (recallClass?: string) =>
  declared(recallClass).on('2025-03-04T09:00').act('sun', 'trace.traced', { buyers });
export const told = (item: string, story = traced()) => story.act('sun', 'notify.told', { means: '电话' }, item);
export const replied = () =>
  told('2', told('1'))
    .act('sun', 'reply.final', count(7, 2, 1, 0), '1')
    .act('sun', 'reply.final', count(0, 0, 0, 4), '2');
export const reported = () =>
  replied()
    .act('qin', 'reconcile.balance', count(7, 2, 1, 4))
    .act('qin', 'effectiveness.effective', note)
    .act('qin', 'report.report', note);

/** Whole cases, recorded so that later code must read them the same. */
export const stories = {
  closed: () => reported().act('boss', 'closing.close'),
};
