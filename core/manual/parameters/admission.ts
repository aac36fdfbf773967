import { text } from '../../base/text.ts';
import { bounds, count, items, list, manual, measure, ours, phrase, span, table, UNIT } from '../parameter-builders.ts';

const item = (code: string, zh: string, en: string) => ({ code, label: text(zh, en) });

/** P05: admission of merchants. */
export const admission = {
  // The application itself
  'admission.draftCompletion': span('草稿补齐材料', 'Completing a draft application', manual('P05-2.4-07', '5wd')),
  'admission.completeness': span(
    '确认材料是否完整',
    'Deciding whether the file is complete',
    manual('P05-3.1-02', '1wd'),
  ),
  'admission.correctionNotice': span('发出补正通知', 'Sending the notice of correction', manual('P05-3.1-05', '1wd')),
  'admission.correction': span('经营者补正', 'Correction by the merchant', manual('P05-3.1-08', '5wd')),
  'admission.preliminaryReview': span('初步审核', 'Preliminary review', manual('P05-3.2-01', '3wd')),
  'admission.professionalReview': span('专业审核', 'Professional review', manual('P05-3.3-01', '5wd')),
  'admission.highRiskExtension': span(
    '高风险经营者加时',
    'Extra time for a high-risk merchant',
    manual('P05-3.3.1-06', '1wd'),
  ),
  'admission.siteVisitArranged': span('安排实地核查', 'Arranging the site visit', manual('P05-3.3.1-09', '1wd')),
  'admission.siteVisitReport': span('实地核查报告', 'Report on the site visit', manual('P05-3.3.1-15', '1wd')),
  'admission.siteVisitPersons': measure(
    UNIT.persons,
    '实地核查人数下限',
    'Fewest persons on a site visit',
    manual('P05-3.3.1-10', 2),
  ),
  'admission.summary': span('汇总审核意见', 'Summary of the opinions', manual('P05-3.3.3-02', '1wd')),
  'admission.refusalNotice': span(
    '专业审核不通过通知',
    'Notice that the professional review failed',
    manual('P05-3.3.3-05', '1wd'),
  ),
  'admission.result': span('反馈审核结果', 'Telling the merchant the result', manual('P05-3.4-01', '1wd')),
  'admission.passNotice': span('发出通过通知', 'Sending the notice of admission', manual('P05-3.4-02', '1wd')),
  'admission.archive': span('资质归档', 'Filing the qualifications', manual('P05-3.4-06', '3wd')),
  'admission.appeal': span('提出申诉', 'Lodging an appeal', manual('P05-3.4-12', '5wd')),
  'admission.appealReview': span('申诉复审', 'Review of an appeal', manual('P05-3.4-14', '3wd')),
  'admission.reapply': span('再次申请的等待期', 'Wait before applying again', manual('P05-3.4-10', '30d')),
  'admission.draftKept': span('弃用草稿的保留期', 'How long an abandoned draft is kept', ours(19, '90d')),

  // Files
  'admission.fileFormats': list('文件格式', 'File formats', manual('P05-2.4-01', ['PDF'])),
  'admission.fileMegabytes': measure(UNIT.megabytes, '单个文件大小上限', 'Largest file', manual('P05-2.4-02', 10)),
  'admission.scanDpi': measure(UNIT.dpi, '扫描分辨率下限', 'Lowest scan resolution', manual('P05-2.4-03', 300)),
  'admission.fileName': phrase(
    '文件名格式',
    'File name pattern',
    manual('P05-2.4-04', '{merchant}-{document}-{YYYYMMDD}'),
  ),
  'admission.archivePath': phrase(
    '归档目录格式',
    'Archive folder pattern',
    manual('P05-3.4-07', '{merchant}-{admittedOn}'),
  ),

  // Material
  'admission.businessStates': list(
    '合格的企业状态',
    'Acceptable states of a business',
    manual('P05-2.1.1-05', ['正常', '存续']),
  ),
  'admission.youngCompany': span('视为新成立的期限', 'A company counts as young for', manual('P05-2.1.1-08', '3mo')),
  'admission.youngCompanyLease': span(
    '新成立企业租期下限',
    'Shortest lease of a young company',
    manual('P05-2.1.1-08', '12mo'),
  ),
  'admission.bankStatement': span('银行流水覆盖期', 'Period of the bank statement', manual('P05-2.1.1-09', '1mo')),
  'admission.registrationValidity': span('注册证有效期', 'Validity of a registration', manual('P05-2.1.3-03', '60mo')),
  'admission.idRemaining': span(
    '身份证剩余有效期下限',
    'Least remaining validity of the identity card',
    manual('P05-2.1.4-04', '6mo'),
  ),
  'admission.mandateMatter': phrase(
    '委托事项',
    'Matter of the mandate',
    manual('P05-2.1.4-05', '医疗器械网络销售平台入网申请'),
  ),
  'admission.mandate': span('委托期限下限', 'Shortest mandate', manual('P05-2.1.4-06', '30d')),
  'admission.largeTurnover': measure(
    UNIT.yuan,
    '须交体系文件的年销售额(超过)',
    'Turnover above which system documents are due',
    manual('P05-2.2.1-01', 10_000_000),
  ),
  'admission.purchaseChecks': list(
    '进货查验须含',
    'What a purchase check must cover',
    manual('P05-2.2.1-05', ['注册证', '生产许可证', '检验报告']),
  ),
  'admission.saleElements': list(
    '销售记录须含',
    'What a sales record must hold',
    manual('P05-2.2.1-06', ['器械名称', '注册证号', '买方信息']),
  ),
  'admission.premisesLease': span('经营场所租期下限', 'Shortest lease of the premises', manual('P05-2.2.2-01', '12mo')),
  'admission.warehouseZones': list(
    '仓储平面图分区',
    'Zones on the warehouse plan',
    manual('P05-2.2.2-02', ['合格品区', '待验区', '不合格品区']),
  ),
  'admission.warehouseArea': measure(
    UNIT.squareMetres,
    '第三类仓储面积下限',
    'Smallest warehouse for class III',
    manual('P05-2.2.2-05', 60),
  ),
  'admission.salespeople': measure(
    UNIT.persons,
    '专职销售人员下限',
    'Fewest full-time salespeople',
    manual('P05-2.2.3-01', 2),
  ),
  'admission.education': phrase('学历下限', 'Lowest education', manual('P05-2.2.3-03', '大专')),
  'admission.testReportAge': span('检验报告最长距今', 'Oldest test report', manual('P05-2.3.1-04', '12mo')),
  'admission.transportTemperature': bounds(
    UNIT.celsius,
    '介入类运输温度',
    'Transport temperature of interventional devices',
    manual('P05-2.3.1-07', [2, 8]),
  ),

  // Risk and checklist: ours, for quality management to confirm
  'admission.checklist': items(
    '初步审核要点',
    'Points of the preliminary review',
    ours(
      9,
      [
        item('complete', '清单所列材料是否齐全', 'Every document on the list is there'),
        item('seal', '公章是否清晰、无遮挡', 'Every seal is legible and uncovered'),
        item('legible', '扫描件是否清晰、无遮挡', 'Every scan is legible and uncovered'),
        item('format', '格式、大小、分辨率、文件名是否合规', 'Format, size, resolution and file name are as required'),
        item('licenceValid', '营业执照是否在有效期内', 'The business licence is valid'),
        item('permitValid', '许可证或备案凭证是否在有效期内', 'The licence or filing certificate is valid'),
        item('idValid', '身份证是否在有效期内且剩余期限足够', 'The identity card is valid for long enough'),
        item('names', '营业执照与许可证名称是否一致', 'Business licence and permit bear the same name'),
        item('mandate', '身份证与授权委托书姓名是否一致', 'Identity card and mandate bear the same name'),
        item('scope', '经营范围页是否附上并写明相应品类', 'The scope page is there and names the category'),
      ],
      'P05-3.2-05',
    ),
  ),
  'admission.riskPoints': table(
    '风险评估计分',
    'Points of the risk assessment',
    ours(
      9,
      {
        categoryLow: 1,
        categoryMedium: 2,
        categoryHigh: 4,
        sizeLarge: 0,
        sizeMedium: 1,
        sizeSmall: 2,
        ageOverThreeYears: 0,
        ageUpToThreeYears: 1,
        ageUnderThreeMonths: 2,
      },
      'P05-3.3.1-03',
    ),
  ),
  'admission.riskGradeB': measure(
    UNIT.points,
    'B 级起点分',
    'Points from which the grade is B',
    ours(9, 3, 'P05-3.3.1-05'),
  ),
  'admission.riskGradeC': measure(
    UNIT.points,
    'C 级起点分',
    'Points from which the grade is C',
    ours(9, 5, 'P05-3.3.1-05'),
  ),

  // Half-yearly re-review
  'requalification.months': list('复核月份', 'Months of the re-review', manual('P05-4.1-01', ['06', '12'])),
  'requalification.shareA': measure(UNIT.percent, 'A 级复核比例', 'Share of grade A', manual('P05-4.1-03', 30)),
  'requalification.shareB': measure(UNIT.percent, 'B 级复核比例', 'Share of grade B', manual('P05-4.1-03', 50)),
  'requalification.shareC': measure(UNIT.percent, 'C 级复核比例', 'Share of grade C', manual('P05-4.1-03', 100)),
  'requalification.automaticShare': measure(
    UNIT.percent,
    '自动核查比例',
    'Share that is checked automatically',
    ours(11, 100, 'P05-4.1-02'),
  ),
  'requalification.lookBack': span(
    '违规与处罚回溯期',
    'How far back violations are looked for',
    manual('P05-4.1-06', '6mo'),
  ),
  'requalification.expiryReminder': span(
    '到期提醒提前量',
    'Reminder before a credential expires',
    manual('P05-4.1-08', '30d'),
  ),
  'requalification.notice': span('复核通知提前量', 'Notice before the re-review', manual('P05-4.1-10', '15wd')),
  'requalification.material': span('提交复核材料', 'Handing in material', manual('P05-4.1-12', '10wd')),
  'requalification.review': span('复核审核', 'Review', manual('P05-4.1-14', '5wd')),
  'requalification.rectification': span('轻微问题整改', 'Rectifying a minor problem', manual('P05-4.1-18', '15wd')),
  'requalification.suspended': span('暂停后整改', 'Rectifying while suspended', manual('P05-4.1-21', '30d')),
  'credential.alerts': list(
    '资质到期预警',
    'Alerts before a credential expires',
    ours(12, ['90wd', '30wd', '30d'], 'P05-4.1-08'),
  ),

  // Changes
  'merchantChange.report': span('主动申报变更', 'Reporting a change', manual('P05-4.2-01', '15wd')),
  'merchantChange.intake': span('接收变更材料', 'Taking in material of a change', manual('P05-4.2-04', '1wd')),
  'merchantChange.review': span('变更审核', 'Review of a change', manual('P05-4.2-06', '3wd')),

  // Exit
  'merchantExit.voluntaryNotice': span('主动退出提前通知', 'Notice of a voluntary exit', manual('P05-4.3-05', '30d')),
  'merchantExit.notice': span('取消资格通知', 'Notice that the admission is cancelled', manual('P05-4.3-06', '1wd')),
  'merchantExit.clearOut': span('清退', 'Clearing out', manual('P05-4.3-08', '3wd')),
  'merchantExit.returnAfter': span('再次申请的等待期', 'Wait before a return', manual('P05-4.3-14', '12mo')),
  'merchantExit.bars': count('永久禁入所需虚假材料次数', 'False documents that bar for good', ours(7, 1, 'P05-4.3-13')),
};
