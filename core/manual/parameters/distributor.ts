import { bounds, count, manual, measure, open, ours, phrase, range, span, UNIT } from '../parameter-builders.ts';

/** D03–D14: the distributor's own figures. Those that its manual leaves open must be set before it goes live. */
export const distributor = {
  'receiving.allUpTo': measure(
    UNIT.pieces,
    '全部抽样的整件数',
    'Cartons up to which all are sampled',
    manual('D04-5.7.1-02', 2),
  ),
  'receiving.base': measure(UNIT.pieces, '抽样基数', 'Cartons sampled at least', manual('D04-5.7.1-03', 3)),
  'receiving.step': measure(
    UNIT.pieces,
    '每加抽一件的整件数',
    'Cartons for each further one',
    manual('D04-5.7.1-04', 50),
  ),
  'receiving.packs': measure(UNIT.pieces, '每件抽最小包装', 'Smallest packs of each carton', manual('D04-5.7.2-01', 3)),
  'receiving.doubt': count('存疑时抽样倍数', 'Times the sample on a doubt', ours(38, 2, 'D04-5.7.2-02')),
  'receiving.loosePacks': measure(UNIT.pieces, '非整件每批抽样', 'Packs of each loose lot', manual('D04-5.7.4-02', 1)),
  'store.normal': bounds(UNIT.celsius, '常温库温度', 'Normal store', manual('D11-5.5-03', [10, 30])),
  'store.cold': bounds(UNIT.celsius, '冷库温度', 'Cold store', manual('D11-5.5-02', [2, 8])),
  'store.cool': open('range', '阴凉库温度', 'Cool store', 'D11-5.5-01', UNIT.celsius),
  'store.humidity': bounds(UNIT.humidity, '库房湿度', 'Humidity of a store', manual('D11-5.5-04', [35, 75])),
  'store.betweenStacks': measure(UNIT.centimetres, '垛间距', 'Between stacks', manual('D05-5.3.5-02', 5)),
  'store.fromWall': measure(
    UNIT.centimetres,
    '与墙、顶、设备间距',
    'From walls, ceiling and equipment',
    manual('D05-5.3.5-03', 30),
  ),
  'store.fromFloor': measure(UNIT.centimetres, '与地面间距', 'From the floor', manual('D05-5.3.5-04', 10)),
  'store.inspection': span('仓储设施全面检查间隔', 'Interval of full inspections', manual('D11-5.13-01', '12mo')),
  'stock.nearExpiry': open('span', '近效期预警提前量', 'Near-expiry window', 'D05-5.4-02'),
  'stock.upkeepInterval': open('span', '养护检查间隔', 'Interval of upkeep', 'D05-5.3.6-01'),
  'cleaning.monthly': phrase(
    '彻底清洁日',
    'Day of thorough cleaning',
    ours(41, 'last Friday of the month', 'D12-5.2.3-01'),
  ),
  'health.check': span('健康体检间隔', 'Interval of health checks', manual('D12-5.1.1-01', '12mo')),
  'supplier.perSalesperson': count(
    '同一销售人员代表供应商数上限',
    'Suppliers that a salesperson may represent',
    ours(42, 1, 'D03-5.4.2-03'),
  ),
  'customer.mandateReminder': span(
    '客户委托书到期提醒',
    'Reminder before a customer’s mandate ends',
    manual('D06-5.6-04', '15d'),
  ),
  'return.largeAmount': open('number', '数额较大', 'A large amount', 'D08-5.1-07', UNIT.yuan),
  'distributorTraining.passMark': open('number', '培训考核合格线', 'Pass mark of training', 'D13-5.4-01', UNIT.points),
  'incident.grave': span('重大事故内部报告', 'Reporting a grave incident inside', manual('D14-5.3.1-01', '24h')),
  'incident.authority': span(
    '重大事故报药监',
    'Reporting a grave incident to the regulator',
    manual('D14-5.3.2-01', '3d'),
  ),
  'incident.written': span('重大事故书面汇报', 'Written report of a grave incident', manual('D14-5.3.2-02', '7d')),
  'incident.ordinary': span('一般事故内部报告', 'Reporting an ordinary incident inside', manual('D14-5.3.3-01', '3d')),
  'incident.graveLoss': measure(
    UNIT.yuan,
    '重大事故损失(含)',
    'Loss that makes it grave',
    ours(32, 50_000, 'D14-5.2.1-01'),
    manual('D14-5.2.1-01', 50_000),
  ),
  'incident.counterfeitGap': range(
    '假劣器械损失未定区间',
    'Gap for counterfeit goods',
    ours(32, [5000, 50_000], 'D14-5.2.2-03'),
  ),
  'adverseEvent.yearlySummary': phrase(
    '不良事件年度总结截止',
    'Yearly summary of adverse events',
    manual('D09-5.5-01', '01-31'),
  ),
};

/** How time is counted (decisions 1, 2 and 5), and what else the product itself needs. */
export const time = {
  'time.closeOfBusiness': phrase('工作日结束时刻', 'Close of business', ours(1, '18:00')),
  'time.calendarAlert': span('日历到期提醒', 'Alert before the calendar ends', ours(1, '60d')),
};
