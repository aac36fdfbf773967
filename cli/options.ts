import { type ParseArgsConfig, parseArgs } from 'node:util';
import { text } from '../core/base/text.ts';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** node:util parseArgs, strict, with its complaints turned into a UsageError in both languages. */
export const readOptions = <const O extends Options>(args: readonly string[], options: O) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    const named = /'(-[^']*)'/.exec(error.message)?.[1] ?? '';
    throw new UsageError(
      text(`无法识别或缺少值的选项：${named}`, `unknown option, or an option without its value: ${named}`),
    );
  }
};
