import type { Json, JsonObject } from '../base/json.ts';
import { ok, type Result, refused } from '../base/result.ts';
import { type Text, text } from '../base/text.ts';
import { type LocalDate, parseLocalDate } from '../base/time.ts';
import { type DayNumber, dateOfDay, dayNumber, dayOfDate, isWeekend, yearOf } from './day-number.ts';
import type { HolidayDays, YearOfDays } from './day-table.ts';

/**
 * A year as it is typed from the notice, in JSON:
 * `{ "year": 2027, "notices": ["国办发明电…"], "correction": false, "holidays": [
 *    { "zh": "春节", "en": "Spring Festival", "rest": ["2027-02-05/2027-02-12"], "work": ["2027-02-20"] } ] }`.
 * A run of days is written `first/last`. `correction` is needed where the year was imported before with other days.
 */
export interface YearFile extends YearOfDays {
  readonly year: number;
  readonly correction: boolean;
}

const LONGEST_RUN_DAYS = 31;
/** Days that the law itself fixes, so a notice without them is incomplete; the lunar ones are asked for by name. */
const FIXED = ['01-01', '05-01', '10-01', '10-02', '10-03'];
const FESTIVALS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];
/** Qingming, Dragon Boat and Mid-Autumn became days off in 2008. */
const FESTIVALS_BEFORE_2008 = ['元旦', '春节', '劳动节', '国庆'];

const no = (code: string, message: Text, params: Record<string, string | number> = {}): Result<never> =>
  refused({ code: `calendar.import.${code}`, message, params });

const badShape = (where: string, zh: string, en: string): Result<never> =>
  no('shape', text(`年度日历文件的“${where}”有误：${zh}。`, `"${where}" of the year file is wrong: ${en}.`), { where });

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWords = (value: Json | undefined): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 300;

const unknownKey = (value: JsonObject, known: readonly string[]): string | undefined =>
  Object.keys(value).find((key) => !known.includes(key));

/** Reads `2027-01-01` or `2027-02-05/2027-02-12` into days; null where it is neither. */
const readRun = (given: string): DayNumber[] | null => {
  const [a, b = a, ...more] = given.split('/').map(parseLocalDate);
  if (!a || !b || more.length > 0) return null;
  const first = dayOfDate(a);
  const length = dayOfDate(b) - first + 1;
  return length < 1 || length > LONGEST_RUN_DAYS ? null : Array.from({ length }, (_, i) => first + i);
};

const readDays = (value: Json | undefined, year: number, where: string): Result<LocalDate[]> => {
  if (!Array.isArray(value)) return badShape(where, '应为日期列表', 'it must be a list of dates');
  const days: LocalDate[] = [];
  for (const run of value as readonly Json[]) {
    const read = typeof run === 'string' ? readRun(run) : null;
    if (read === null) {
      return badShape(
        where,
        '每项应为真实日期，如 2027-01-01，或起止日期 2027-02-05/2027-02-12（最长31天）',
        'each entry must be a real date such as 2027-01-01 or a run such as 2027-02-05/2027-02-12 (31 days at most)',
      );
    }
    const stray = read.find(
      (day) => yearOf(day) !== year && !(day < dayNumber(year, 1, 1) && day >= dayNumber(year - 1, 12, 25)),
    );
    if (stray !== undefined) {
      const date = dateOfDay(stray);
      return no(
        'otherYear',
        text(
          `${date}不属于${year}年。${year}年的文件只能含当年的日期，以及上一年12月25日至31日。请核对年份。`,
          `${date} is not in ${year}. The file of ${year} may hold days of that year and 25–31 December of the year before. Check the year.`,
        ),
        { year, date },
      );
    }
    days.push(...read.map(dateOfDay));
  }
  return ok(days);
};

const HOLIDAY_KEYS = ['zh', 'en', 'rest', 'work'];

const readHoliday = (value: Json, year: number, where: string): Result<HolidayDays> => {
  if (!isObject(value)) return badShape(where, '应为对象', 'it must be an object');
  const stray = unknownKey(value, HOLIDAY_KEYS);
  if (stray !== undefined) return badShape(`${where}.${stray}`, '没有这一项', 'there is no such entry');
  if (!isWords(value.zh) || !isWords(value.en)) {
    return badShape(
      where,
      '请填写节日的中文名（zh）和英文名（en）',
      'give the name of the holiday in Chinese (zh) and English (en)',
    );
  }
  const rest = readDays(value.rest, year, `${where}.rest`);
  if (!rest.ok) return rest;
  const work = readDays(value.work, year, `${where}.work`);
  if (!work.ok) return work;
  return ok({ zh: value.zh.trim(), en: value.en.trim(), rest: rest.value, work: work.value });
};

const checkDays = (holidays: readonly HolidayDays[], year: number): Result<null> => {
  const seen = new Set<LocalDate>();
  for (const date of holidays.flatMap((h) => [...h.rest, ...h.work])) {
    if (seen.has(date)) {
      return no(
        'twice',
        text(
          `${date}在文件中出现了两次。每一天只能列一次，或放假或上班。`,
          `${date} stands in the file twice. List each day once, as a rest day or as a working day.`,
        ),
        { date },
      );
    }
    seen.add(date);
  }
  const weekday = holidays.flatMap((h) => h.work).find((date) => !isWeekend(dayOfDate(date)));
  if (weekday !== undefined) {
    return no(
      'makeUpOnWeekday',
      text(
        `${weekday}不是周六或周日，不能作为调休上班日。周一至周五本来就上班，请核对日期。`,
        `${weekday} is no Saturday or Sunday, so it cannot be a make-up day. Monday to Friday are worked anyway; check the date.`,
      ),
      { date: weekday },
    );
  }
  const rest = new Set(holidays.flatMap((h) => h.rest));
  const names = holidays.map((h) => h.zh).join();
  const lacking = [
    ...FIXED.map((day) => `${year}-${day}`).filter((date) => !rest.has(date as LocalDate)),
    ...(year < 2008 ? FESTIVALS_BEFORE_2008 : FESTIVALS).filter((name) => !names.includes(name)),
  ];
  if (lacking.length === 0) return ok(null);
  return no(
    'incomplete',
    text(
      `${year}年的文件不完整，缺少：${lacking.join('、')}。请按国务院办公厅通知补齐后再导入。`,
      `The file of ${year} is incomplete; missing: ${lacking.join(', ')}. Complete it from the notice of the State Council and import it again.`,
    ),
    { year, lacking: lacking.join(',') },
  );
};

const FILE_KEYS = ['year', 'notices', 'correction', 'holidays'];

/** Reads and checks the file of one year. Refuses with `calendar.import.*`, naming the entry or the date at fault. */
export const readYearFile = (file: Json): Result<YearFile> => {
  if (!isObject(file)) return badShape('file', '应为一个 JSON 对象', 'it must be a JSON object');
  const stray = unknownKey(file, FILE_KEYS);
  if (stray !== undefined) return badShape(stray, '没有这一项', 'there is no such entry');
  const { year, notices, correction = false, holidays } = file;
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 2000 || year > 2099) {
    return badShape('year', '应为2000至2099之间的年份', 'it must be a year from 2000 to 2099');
  }
  if (typeof correction !== 'boolean') return badShape('correction', '应为 true 或 false', 'it must be true or false');
  if (!Array.isArray(notices) || notices.length === 0 || !notices.every(isWords)) {
    return badShape('notices', '请写明通知的文号或网址', 'give the number or the address of the notice');
  }
  if (!Array.isArray(holidays) || holidays.length === 0) {
    return badShape('holidays', '应为节日列表', 'it must be a list of holidays');
  }
  const read: HolidayDays[] = [];
  for (const [i, holiday] of (holidays as readonly Json[]).entries()) {
    const one = readHoliday(holiday, year, `holidays[${i}]`);
    if (!one.ok) return one;
    read.push(one.value);
  }
  const checked = checkDays(read, year);
  return checked.ok ? ok({ year, notices: notices as readonly string[], correction, holidays: read }) : checked;
};
