import { text } from '../../core/base/text.ts';
import type { Command } from '../command.ts';
import { readOptions } from '../options.ts';

const OPTIONS = { json: { type: 'boolean' } } as const;

export const command: Command = {
  name: 'doctor',
  summary: text(
    '检查本机能否可靠运行，并说明如何处理',
    'check whether this instance can run reliably, and say what to do',
  ),
  usage: ['[--json]'],
  details: text(
    '检查配置、数据文件夹、数据库及其耐久设置、迁移、工作日历、审计、排版与网页。退出码：0 全部正常；1 有需要处理的问题',
    'Looks at configuration, data folder, database and its durability, migrations, calendar, audit, printing and console. Exit code: 0 all well; 1 something needs attention',
  ),
  run: async (args, { locale, print }) => {
    const { values } = readOptions(args, OPTIONS);
    const { examine } = await import('../../server/doctor.ts');
    const findings = await examine();
    if (values.json === true) print(JSON.stringify({ ok: findings.every((one) => one.state !== 'bad'), findings }));
    else {
      const mark = { good: '✓', warn: '!', bad: '✗' };
      for (const { state, name, says } of findings) print(`${mark[state]} ${name[locale]}: ${says[locale]}`);
    }
    return findings.some((one) => one.state === 'bad') ? 1 : 0;
  },
};
