import { text } from '../../core/base/text.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'migrate',
  summary: text('把数据库结构升级到本版本', 'bring the database to the schema of this version'),
  usage: [''],
  details: text(
    '数据库取自环境变量（DATABASE_URL 或 PLUMBLINE_DATA）；已执行的迁移若被改动则拒绝。退出码：0 完成；1 失败',
    'The database is that of the environment (DATABASE_URL or PLUMBLINE_DATA); refuses if an applied migration was altered. Exit code: 0 done; 1 failed',
  ),
  run: async (_args, { locale, print, complain }) => {
    const { readConfig } = await import('../../server/platform/config/config.ts');
    const { prepareDatabase } = await import('../../server/platform/postgres/prepare.ts');
    const config = readConfig();
    if (!config.ok) {
      for (const fault of config.refusal) complain(fault.message[locale]);
      return 1;
    }
    const database = await prepareDatabase(config.value);
    try {
      for (const { name } of database.migrated) print(`  ${name}`);
      const count = database.migrated.length;
      print(text(`已执行 ${count} 个迁移。`, `${count} migrations applied.`)[locale]);
      return 0;
    } finally {
      await database.stop();
    }
  },
};
