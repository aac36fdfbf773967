import { ok, type Result } from '../../core/base/result.ts';
import { text } from '../../core/base/text.ts';
import { formatInstant, formatMinute, type Instant, parseInstant } from '../../core/base/time.ts';
import { deadlineBefore } from '../../core/calendar/before.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import type { DayTable } from '../../core/calendar/day-table.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import { formatDue } from '../../core/calendar/elapsed.ts';
import { importYear } from '../../core/calendar/import-year.ts';
import type { Deadline, Party } from '../../core/calendar/limit.ts';
import { formatSpan, parseSpan } from '../../core/calendar/span.ts';
import { type Command, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { readJsonFile } from '../json-file.ts';
import { readOptions } from '../options.ts';
import { printRefusal } from '../refusal.ts';

const OPTIONS = {
  from: { type: 'string' },
  within: { type: 'string' },
  party: { type: 'boolean' },
  regulator: { type: 'boolean' },
  before: { type: 'boolean' },
  close: { type: 'string' },
  year: { type: 'string', multiple: true },
  provisional: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

interface Asked {
  readonly from: Instant;
  readonly within: string;
  readonly party: Party;
  readonly before: boolean;
  readonly json: boolean;
  readonly closeOfBusiness?: string;
  readonly ifYearMissing: 'refuse' | 'earliest';
  readonly yearFiles: readonly string[];
}

const readArguments = (args: readonly string[]): Asked => {
  const { values, positionals } = readOptions(args, OPTIONS);
  if (positionals.length > 0)
    throw new UsageError(text(`多余的参数：${positionals[0]}`, `too many arguments: ${positionals[0]}`));
  if (values.from === undefined || values.within === undefined) {
    throw new UsageError(text('请给出 --from 和 --within。', 'Give both --from and --within.'));
  }
  if (values.party && values.regulator) {
    throw new UsageError(text('--party 与 --regulator 只能选其一。', 'Choose either --party or --regulator.'));
  }
  const from = parseInstant(values.from);
  if (from === null) {
    throw new UsageError(
      text(
        `“${values.from}”不是时间。请写成 2025-09-30T16:00（默认北京时间）或带时区，如 2025-09-30T08:00Z。`,
        `"${values.from}" is not a time. Write 2025-09-30T16:00 (Shanghai time) or add an offset, as in 2025-09-30T08:00Z.`,
      ),
    );
  }
  return {
    from,
    within: values.within,
    party: values.party ? 'counterparty' : values.regulator ? 'regulator' : 'own',
    before: values.before ?? false,
    json: values.json ?? false,
    ...(values.close === undefined ? {} : { closeOfBusiness: values.close }),
    ifYearMissing: values.provisional ? 'earliest' : 'refuse',
    yearFiles: values.year ?? [],
  };
};

const PARTIES = {
  own: text('本方义务', 'our own duty'),
  counterparty: text('对方期限', "another's period"),
  regulator: text('向监管部门报告', 'report to a regulator'),
};

const printDeadline = (asked: Asked, found: Deadline, { locale, print }: Terminal): void => {
  if (asked.json) {
    print(
      JSON.stringify({
        due: formatInstant(found.due),
        from: formatInstant(asked.from),
        within: asked.within,
        party: asked.party,
        before: asked.before,
        provisional: found.provisional,
        steps: found.steps,
      }),
    );
    return;
  }
  const parts = parseSpan(asked.within);
  const words = parts.ok ? formatSpan(parts.value) : text('', '');
  const mark = found.provisional ? text('（暂定）', ' (provisional)') : text('', '');
  print(`${formatDue(found.due)}${mark[locale]}`);
  const way = asked.before ? text('之前', 'before') : text('起', 'from');
  const question = text(
    `${formatMinute(asked.from)}${way.zh}${words.zh}，${PARTIES[asked.party].zh}`,
    `${words.en} ${way.en} ${formatMinute(asked.from)}, ${PARTIES[asked.party].en}`,
  );
  print(question[locale]);
  for (const step of found.steps) print(`- ${step[locale]}`);
};

const tableWith = (files: readonly string[]): Result<DayTable> => {
  let table = chinaDays;
  for (const path of files) {
    const file = readJsonFile(path);
    if (!file.ok) return file;
    const imported = importYear(table, file.value);
    if (!imported.ok) return imported;
    table = imported.value;
  }
  return ok(table);
};

const reckon = (asked: Asked): Result<Deadline> => {
  const table = tableWith(asked.yearFiles);
  if (!table.ok) return table;
  return asked.before ? deadlineBefore(table.value, { ...asked, anchor: asked.from }) : deadline(table.value, asked);
};

export const command: Command = {
  name: 'deadline',
  summary: text('计算法定期限的届满时间', 'when a statutory time limit ends'),
  usage: [
    '--from <time> --within <span> [--party | --regulator] [--before] [--close HH:mm] [--year <file>]… [--provisional] [--json]',
  ],
  details: text(
    `  --from         起算时间，如 2025-09-30T16:00（北京时间）
  --within       期限：30m 分钟、24h 小时、5d 天、3wd 工作日、1mo 月、1y 年
  --party        对方（经营者、消费者）的期限，至24:00；不写则为本方义务，工作日至下班18:00
  --regulator    向监管部门报告的义务，遇休息日不顺延
  --before       倒推：--from 之前多久须完成
  --close        本方下班时间，默认 18:00
  --year         先导入一份年度放假安排文件，可多次
  --provisional  遇未导入的年份时给出最早可能的时间（暂定），不拒绝
  --json         以 JSON 输出
退出码：0 已算出；1 无法计算（如缺少该年安排）；2 用法有误`,
    `  --from         when the clock starts, e.g. 2025-09-30T16:00 (Shanghai time)
  --within       the limit: 30m minutes, 24h hours, 5d days, 3wd working days, 1mo months, 1y years
  --party        another's period (merchant, consumer), until 24:00; without it our own duty, working days until 18:00
  --regulator    a duty to report to a regulator, which never rolls later over a rest day
  --before       backward: how long before --from it must be done
  --close        our close of business, 18:00 unless given
  --year         import a file with the holidays of a year first; may be repeated
  --provisional  where a year is missing, give the earliest possible instant instead of refusing
  --json         answer in JSON
Exit code: 0 reckoned; 1 it cannot be reckoned (a year is missing); 2 wrong usage`,
  ),
  run: (args, terminal): ExitCode => {
    const asked = readArguments(args);
    const found = reckon(asked);
    if (!found.ok) return printRefusal(found.refusal, asked.json, terminal);
    printDeadline(asked, found.value, terminal);
    return 0;
  },
};
