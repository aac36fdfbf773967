import { type Key, keys } from './keys.ts';

const cell = (value: string): string => value.replaceAll('|', '\\|');

const row = (key: Key<unknown>): string => {
  const name = key.secret ? `\`${key.name}\`, \`${key.name}_FILE\`` : `\`${key.name}\``;
  return `| ${name} | ${key.standard === null ? '–' : `\`${key.standard}\``} | ${cell(key.meaning.zh)} | ${cell(key.meaning.en)} |`;
};

/** docs/reference/configuration.md, made from the table of keys. */
export const configurationPage = (): string =>
  [
    '# Configuration 配置',
    '',
    'Made from `server/platform/config/keys.ts` by `npm run generate`; edit there.',
    '',
    'Everything is set through the environment. A wrong value or an unknown `PLUMBLINE_…` key stops the start and is named',
    'with what is allowed. Of a key with `_FILE`, the value may stand in the file named there instead.',
    '',
    '配置全部取自环境变量。取值有误或出现未知的 `PLUMBLINE_…` 时拒绝启动，并指明是哪一项、应当如何填写。带 `_FILE` 的项可改为给出存放取值的文件。',
    '',
    '| key 配置项 | default 默认 | 含义 | meaning |',
    '|---|---|---|---|',
    ...Object.values<Key<unknown>>(keys).map(row),
    '',
  ].join('\n');
