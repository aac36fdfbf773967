import { tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { merchantStop } from '../process.ts';

const world = realWorld({
  qin: { name: 'Qin', roles: ['qualityStaff'] },
  he: { name: 'He', roles: ['complianceStaff'] },
  mei: { name: 'Mei', roles: ['merchant'] },
  boss: { name: 'Bao', roles: ['platformHead'] },
  tech: { name: 'Tao', roles: ['technician'] },
  ops: { name: 'Ou', roles: ['operationsStaff'] },
});
export const said = { statement: '已办理' };
export const check = { evidence: '截图', conclusion: '涉嫌', publicSafety: false };
export const grounds = { grounds: '条例第八十一条' };

export const lead = () =>
  tell(merchantStop, world)
    .on('2025-03-03T09:00')
    .open('qin', { merchantName: '某店', violation: 'counterfeit', lead: '举报' });
export const formal = () => lead().on('2025-03-03T15:00').act('qin', 'preliminary.suspect', check);
export const served = () => formal().act('qin', 'formal.sendNotice').on('2025-03-03T16:00').told('noticeDelivered');
export const confirmed = () =>
  served()
    .on('2025-03-04T10:00')
    .act('mei', 'reply.reply', said)
    .act('qin', 'formal.confirmQuality', grounds)
    .act('he', 'formal.confirmCompliance', grounds);
export const emergency = () => lead().act('qin', 'preliminary.emergency', { ...check, publicSafety: true });

/** Whole cases, recorded so that later code must read them the same. */
export const stories = {
  'lapsed-reply': () => served().wake('2025-03-07T06:00'),
  'emergency-not-ratified': () =>
    emergency()
      .act('tech', 'technical.execute', said)
      .wake('2025-03-04T10:00')
      .act('boss', 'lateApproval.revoke', said)
      .act('tech', 'lifting.lift'),
};
