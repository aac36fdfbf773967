import { canonicalJson, type Json } from '../base/json.ts';
import type { Process } from './definition.ts';

/**
 * A definition as text, the same for the same definition: keys in order, forms included, functions by their presence alone
 * (what a rule asks is its title and its tests' business). Its hash stands in data/published.json.
 */
export const definitionText = (process: Process): string => canonicalJson(plain(process));

const plain = (value: unknown): Json => {
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(members.map(([key, one]) => [key, plain(one)]));
};

/** Hashes of published versions: `{ name: { version: hash } }`. */
export type Published = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface VersionProblem {
  readonly process: string;
  readonly version: number;
  readonly problem: 'changed' | 'unpublished';
}

/** A published version that reads differently now, or a version that the server runs and nobody has published. */
export const versionProblems = (
  processes: readonly Process[],
  published: Published,
  hash: (text: string) => string,
): readonly VersionProblem[] =>
  processes.flatMap((process) => {
    const known = published[process.name]?.[process.version];
    if (known === hash(definitionText(process))) return [];
    const problem = known === undefined ? ('unpublished' as const) : ('changed' as const);
    return [{ process: process.name, version: process.version, problem }];
  });
