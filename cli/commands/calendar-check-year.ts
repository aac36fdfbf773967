import { text } from '../../core/base/text.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import { importYear } from '../../core/calendar/import-year.ts';
import { readYearFile } from '../../core/calendar/year-file.ts';
import { type Command, UsageError } from '../command.ts';
import { readJsonFile } from '../json-file.ts';
import { readOptions } from '../options.ts';
import { printRefusal } from '../refusal.ts';

export const command: Command = {
  name: 'calendar check-year',
  summary: text('检查一份年度放假安排文件', 'check a file with the holidays of a year'),
  usage: ['<file> [--json]'],
  details: text(
    '按国务院办公厅通知录入的 JSON 文件，格式见 docs/reference/cli.md。只检查，不导入。\n退出码：0 可以导入；1 有误；2 用法有误',
    'The file is typed from the notice of the State Council, see docs/reference/cli.md. It is checked, not imported.\nExit code: 0 it can be imported; 1 it has a mistake; 2 wrong usage',
  ),
  run: (args, terminal) => {
    const { values, positionals } = readOptions(args, { json: { type: 'boolean' } });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(text('请给出一个文件。', 'Give one file.'));
    const json = values.json ?? false;
    const file = readJsonFile(path);
    if (!file.ok) return printRefusal(file.refusal, json, terminal);
    const table = importYear(chinaDays, file.value);
    if (!table.ok) return printRefusal(table.refusal, json, terminal);
    const read = readYearFile(file.value);
    if (!read.ok) return printRefusal(read.refusal, json, terminal);
    const { year, holidays } = read.value;
    const known = table.value === chinaDays;
    const rest = holidays.flatMap((h) => h.rest).length;
    const work = holidays.flatMap((h) => h.work).length;
    if (json) {
      terminal.print(JSON.stringify({ year, known, restDays: rest, makeUpDays: work }));
      return 0;
    }
    const state = known ? text('与已有安排一致', 'the same as the calendar has') : text('可以导入', 'can be imported');
    const sentence = text(
      `${year}年：${state.zh}。放假${rest}天，调休上班${work}天。`,
      `${year}: ${state.en}. ${rest} days off, ${work} make-up working days.`,
    );
    terminal.print(sentence[terminal.locale]);
    for (const h of holidays) {
      const worked =
        h.work.length === 0 ? text('', '') : text(`；上班 ${h.work.join('、')}`, `; worked ${h.work.join(', ')}`);
      const line = text(`${h.zh}：${h.rest.join('、')}${worked.zh}`, `${h.en}: ${h.rest.join(', ')}${worked.en}`);
      terminal.print(`- ${line[terminal.locale]}`);
    }
    return 0;
  },
};
