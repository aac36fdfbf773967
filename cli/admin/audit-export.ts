import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { text } from '../../core/base/text.ts';
import { instant } from '../../core/base/time.ts';
import { type Command, UsageError } from '../command.ts';
import { readOptions } from '../options.ts';
import { sizeOf } from './audit-verify.ts';

const OPTIONS = { out: { type: 'string' }, entity: { type: 'string' }, until: { type: 'string' } } as const;

interface Wanted {
  readonly out: string;
  readonly entity?: string;
  readonly until?: number;
}

/** Never overwrites a file: an export may be evidence. */
const writeExport = async (url: string, { out, ...options }: Wanted): Promise<number> => {
  const { openDatabase } = await import('../../server/platform/postgres/sql.ts');
  const { exportAudit } = await import('../../server/platform/audit/export.ts');
  const db = openDatabase(url, { connections: 2, name: 'plumbline-audit-export', statementTimeoutMs: 600_000 });
  try {
    const stream = (await open(out, 'wx', 0o600)).createWriteStream({ flush: true });
    const entries = await exportAudit(db, stream, { at: instant(Date.now()), ...options });
    stream.end();
    await finished(stream);
    return entries;
  } finally {
    await db.close();
  }
};

export const command: Command = {
  name: 'audit export',
  summary: text('把审计日志导出为 NDJSON 文件', 'write the audit log to an NDJSON file'),
  usage: ['--out <file> [--entity <legal entity>] [--until <size>]'],
  details: text(
    '  --out     新文件；已有的文件不会被覆盖\n  --entity  只显示此法人的记录，其余只留哈希\n  --until   导出到此规模的日志头为止；默认到最新的日志头\n数据库取自环境变量（DATABASE_URL 或 PLUMBLINE_DATA）。退出码：0 完成；1 失败；2 用法有误',
    '  --out     a new file; one that exists is not overwritten\n  --entity  show the entries of this legal entity only, the others leave their hashes\n  --until   go up to the head of this size; default is the newest head\nThe database is that of the environment (DATABASE_URL or PLUMBLINE_DATA). Exit code: 0 done; 1 failed; 2 wrong usage',
  ),
  run: async (args, { locale, print, complain }) => {
    const { values, positionals } = readOptions(args, OPTIONS);
    const { out, entity } = values;
    if (out === undefined || positionals.length > 0) throw new UsageError(text('请给出 --out。', 'Give --out.'));
    const until = sizeOf(values.until);
    const { readConfig } = await import('../../server/platform/config/config.ts');
    const { prepareDatabase } = await import('../../server/platform/postgres/prepare.ts');
    const config = readConfig();
    if (!config.ok) {
      for (const fault of config.refusal) complain(fault.message[locale]);
      return 1;
    }
    const database = await prepareDatabase(config.value);
    try {
      const wanted = { out, ...(entity !== undefined && { entity }), ...(until !== undefined && { until }) };
      const entries = await writeExport(database.appUrl, wanted);
      print(text(`已导出 ${entries} 条记录到 ${out}。`, `${entries} entries written to ${out}.`)[locale]);
      return 0;
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
      const noHead = error instanceof Error && /^no head has the size/.test(error.message);
      if (!exists && !noHead) throw error;
      const why = exists
        ? text(`${out} 已存在，请换一个文件名。`, `${out} exists; choose another name.`)
        : text(`没有规模为 ${until} 的日志头。`, `No head has the size ${until}.`);
      complain(why[locale]);
      return 1;
    } finally {
      await database.stop();
    }
  },
};
