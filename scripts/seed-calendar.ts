/**
 * Writes core/calendar/data/china.json from the development package `chinese-days`, which collects the notices of the
 * State Council. Run `node scripts/seed-calendar.ts` after a new release of it; the data file is what the product ships.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import origin from 'chinese-days/package.json' with { type: 'json' };

const FIRST_YEAR = 2007;
const LAST_YEAR = 2026;

const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  元旦: ['元旦', "New Year's Day"],
  春节: ['春节', 'Spring Festival'],
  清明: ['清明节', 'Qingming Festival'],
  劳动节: ['劳动节', 'Labour Day'],
  端午: ['端午节', 'Dragon Boat Festival'],
  中秋: ['中秋节', 'Mid-Autumn Festival'],
  国庆节: ['国庆节', 'National Day'],
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: ['抗战胜利70周年纪念日', 'Victory Day (70th anniversary)'],
};

/** Where the notices can be read, as the package's source gives them; a second address is a correction within the year. */
const NOTICES: Readonly<Record<number, readonly string[]>> = {
  2007: ['http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm'],
  2008: ['http://www.gov.cn/zwgk/2007-12/18/content_837184.htm'],
  2009: ['http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm'],
  2010: ['http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm'],
  2011: ['http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm'],
  2012: ['http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm'],
  2013: ['http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm'],
  2014: ['http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm'],
  2015: [
    'http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm',
    'http://www.gov.cn/zhengce/content/2015-05/13/content_9742.htm',
  ],
  2016: ['http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm'],
  2017: ['http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm'],
  2018: ['http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm'],
  2019: [
    'http://www.gov.cn/xinwen/2018-12/06/content_5346287.htm',
    'http://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm',
  ],
  2020: [
    'http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm',
    'http://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm',
  ],
  2021: ['http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm'],
  2022: ['http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm'],
  2023: ['http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm'],
  2024: ['https://www.gov.cn/zhengce/content/202310/content_6911527.htm'],
  2025: ['https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm'],
  2026: ['https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm'],
};

/** In 2020 both festivals fell on 1 October and the notice arranged them as one. */
const JOINED: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  '2020 国庆节': ['国庆节、中秋节', 'National Day and Mid-Autumn Festival'],
};

interface Holiday {
  zh: string;
  en: string;
  rest: string[];
  work: string[];
}

/** A day of late December that belongs to New Year's Day stands in the notice of the year that begins. */
const yearOfNotice = (date: string, name: string): number =>
  Number(date.slice(0, 4)) + (name === '元旦' && date.slice(5, 7) === '12' ? 1 : 0);

const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** Runs of days become `first/last`, the way a notice words them. */
const asRuns = (dates: readonly string[]): string[] => {
  const runs: [string, string][] = [];
  for (const date of [...dates].sort()) {
    const open = runs.at(-1);
    if (open && nextDay(open[1]) === date) open[1] = date;
    else runs.push([date, date]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}/${last}`));
};

/** The contents of the data file. */
export const seedCalendar = (): unknown => {
  const years = new Map<number, Map<string, Holiday>>();
  const collect = (list: Record<string, string>, into: 'rest' | 'work'): void => {
    for (const [date, label] of Object.entries(list)) {
      const name = label.split(',')[1] ?? '';
      const year = yearOfNotice(date, name);
      if (year < FIRST_YEAR || year > LAST_YEAR) continue;
      const [zh, en] = JOINED[`${year} ${name}`] ?? NAMES[name] ?? [];
      if (zh === undefined || en === undefined) throw new Error(`the package names a holiday unknown here: ${name}`);
      const holidays = years.get(year) ?? new Map<string, Holiday>();
      years.set(year, holidays);
      const holiday = holidays.get(zh) ?? { zh, en, rest: [], work: [] };
      holidays.set(zh, holiday);
      holiday[into].push(date);
    }
  };
  collect(days.holidays, 'rest');
  collect(days.workdays, 'work');
  return {
    source: `State Council notices as collected by chinese-days ${origin.version} (MIT)`,
    years: [...years.keys()]
      .sort((a, b) => a - b)
      .map((year) => ({
        year,
        notices: NOTICES[year] ?? [],
        holidays: [...(years.get(year)?.values() ?? [])]
          .map((h) => ({ zh: h.zh, en: h.en, rest: asRuns(h.rest), work: asRuns(h.work) }))
          .sort((a, b) => ((a.rest[0] ?? '') < (b.rest[0] ?? '') ? -1 : 1)),
      })),
  };
};

if (process.argv[1] === import.meta.filename) {
  const file = new URL('../core/calendar/data/china.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(seedCalendar(), null, 2)}\n`);
  execFileSync('biome', ['format', '--write', fileURLToPath(file)], { stdio: 'inherit' });
}
