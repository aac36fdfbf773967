import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, type Refusal, type Result } from '../../../core/base/result.ts';
import { text } from '../../../core/base/text.ts';
import { type Config, type Key, keys } from './keys.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** All faults at once, so that an administrator mends them in one go. No value is ever repeated. */
export type Faults = readonly Refusal[];

const fault = (name: string, zh: string, en: string): Refusal => ({
  code: 'config.wrong',
  field: name,
  message: text(zh, en),
});

/** Edits (insert, delete, replace) from one name to another, for the suggestion. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** Names in PLUMBLINE_… that belong to the tools of this repository, not to the running server. */
const toolNames = new Set(['PLUMBLINE_TEST_RENDEZVOUS', 'PLUMBLINE_DISABLE', 'PLUMBLINE_REPORTS']);

const knownNames = (): string[] =>
  Object.values(keys).flatMap((key) => (key.secret ? [key.name, `${key.name}_FILE`] : [key.name]));

const strangers = (env: Environment): Refusal[] => {
  const known = knownNames();
  return Object.keys(env)
    .filter((name) => name.startsWith('PLUMBLINE_') && !known.includes(name) && !toolNames.has(name))
    .map((name) => {
      const [nearest] = known
        .map((candidate) => ({ candidate, d: distance(name, candidate) }))
        .sort((a, b) => a.d - b.d);
      const guess = nearest !== undefined && nearest.d <= 5 ? nearest.candidate : null;
      return guess === null
        ? fault(name, `${name} 不是已知的配置项，请删除。`, `${name} is no known key; remove it.`)
        : fault(name, `${name} 不是已知的配置项；是否指 ${guess}？`, `${name} is no known key; do you mean ${guess}?`);
    });
};

/** The text that was set for a key, from itself or from its file. */
const given = (key: Key<unknown>, env: Environment): { value: string | undefined } | { fault: Refusal } => {
  const direct = env[key.name];
  const fileName = `${key.name}_FILE`;
  const file = key.secret ? env[fileName] : undefined;
  if (file === undefined || file === '') return { value: direct === '' ? undefined : direct };
  if (direct !== undefined && direct !== '') {
    return {
      fault: fault(
        key.name,
        `${key.name} 与 ${fileName} 只能设一个。`,
        `${key.name} and ${fileName}: set one of them.`,
      ),
    };
  }
  try {
    return { value: readFileSync(file, 'utf8').trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      fault: fault(
        fileName,
        `${fileName} 所指的文件无法读取（${code}）。`,
        `${fileName}: the file cannot be read (${code}).`,
      ),
    };
  }
};

/** Keys that are of no use without another. */
const COMPANIONS: readonly (readonly [set: keyof Config, needs: keyof Config])[] = [
  ['databaseAppUrl', 'databaseUrl'],
  ['smtpUrl', 'mailFrom'],
  ['smsUrl', 'smsSecret'],
  ['s3BucketUrl', 's3KeyId'],
  ['s3BucketUrl', 's3Secret'],
  ['s3KeyId', 's3BucketUrl'],
  ['s3Secret', 's3BucketUrl'],
];

const together = (config: Config): Refusal[] =>
  COMPANIONS.filter(([set, needs]) => config[set] !== undefined && config[needs] === undefined).map(([set, needs]) => {
    const [has, lacks] = [keys[set].name, keys[needs].name];
    return fault(lacks, `设了 ${has} 就须设 ${lacks}。`, `${lacks} is needed once ${has} is set.`);
  });

/** Reads the environment once, at the start. Every wrong or unknown key is named with what is allowed. */
export const readConfig = (env: Environment = process.env): Result<Config, Faults> => {
  const faults: Refusal[] = strangers(env);
  const values: Record<string, unknown> = {};
  for (const [property, key] of Object.entries<Key<unknown>>(keys)) {
    const found = given(key, env);
    if ('fault' in found) {
      faults.push(found.fault);
      continue;
    }
    const written = found.value ?? key.standard;
    if (written === null) continue;
    const parsed = key.parse(written);
    if ('value' in parsed) values[property] = parsed.value;
    else
      faults.push(
        fault(key.name, `${key.name} 应为：${parsed.allowed.zh}。`, `${key.name} must be ${parsed.allowed.en}.`),
      );
  }
  const config = values as Config;
  if (faults.length === 0) faults.push(...together(config));
  if (faults.length > 0) return { ok: false, refusal: faults };
  return ok({ ...config, dataFolder: resolve(config.dataFolder) });
};
