import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Text, text } from '../../core/base/text.ts';
import type { VerifyRequest } from '../../server/platform/audit/verify.ts';
import { type Command, type ExitCode, UsageError } from '../command.ts';
import { readOptions } from '../options.ts';

const OPTIONS = {
  heads: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  until: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const unfit = (path: string, what: Text): UsageError =>
  new UsageError(text(`${path}：${what.zh}`, `${path}: ${what.en}`));

const publicKey = (path: string): KeyObject => {
  try {
    return createPublicKey(readFileSync(path, 'utf8'));
  } catch {
    throw unfit(path, text('不是 PEM 格式的公钥。', 'not a public key in PEM.'));
  }
};

export const sizeOf = (value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(value))
    throw unfit('--until', text('应为日志规模（正整数）。', 'must be a size of the log, a whole number.'));
  return Number(value);
};

const readRequest = (args: readonly string[]): VerifyRequest & { readonly json: boolean } => {
  const { values, positionals } = readOptions(args, OPTIONS);
  const [exported, ...more] = positionals;
  if (exported === undefined || more.length > 0 || values.heads === undefined) {
    throw new UsageError(text('请给出一个导出文件和 --heads。', 'Give one export and --heads.'));
  }
  const until = sizeOf(values.until);
  return {
    exported,
    heads: values.heads,
    keys: (values.key ?? []).map(publicKey),
    ...(until !== undefined && { until }),
    json: values.json ?? false,
  };
};

/** Files that are missing or are no export are a wrong call, not tampering. */
export const readable = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && path !== undefined)
      throw unfit(path, text(`无法读取（${code}）。`, `cannot be read (${code}).`));
    if (/^not an audit export/.test(message))
      throw new UsageError(text('这不是第 1 版的审计导出文件。', 'This is not an audit export of version 1.'));
    throw error;
  }
};

const codes = { sound: 0, tampered: 1, headsUnsound: 3 } as const;

export const command: Command = {
  name: 'audit verify',
  summary: text(
    '离线核验审计导出，指出最先被篡改的记录',
    'verify an audit export offline and name the first entry that was tampered with',
  ),
  usage: ['<export> --heads <file|folder> [--heads …] [--key <public.pem>] [--until <size>] [--json]'],
  details: text(
    `  --heads   已发布的日志头：文件，或 HTTP 存放处取回的文件夹；可给多处，互相印证
  --key     可信的公钥（PEM），可给多个；不给则采用随日志头发布的公钥，并提示核对
  --until   只按到此规模为止的日志头判断，用于早于日志头的导出
  --json    以 JSON 输出结论
不需要数据库，也不联网。退出码：0 完好；1 被篡改；2 用法有误或文件无法读取；3 日志头本身不可信`,
    `  --heads   published heads: a file, or a folder fetched from an HTTP place; several places check one another
  --key     a public key (PEM) to be trusted, repeatable; without it the keys published with the heads are used, with a remark
  --until   judge by the heads up to this size only, for an export that is older than the heads
  --json    print the verdict as JSON
Needs neither database nor network. Exit code: 0 sound; 1 tampered with; 2 wrong usage or unreadable file; 3 the heads themselves cannot be relied on`,
  ),
  run: async (args, { locale, print, complain }): Promise<ExitCode> => {
    const { json, ...request } = readRequest(args);
    const { verifyExport } = await import('../../server/platform/audit/verify.ts');
    const { verdictText } = await import('../../server/platform/audit/verdict-text.ts');
    const verdict = await readable(verifyExport(request));
    const message = verdictText(verdict);
    if (json) print(JSON.stringify({ ...verdict, message }));
    else if (verdict.outcome === 'sound') print(message[locale]);
    else complain(message[locale]);
    return codes[verdict.outcome];
  },
};
