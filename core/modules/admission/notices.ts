import { formatSpan, parseSpan } from '../../calendar/span.ts';
import type { FormValues } from '../../forms/form.ts';
import { carries } from '../../manual/carriers.ts';
import type { ObligationId } from '../../manual/obligation-id.ts';
import type { Notice, NoticeBlock } from '../../papers/notice.ts';

/** Words of the notices of P05 §3; ours throughout, the names of the papers are the manual's. */

const paragraph = (text: string): NoticeBlock => ({ kind: 'paragraph', text });
const rowsOf = (form: FormValues, field: string): readonly FormValues[] => (form[field] ?? []) as readonly FormValues[];
const said = (form: FormValues, field: string): string => String(form[field] ?? '');

const inWords = (span: string): string => {
  const parsed = parseSpan(span);
  return parsed.ok ? formatSpan(parsed.value).zh : span;
};

/** A notice whose words a row prescribes; without them it would say nothing. */
const prescribed = (obligations: readonly [ObligationId, ...ObligationId[]], notice: Notice): Notice =>
  carries({ kind: 'notice', name: `notice.${notice.code}`, obligations }, notice, (whole) => ({
    ...whole,
    write: () => [],
  }));

const DEPARTMENTS: Record<string, string> = {
  quality: '质量管理部',
  compliance: '合规部',
  siteVisit: '质量管理部(实地核查)',
};

export const admissionNotices: readonly Notice[] = [
  prescribed(['P05-3.1-01'], {
    code: 'admission.receipt',
    title: '材料接收通知',
    titleEn: 'Notice of receipt',
    series: '入收',
    issuer: '运营部',
    write: ({ caseNumber, due }) => [
      paragraph(`贵单位的入网申请及所附材料我方已经收到,申请编号为 ${caseNumber}。`),
      paragraph(
        `我方将于 ${due('completeness') ?? '规定期限内'} 前核对材料是否完整;如需补正,将通过平台站内信和预留联系方式另行告知,请留意查收。`,
      ),
    ],
  }),
  prescribed(['P05-3.1-06'], {
    code: 'admission.supplement',
    title: '材料补正通知书',
    titleEn: 'Notice to supplement',
    series: '入补',
    issuer: '运营部',
    write: ({ form, due, value }) => [
      paragraph('经核对,贵单位提交的入网申请材料尚不完整或不符合格式要求,须补正以下材料:'),
      {
        kind: 'table',
        head: ['材料名称', '补正要求'],
        rows: rowsOf(form, 'items').map((row) => [said(row, 'document'), said(row, 'requirement')]),
      },
      paragraph(
        `补正时限为 ${inWords(value('admission.correction'))},请于 ${due('supplement') ?? '期限届满'} 前登录平台“经营者入网申请”提交。逾期未补正的,系统将自动驳回本次申请。`,
      ),
    ],
  }),
  prescribed(['P05-3.1-10'], {
    code: 'admission.rejection',
    title: '申请驳回通知书',
    titleEn: 'Notice of rejection',
    series: '入驳',
    issuer: '运营部',
    write: ({ form, due }) => {
      const overdue = `未在补正期限(${due('supplement') ?? '已届满'})内提交所需材料`;
      const reason = form.reason === undefined ? '逾期未补正' : `补正后仍不合格。${said(form, 'reason')}`;
      return [
        paragraph(`贵单位${form.reason === undefined ? overdue : '补正的材料仍不符合要求'},本次入网申请现予驳回。`),
        paragraph(`申请驳回原因:${reason}。材料备齐后可以重新提交申请。`.replace(/。+/gu, '。')),
      ];
    },
  }),
  prescribed(['P05-3.2-09'], {
    code: 'admission.preliminaryRefusal',
    title: '初步审核不通过通知书',
    titleEn: 'Notice of failed preliminary review',
    series: '入初',
    issuer: '运营部',
    write: ({ form }) => [
      paragraph('贵单位的入网申请未通过初步审核,不通过的条款和修改建议如下:'),
      {
        kind: 'table',
        head: ['不通过条款', '修改建议'],
        rows: rowsOf(form, 'reasons').map((row) => [said(row, 'point'), said(row, 'advice')]),
      },
      paragraph('贵单位可按建议修改后重新提交,重新提交的申请自初步审核起重新审核。'),
    ],
  }),
  prescribed(['P05-3.3.3-06', 'P05-3.4-09'], {
    code: 'admission.refusal',
    title: '专业审核不通过通知书',
    titleEn: 'Notice of failed professional review',
    series: '入专',
    issuer: '质量管理部',
    write: ({ form, value }) => [
      paragraph('贵单位的入网申请未通过专业审核,结果如下:'),
      {
        kind: 'table',
        head: ['项目', '内容'],
        rows: [
          ['不通过环节', '专业审核'],
          ['不通过部门', DEPARTMENTS[said(form, 'department')] ?? ''],
          ['不通过原因', said(form, 'reasons')],
          [
            '可否申诉',
            form.appealable === true
              ? `可以。自收到本通知书起 ${inWords(value('admission.appeal'))}内提交《申诉申请书》及补充证明材料`
              : '不可申诉',
          ],
          [
            '可否重新申请',
            form.reapplication === 'never'
              ? '不可。因提供虚假材料等重大违规,永久不受理'
              : `可以。满 ${inWords(value('admission.reapply'))}后可重新申请`,
          ],
        ],
      },
    ],
  }),
  prescribed(['P05-3.4-03'], {
    code: 'admission.admitted',
    title: '入网审核通过通知书',
    titleEn: 'Notice of admission',
    series: '入准',
    issuer: '运营部',
    write: ({ form, caseNumber, filled }) => [
      paragraph(`贵单位的入网申请(${caseNumber})已通过全部审核,准予入网。`),
      {
        kind: 'list',
        items: [
          `入网账号(系统生成):${said(filled('start'), 'uscc')};`,
          '初始密码:不以明文发送,请使用另行发送的一次性激活链接,首次登录时自行设置密码;',
          '平台操作指南下载:登录后进入“帮助”。',
        ],
      },
      ...(form.remark ? [paragraph(`提示事项:${said(form, 'remark')}`)] : []),
    ],
  }),
];
