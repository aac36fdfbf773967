import { type Text, text } from '../base/text.ts';

export interface Province {
  /** First two digits of GB/T 2260. */
  readonly code: string;
  readonly name: Text;
  /** Short names that stand on certificates; the first is the usual one. */
  readonly shorts: readonly string[];
}

const row = (code: string, zh: string, en: string, ...shorts: string[]): Province => ({
  code,
  name: text(zh, en),
  shorts,
});

/** The provinces, autonomous regions and municipalities whose regulators issue certificates. */
export const PROVINCES: readonly Province[] = [
  row('11', '北京市', 'Beijing', '京'),
  row('12', '天津市', 'Tianjin', '津'),
  row('13', '河北省', 'Hebei', '冀'),
  row('14', '山西省', 'Shanxi', '晋'),
  row('15', '内蒙古自治区', 'Inner Mongolia', '蒙', '内'),
  row('21', '辽宁省', 'Liaoning', '辽'),
  row('22', '吉林省', 'Jilin', '吉'),
  row('23', '黑龙江省', 'Heilongjiang', '黑'),
  row('31', '上海市', 'Shanghai', '沪'),
  row('32', '江苏省', 'Jiangsu', '苏'),
  row('33', '浙江省', 'Zhejiang', '浙'),
  row('34', '安徽省', 'Anhui', '皖'),
  row('35', '福建省', 'Fujian', '闽'),
  row('36', '江西省', 'Jiangxi', '赣'),
  row('37', '山东省', 'Shandong', '鲁'),
  row('41', '河南省', 'Henan', '豫'),
  row('42', '湖北省', 'Hubei', '鄂'),
  row('43', '湖南省', 'Hunan', '湘'),
  row('44', '广东省', 'Guangdong', '粤'),
  row('45', '广西壮族自治区', 'Guangxi', '桂'),
  row('46', '海南省', 'Hainan', '琼'),
  row('50', '重庆市', 'Chongqing', '渝'),
  row('51', '四川省', 'Sichuan', '川'),
  row('52', '贵州省', 'Guizhou', '黔', '贵'),
  row('53', '云南省', 'Yunnan', '滇', '云'),
  row('54', '西藏自治区', 'Tibet', '藏'),
  row('61', '陕西省', 'Shaanxi', '陕', '秦'),
  row('62', '甘肃省', 'Gansu', '甘', '陇'),
  row('63', '青海省', 'Qinghai', '青'),
  row('64', '宁夏回族自治区', 'Ningxia', '宁'),
  row('65', '新疆维吾尔自治区', 'Xinjiang', '新'),
];

/** Regions that number people or organisations but issue no certificate of ours: Taiwan, Hong Kong, Macao. */
const WITHOUT_REGULATOR = ['71', '81', '82'];

/** 83 stands on the residence permits of people from Taiwan. */
const RESIDENT_REGIONS: ReadonlySet<string> = new Set([...PROVINCES.map((p) => p.code), ...WITHOUT_REGULATOR, '83']);

/** 10 is the national registrar (100000), 99 the Xinjiang Production and Construction Corps (990000). */
const REGISTRAR_REGIONS: ReadonlySet<string> = new Set([
  ...PROVINCES.map((p) => p.code),
  ...WITHOUT_REGULATOR,
  '10',
  '99',
]);

const BY_SHORT: ReadonlyMap<string, Province> = new Map(PROVINCES.flatMap((p) => p.shorts.map((s) => [s, p] as const)));

export const provinceByShort = (short: string): Province | undefined => BY_SHORT.get(short);
export const numbersResidents = (region: string): boolean => RESIDENT_REGIONS.has(region.slice(0, 2));
export const numbersOrganisations = (region: string): boolean => REGISTRAR_REGIONS.has(region.slice(0, 2));
