import { tell } from '../../../process/testing/given.ts';
import { realWorld } from '../../../process/testing/world.ts';
import { documentReview } from '../process.ts';

const world = realWorld({
  dan: { name: 'Dan', roles: ['draftingDepartment'] },
  head: { name: 'Hou', roles: ['headOfDraftingDepartment', 'headOfUsingDepartment'] },
  tech: { name: 'Tan', roles: ['participatingDepartment'] },
  qin: { name: 'Qin', roles: ['qualityStaff'] },
  hq: { name: 'Hua', roles: ['headOfQuality', 'headOfUsingDepartment'] },
  gm: { name: 'Gao', roles: ['generalManager'] },
  vice: { name: 'Fu', roles: ['deputyGeneralManager'] },
});
const FOUR = ['technology', 'sales', 'compliance', 'quality'];
export const panel = (experts: number, size = 3) => ({
  members: Array.from({ length: size }, (_, i) => ({ name: `M${i}`, expert: i < experts })),
  opinion: '可行',
});

export const drafted = (level = 'procedure') =>
  tell(documentReview, world)
    .on('2025-03-03T09:00')
    .open('dan', { documentName: '数据管理程序', level, departments: FOUR });
export const circulated = (level?: string) =>
  drafted(level).act('head', 'internalReview.pass', panel(1)).act('dan', 'circulation.send');
export const allAgree = (level?: string) => {
  const story = circulated(level);
  for (const department of FOUR) story.act('tech', 'crossReview.agree', {}, department);
  return story;
};
export const object = (weight: string) => ({ weight, opinion: '第 3 条' });

/** Whole cases, recorded so that later code must read them the same. */
export const stories = {
  'record-form-approved': () =>
    allAgree('record')
      .act('qin', 'qualityReview.pass')
      .act('dan', 'submission.submit')
      .act('hq', 'recordApproval.approveQuality')
      .act('head', 'recordApproval.approveUse'),
  'meeting-called': () =>
    circulated()
      .act('tech', 'crossReview.object', object('major'), 'technology')
      .on('2025-03-05T10:00')
      .act('dan', 'rework.resubmit', {}, 'technology')
      .act('tech', 'crossReview.object', object('major'), 'sales')
      .act('tech', 'crossReview.object', object('major'), 'quality'),
};
