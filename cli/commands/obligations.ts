import { text } from '../../core/base/text.ts';
import type { Command } from '../command.ts';
import { runScript } from '../run-script.ts';

export const command: Command = {
  name: 'obligations',
  summary: text('按章列出由代码与测试落实的条款', 'rows of the manuals carried by code and proved by tests'),
  usage: ['[--json]', '--prove <number> [--seed <text>]'],
  details: text(
    '  --json   每章的总数、已落实数与未落实的编号\n  --prove  逐一停用所给数量的构件，要求其测试变红',
    '  --json   totals, carried and open ids of each chapter\n  --prove  switches off so many constructs one at a time and demands that their tests go red',
  ),
  run: (args) => runScript('scripts/obligations.ts', args),
};
