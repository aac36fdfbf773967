import { tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { auditFindings } from '../process.ts';

const world = realWorld({
  lei: { name: 'Lei', roles: ['leadAuditor'] },
  ann: { name: 'Ann', roles: ['auditTeam'] },
  dai: { name: 'Dai', roles: ['auditedDepartment', 'auditTeam'] },
});
const finding = (severity: string) => ({ fact: `${severity} 记录缺签字`, basis: 'P05 §3.1', severity });
export const plan = { measures: '培训', responsible: '入网审核岗', completeBy: '2025-03-20', verification: '复查' };
export const done = { report: '已培训', proof: ['f1'] };
export const check = { methods: ['papers', 'onSite'], finding: '属实' };

export const sent = () =>
  tell(auditFindings, world)
    .on('2025-03-03T09:00')
    .open('lei', { department: '运营部', findings: [finding('severe'), finding('ordinary')] });
export const received = () => sent().act('dai', 'receipt.confirm');
const planned = (item = '1') =>
  received().act('dai', 'plan.draft', plan, item).act('ann', 'planReview.approve', {}, item);
export const rectified = () => planned().on('2025-03-10T09:00').act('dai', 'rectify.done', done, '1');
export const failed = () => rectified().act('ann', 'verify.fail', check, '1');

/** Whole cases, recorded so that later code must read them the same. */
export const stories = {
  'second-round': () =>
    failed().act('dai', 'again.done', done, '1').act('ann', 'verifyAgain.fail', check, '1').wake('2025-04-16T08:00'),
};
