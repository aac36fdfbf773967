import { text } from '../../core/base/text.ts';
import { type Command, UsageError } from '../command.ts';
import { readOptions } from '../options.ts';
import { readable } from './audit-verify.ts';

const OPTIONS = { heads: { type: 'string' }, chain: { type: 'string' }, seq: { type: 'string' } } as const;

export const command: Command = {
  name: 'audit prove',
  summary: text('为一条审计记录出具包含证明', 'prove that one entry is in the log, showing no other entry'),
  usage: ['<export> --heads <file|folder> --chain <chain> --seq <number>'],
  details: text(
    '  --chain   链，例如案件的标识\n  --seq     链内序号\n在标准输出上写出 JSON 证明：记录、位置、通向日志头的路径、日志头及其签名。退出码：0 已出具；1 没有这条记录或尚无日志头；2 用法有误',
    '  --chain   the chain, such as the id of a case\n  --seq     number within the chain\nPrints the proof as JSON: entry, position, path to the head, head and signature. Exit code: 0 done; 1 no such entry, or no head yet; 2 wrong usage',
  ),
  run: async (args, { locale, print, complain }) => {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [exported, ...more] = positionals;
    const { heads, chain, seq } = values;
    if (
      exported === undefined ||
      more.length > 0 ||
      heads === undefined ||
      chain === undefined ||
      !/^\d{1,15}$/.test(seq ?? '')
    ) {
      throw new UsageError(
        text('请给出导出文件、--heads、--chain 和 --seq。', 'Give an export, --heads, --chain and --seq.'),
      );
    }
    const { proveEntry } = await import('../../server/platform/audit/prove.ts');
    const proof = await readable(proveEntry(exported, heads, chain, Number(seq)));
    if (proof === null) {
      complain(
        text(
          `导出中没有链 ${chain} 的第 ${seq} 条记录，或其后尚无日志头。`,
          `The export has no entry ${seq} of chain ${chain}, or no head follows it yet.`,
        )[locale],
      );
      return 1;
    }
    print(JSON.stringify(proof));
    return 0;
  },
};
