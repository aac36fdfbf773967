import type { Locale } from '../core/base/text.ts';
import { text } from '../core/base/text.ts';
import { type Command, type ExitCode, type Terminal, UsageError } from './command.ts';
import { nearest } from './nearest.ts';

/** Every command, by the words that are typed. A new one is a file in commands/ and a line here. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./commands/start.ts'),
  migrate: () => import('./admin/migrate.ts'),
  doctor: () => import('./admin/doctor.ts'),
  recover: () => import('./admin/recover.ts'),
  obligations: () => import('./commands/obligations.ts'),
  deadline: () => import('./commands/deadline.ts'),
  check: () => import('./commands/check.ts'),
  'audit export': () => import('./admin/audit-export.ts'),
  'audit prove': () => import('./admin/audit-prove.ts'),
  'audit verify': () => import('./admin/audit-verify.ts'),
  'keys rotate': () => import('./admin/keys-rotate.ts'),
  'calendar check-year': () => import('./commands/calendar-check-year.ts'),
};

const chooseLocale = (lang: string | undefined): Locale => {
  const asked = lang ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '';
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
};

/** Takes `--lang zh` or `--lang=zh` out of the arguments, wherever it stands. */
const takeLang = (args: readonly string[]): { lang: string | undefined; rest: string[] } => {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return { lang: undefined, rest };
  const [found = ''] = rest.splice(at, 1);
  return { lang: found === '--lang' ? rest.splice(at, 1)[0] : found.slice('--lang='.length), rest };
};

const usageOf = (command: Command): string =>
  command.usage.map((line) => `  plumbline ${command.name} ${line}`.trimEnd()).join('\n');

const WORDS = {
  about: text('准绳：医疗器械网络销售质量管理', 'Plumbline: quality management for medical devices sold online'),
  usage: text('用法', 'Usage'),
  commands: text('命令', 'Commands'),
  more: text(
    'plumbline help <命令> 查看选项；--lang en 切换为英文（English: add --lang en）',
    'plumbline help <command> shows the options; --lang zh switches to Chinese（中文：加 --lang zh）',
  ),
};

const printHelp = async ({ locale, print }: Terminal, prefix: string): Promise<void> => {
  const names = Object.keys(commands).filter((name) => name.startsWith(prefix));
  const width = Math.max(...names.map((name) => name.length)) + 2;
  if (prefix === '') print(`${WORDS.about[locale]}\n`);
  print(`${WORDS.usage[locale]}: plumbline <${WORDS.commands[locale]}> […]\n\n${WORDS.commands[locale]}:`);
  for (const name of names) {
    const loaded = await commands[name]?.();
    if (loaded) print(`  ${name.padEnd(width)}${loaded.command.summary[locale]}`);
  }
  print(`\n${WORDS.more[locale]}`);
};

const printHelpOf = (command: Command, { locale, print }: Terminal): void => {
  print(`${command.summary[locale]}\n\n${WORDS.usage[locale]}:\n${usageOf(command)}`);
  if (command.details) print(`\n${command.details[locale]}`);
};

/** `audit verify` is found before `audit`; what is left are the command's own arguments. */
const find = (words: readonly string[]): { name: string; rest: readonly string[] } | null => {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    if (words.length >= length && Object.hasOwn(commands, name)) return { name, rest: words.slice(length) };
  }
  return null;
};

const complainUnknown = (words: readonly string[], { locale, complain }: Terminal): ExitCode => {
  const typed = words.slice(0, 2).join(' ');
  const close = nearest(typed, Object.keys(commands)) ?? nearest(words[0] ?? '', Object.keys(commands));
  const hint =
    close === null ? text('', '') : text(`您是否想用 plumbline ${close}？`, ` Did you mean "plumbline ${close}"?`);
  const sentence = text(
    `没有“${words[0]}”这个命令。${hint.zh}运行 plumbline help 查看全部命令。`,
    `There is no command "${words[0]}".${hint.en} Run "plumbline help" for all commands.`,
  );
  complain(sentence[locale]);
  return 2;
};

const runCommand = async (command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`${error.text[terminal.locale]}\n\n${WORDS.usage[terminal.locale]}:\n${usageOf(command)}`);
    return 2;
  }
};

const HELP = ['help', '--help', '-h'];

const main = async (args: readonly string[]): Promise<ExitCode> => {
  const { lang, rest } = takeLang(args);
  const terminal: Terminal = {
    locale: chooseLocale(lang),
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  };
  const helpAsked = rest.length === 0 || rest.some((arg, i) => HELP.includes(arg) && (i === 0 || arg !== 'help'));
  const words = helpAsked ? rest.filter((arg) => !HELP.includes(arg)) : rest;
  const found = find(words);
  if (found) {
    const loaded = await commands[found.name]?.();
    if (!loaded) return 2;
    if (!helpAsked) return runCommand(loaded.command, found.rest, terminal);
    printHelpOf(loaded.command, terminal);
    return 0;
  }
  const group = words.length === 0 ? '' : `${words[0]} `;
  if (words.length < 2 && Object.keys(commands).some((name) => name.startsWith(group))) {
    await printHelp(terminal, group);
    return helpAsked ? 0 : 2;
  }
  return complainUnknown(words, terminal);
};

// `plumbline … | head` closes the pipe early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
