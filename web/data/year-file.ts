/** What a person fills in from the notice: every festival that the import asks for, with days still to be written. */
export const blankYearFile = (year: number): string =>
  `${JSON.stringify(
    {
      year,
      notices: [''],
      holidays: [
        { zh: '元旦', en: "New Year's Day", rest: [`${year}-01-01`], work: [] },
        { zh: '春节', en: 'Spring Festival', rest: [], work: [] },
        { zh: '清明节', en: 'Qingming Festival', rest: [], work: [] },
        { zh: '劳动节', en: 'Labour Day', rest: [`${year}-05-01/${year}-05-02`], work: [] },
        { zh: '端午节', en: 'Dragon Boat Festival', rest: [], work: [] },
        { zh: '中秋节', en: 'Mid-Autumn Festival', rest: [], work: [] },
        { zh: '国庆节', en: 'National Day', rest: [`${year}-10-01/${year}-10-03`], work: [] },
      ],
    },
    null,
    2,
  )}\n`;

/** The contents of a chosen file; undefined where it is no JSON. */
export const parseYearFile = (contents: string): unknown => {
  try {
    return JSON.parse(contents.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};
