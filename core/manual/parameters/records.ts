import { bounds, count, list, manual, measure, ours, phrase, span, UNIT } from '../parameter-builders.ts';

/** P04: quality records, their review, reading, lending and backup; and how long everything is kept (decision 19). */
export const records = {
  // Filling in
  'record.qualification': span('填写资质审核记录', 'Filling in the qualification record', manual('P04-2.1-05', '1h')),
  'record.tradeRemark': span('补充交易记录', 'Adding remarks to a trade record', manual('P04-2.1-07', '2h')),
  'record.qualityProblem': span(
    '填写质量问题处理记录',
    'Filling in the quality problem record',
    manual('P04-2.1-08', '4h'),
  ),
  'record.training': span('填写培训记录', 'Filling in the training record', manual('P04-2.1-09', '1wd')),
  'record.dateFormat': phrase('日期格式', 'Date format', manual('P04-2.1-10', 'YYYY-MM-DD')),
  'record.timeFormat': phrase('时间格式', 'Time format', manual('P04-2.1-11', 'HH:MM')),
  'record.moneyDecimals': count('金额小数位数', 'Decimals of amounts', manual('P04-2.1-13', 2)),
  'record.orderNumber': phrase('订单号格式', 'Order number pattern', manual('P04-2.2-07', 'YYYYMMDDXXXX')),
  'record.problemNumber': phrase('问题编号格式', 'Problem number pattern', manual('P04-2.2-11', 'QM-YYYYMMDDXXXX')),
  'record.phoneShownFirst': count('电话明示前几位', 'First digits of a phone shown', manual('P04-2.2-08', 3)),
  'record.phoneShownLast': count('电话明示后几位', 'Last digits of a phone shown', manual('P04-2.2-08', 4)),

  // Review
  'record.paperReview': span('审核纸质记录', 'Review of a paper record', manual('P04-2.3-01', '1wd')),
  'record.electronicReview': span('审核电子记录', 'Review of an electronic record', manual('P04-2.3-03', '24h')),
  'record.spotCheckDays': bounds(
    UNIT.dayOfMonth,
    '月度抽查窗口',
    'Window of the monthly spot check',
    manual('P04-2.3-05', [5, 10]),
  ),
  'record.spotCheckPaper': measure(
    UNIT.percent,
    '纸质抽查比例',
    'Share of paper records checked',
    manual('P04-2.3-06', 20),
  ),
  'record.spotCheckElectronic': measure(
    UNIT.percent,
    '电子抽查比例',
    'Share of electronic records checked',
    manual('P04-2.3-07', 10),
  ),
  'record.spotCheckPoints': count('填写检查要点数', 'Points of the spot check', manual('P04-2.3-08', 15)),
  'record.trainingAfterDefect': span(
    '记录不规范后安排培训',
    'Arranging training after a defect',
    manual('P04-2.3-10', '3wd'),
  ),

  'duty.madeUp': span('日常职责补办期', 'Making up a daily or weekly duty', ours(5, '7d')),

  // Storage
  'record.storagePath': phrase(
    '电子记录路径',
    'Path of electronic records',
    manual('P04-3.1-07', '{YYYY-MM}-{type}-{department}'),
  ),
  'record.storageName': phrase(
    '电子记录名称',
    'Name of electronic records',
    manual('P04-3.1-08', '{type}-{YYYYMMDD}-{NNN}'),
  ),
  'record.cipher': phrase('敏感记录加密算法', 'Cipher of sensitive records', manual('P04-3.1-09', 'AES-256')),
  'record.keyHolders': measure(
    UNIT.persons,
    '解密须到场人数',
    'Custodians who must be present',
    ours(49, 2, 'P04-3.1-11'),
    manual('P04-3.1-11', 2),
  ),
  'record.keyShares': measure(
    UNIT.persons,
    '密钥分存人数',
    'Custodians who hold a share',
    ours(49, 3, 'P04-3.1-11'),
    manual('P04-3.1-11', 2),
  ),
  'archiveRoom.temperature': bounds(
    UNIT.celsius,
    '档案库房温度',
    'Temperature of the archive room',
    manual('P04-3.2-02', [18, 25]),
  ),
  'archiveRoom.humidity': bounds(
    UNIT.humidity,
    '档案库房湿度',
    'Humidity of the archive room',
    manual('P04-3.2-03', [40, 60]),
  ),
  'archiveRoom.readings': list('温湿度记录时刻', 'Times of readings', manual('P04-3.2-04', ['09:00', '15:00'])),
  'archiveRoom.fromWaterPipe': measure(UNIT.metres, '距水管', 'Distance from water pipes', manual('P04-3.2-07', 3)),
  'archiveRoom.fromExtinguisher': measure(
    UNIT.metres,
    '距灭火器',
    'Distance from the extinguisher',
    manual('P04-3.2-08', 1),
  ),
  'archiveRoom.fromSocket': measure(UNIT.metres, '距插座', 'Distance from sockets', manual('P04-3.2-09', 2)),
  'archiveRoom.insectBox': span('更换防虫药盒', 'Changing the insect boxes', manual('P04-3.2-11', '3mo')),
  'archiveRoom.cabinetSheet': measure(
    UNIT.millimetres,
    '档案柜板厚',
    'Sheet of the cabinets',
    manual('P04-3.2-12', 0.8),
  ),
  'archiveRoom.dampPaper': span('更换防潮纸', 'Changing the damp-proof paper', manual('P04-3.2-14', '3mo')),
  'archiveRoom.volume': measure(UNIT.centimetres, '单册厚度上限', 'Thickest volume', manual('P04-3.2-16', 5)),

  // Backup (decision 20)
  'backup.fullAt': phrase(
    '每日全量备份时刻',
    'Daily full backup',
    ours(20, '22:00', 'P15-4.1.2-04'),
    manual('P15-4.1.2-04', '22:00'),
    manual('P04-3.1-13', '22:00'),
  ),
  'backup.incrementEvery': span('增量备份间隔', 'Interval of increments', manual('P15-4.1.2-05', '6h')),
  'backup.weeklyAt': phrase(
    '每周异地全量备份',
    'Weekly full copy to the remote site',
    manual('P04-3.1-15', 'Sunday 23:00'),
  ),
  'backup.distance': measure(
    UNIT.kilometres,
    '异地备份距离',
    'Distance of the remote site',
    manual('P15-4.1.2-07', 100),
    manual('P04-3.1-17', 50),
  ),
  'backup.checkDay': measure(UNIT.dayOfMonth, '备份校验日', 'Day of the restore check', manual('P04-3.1-18', 1)),
  'backup.checkShare': measure(UNIT.percent, '恢复校验比例', 'Share of files restored', manual('P04-3.1-19', 10)),
  'backup.repeat': span('校验失败后重做', 'Repeating a failed backup', manual('P04-3.1-21', '24h')),
  'backup.restoreDrill': span('整体恢复演练间隔', 'Interval of whole restores', ours(20, '1mo', 'P15-4.1.2-08')),

  // Reading and lending
  'reading.review': span('审核查阅申请', 'Deciding a request to read', manual('P04-5.1-05', '1wd')),
  'lending.period': span('借阅期限', 'Lending period', manual('P04-5.3-06', '15wd')),
  'lending.extensionAsked': span('延期申请提前量', 'Asking for an extension beforehand', manual('P04-5.3-07', '3wd')),
  'lending.extensions': measure(UNIT.times, '延期次数', 'Extensions', manual('P04-5.3-09', 1)),
  'lending.extension': span('延期期限', 'Length of an extension', manual('P04-5.3-10', '7wd')),
  'lending.damage': bounds(
    UNIT.yuan,
    '损坏赔偿(每册)',
    'Compensation for damage, a volume',
    manual('P04-5.3-14', [50, 200]),
  ),
  'lending.loss': bounds(
    UNIT.yuan,
    '遗失赔偿(每册)',
    'Compensation for loss, a volume',
    manual('P04-5.3-15', [200, 500]),
  ),
};
