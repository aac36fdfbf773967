import { count, manual, measure, phrase, span, UNIT } from '../parameter-builders.ts';

/** P03 and D02: documents of the quality system. Each manual's own figure binds for its own documents (decision 30). */
export const documents = {
  'document.code': phrase(
    '文件编号规则',
    'Document code',
    manual('P03-2.1-02', 'QMS-{department}-{type}-{YYYY}-V{n.n}'),
  ),
  'document.newDraft': span('新文件初稿', 'Draft of a new document', manual('P03-2.3-05', '10wd')),
  'document.revisedDraft': span('修订稿', 'Draft of a revision', manual('P03-2.3-06', '5wd')),
  'document.panelSize': measure(
    UNIT.persons,
    '内部审核小组人数',
    'Members of the internal panel',
    manual('P03-3.1-02', 3),
  ),
  'document.panelExperts': measure(UNIT.persons, '小组内业务骨干', 'Experts on the panel', manual('P03-3.1-03', 1)),
  'document.internalReview': span('部门内部审核', 'Internal review', manual('P03-3.1-07', '3wd')),
  'document.circulation': span('发送跨部门审核', 'Sending for cross-department review', manual('P03-3.2-02', '1wd')),
  'document.crossReview': span('跨部门审核', 'Cross-department review', manual('P03-3.2-04', '3wd')),
  'document.rework': span('按意见修改', 'Rework after objections', manual('P03-3.2-06', '2wd')),
  'document.meetingObjections': count(
    '须开协调会的部门数',
    'Objecting departments that call a meeting',
    manual('P03-3.2-07', 3),
  ),
  'document.meeting': span('安排协调会', 'Arranging the meeting', manual('P03-3.2-08', '1wd')),
  'document.qualityPoints': count('质量管理部审核要点数', 'Points of the quality review', manual('P03-3.3-04', 20)),
  'document.qualityReview': span('质量管理部审核', 'Quality review', manual('P03-3.3-05', '2wd')),
  'document.submission': span('报送批准', 'Submitting for approval', manual('P03-4.2-01', '1wd')),
  'document.approval': span('批准', 'Approval', manual('P03-4.2-03', '3wd')),
  'document.effective': span('批准后生效', 'Effective after approval', manual('P03-4.3-01', '1d')),
  'document.publication': span('生效前发布', 'Publication before it takes effect', manual('P03-4.3-03', '1wd')),
  'document.copies': measure(UNIT.copies, '每部门纸质文件份数', 'Paper copies a department', manual('P03-4.3-06', 1)),
  'document.lostCopy': span('受控文件丢失上报', 'Reporting a lost controlled copy', manual('P03-4.3-09', '1wd')),
  'document.lawChange': span('法规更新后修订', 'Revision after a change of law', manual('P03-5.1-01', '15wd')),
  'document.businessChange': span(
    '业务变化后修订',
    'Revision after a change of business',
    manual('P03-5.1-02', '10wd'),
  ),
  'document.qualityProblem': span('质量问题后修订', 'Revision after a quality problem', manual('P03-5.1-03', '5wd')),
  'document.annualReviewMonth': count('年度评审月份', 'Month of the annual review', manual('P03-5.1-04', 12)),
  'document.revisionBegins': phrase(
    '年度评审后启动修订',
    'Revision after the annual review begins',
    manual('P03-5.1-05', '01-15'),
  ),
  'document.withdrawalNotice': span('下发作废通知', 'Sending the notice of withdrawal', manual('P03-5.3-04', '1wd')),
  'document.copiesReturned': span('交回旧纸质文件', 'Returning old copies', manual('P03-5.3-05', '3wd')),
  'document.destroyed': span('集中销毁间隔', 'Interval of destruction', manual('P03-5.3-08', '3mo')),
  'document.withdrawnShown': span('作废电子文件保留', 'Withdrawn files stay visible', manual('P03-5.3-12', '3mo')),

  'distributorDocument.code': phrase(
    '文件编号规则(经营企业)',
    'Document code of the distributor',
    manual('D02-5.4.1-01', 'BH-(QX){QM|QD|QP|QR}-{NNN}'),
  ),
  'distributorDocument.improvement': span(
    '体系改进后修订(经营企业)',
    'Distributor: revision after an improvement',
    manual('D02-5.11.2-01', '1mo'),
  ),
  'distributorDocument.lawChange': span(
    '法规修订后修订(经营企业)',
    'Distributor: revision after a change of law',
    manual('D02-5.11.2-02', '3mo'),
  ),
  'distributorDocument.organisation': span(
    '机构变动后修订(经营企业)',
    'Distributor: revision after a reorganisation',
    manual('D02-5.11.2-03', '1mo'),
  ),
  'distributorDocument.defect': span(
    '使用中发现问题后修订(经营企业)',
    'Distributor: revision after a defect',
    manual('D02-5.11.2-04', '1mo'),
    manual('P03-5.1-03', '5wd'),
  ),
};
