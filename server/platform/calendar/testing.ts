import type { JsonObject } from '../../../core/base/json.ts';

/** An invented but plausible arrangement of 2027 for specs; the real notice decides, and is imported when it is out. */
export const year2027 = (more: JsonObject = {}): JsonObject => ({
  year: 2027,
  notices: ['spec: invented notice of 2027'],
  holidays: [
    { zh: '元旦', en: "New Year's Day", rest: ['2027-01-01/2027-01-03'], work: [] },
    { zh: '春节', en: 'Spring Festival', rest: ['2027-02-05/2027-02-12'], work: ['2027-01-31', '2027-02-20'] },
    { zh: '清明节', en: 'Qingming Festival', rest: ['2027-04-03/2027-04-05'], work: [] },
    { zh: '劳动节', en: 'Labour Day', rest: ['2027-05-01/2027-05-05'], work: ['2027-05-08'] },
    { zh: '端午节', en: 'Dragon Boat Festival', rest: ['2027-06-09'], work: [] },
    { zh: '中秋节', en: 'Mid-Autumn Festival', rest: ['2027-09-15'], work: [] },
    { zh: '国庆节', en: 'National Day', rest: ['2027-10-01/2027-10-07'], work: ['2027-09-26', '2027-10-09'] },
  ],
  ...more,
});
