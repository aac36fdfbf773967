import { tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { urgentComplaint } from '../process.ts';

export const world = realWorld({
  kim: { name: 'Kim', roles: ['customerServiceStaff', 'complaintHandler'] },
  qin: { name: 'Qin', roles: ['qualityStaff'] },
  tao: { name: 'Tao', roles: ['technician'] },
});
export const complaint = {
  receivedAt: '2025-03-03T22:00:00+08:00',
  complainant: '甲',
  merchantName: '某店',
  device: '血糖仪',
  injured: true,
  persons: 1,
  problem: '使用后过敏',
};
export const note = { note: '已办理' };
export const told = { byPhone: true, inWriting: true, satisfied: true, result: '已退款' };
export const settled = { defect: true, price: '198.00', refund: '198.00', compensation: '594.00' };
export const sample = { laboratory: '某所', accredited: true, sentAt: '2025-03-04T08:00:00+08:00' };

export const registered = () => tell(urgentComplaint, world).on('2025-03-03T22:10').open('kim', complaint);
export const responded = () =>
  registered().act('kim', 'contact.record', note).act('qin', 'merchant.reached', note).act('tao', 'delisting.delist');

/** Whole cases, recorded so that later code must read them the same. */
export const stories = {
  'waiting-for-laboratory': () =>
    responded()
      .on('2025-03-04T08:30')
      .act('qin', 'investigation.sample', sample)
      .on('2025-03-06T20:00')
      .act('kim', 'laboratory.reply', note)
      .wake('2025-03-07T19:00'),
};
