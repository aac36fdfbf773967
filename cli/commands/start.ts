import { text } from '../../core/base/text.ts';
import type { Command } from '../command.ts';
import { runScript } from '../run-script.ts';

export const command: Command = {
  name: 'start',
  summary: text('启动服务（与 npm start 相同）', 'start the server (the same as npm start)'),
  usage: ['[--demo]'],
  details: text(
    '  --demo  载入演示企业，可选岗位登录\n配置取自环境变量，见 docs/reference/configuration.md',
    '  --demo  load the demonstration group and sign in by choosing a post\nConfigured by the environment, see docs/reference/configuration.md',
  ),
  run: (args) => runScript('scripts/bootstrap.mjs', ['scripts/launch.ts', ...args]),
};
