import { Defect } from '../../../core/base/result.ts';

/** What may leave the process of an error. */
export interface SafeError {
  readonly name: string;
  /** Of a Defect only: those sentences are ours and hold no values of users. */
  readonly message?: string;
  /** SQLSTATE, errno or the like. */
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** Frames of our own code, innermost first. */
  readonly at: readonly string[];
}

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined;

const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !line.includes('node_modules') && !line.includes('node:'))
    .slice(0, 6)
    .map((line) =>
      line
        .trim()
        .slice(3)
        .replace(/(?:file:\/\/)?\S*\/((?:server|core|cli|scripts)\/\S+)/, '$1'),
    );

/**
 * Keeps name, code and place of an error and drops its message unless it is a Defect: a database error quotes the very
 * values that were being written.
 */
export const safeError = (error: unknown): SafeError => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code, table, constraint } = error as Error & { code?: unknown; table?: unknown; constraint?: unknown };
  const known = { code: word(code), table: word(table), constraint: word(constraint) };
  return {
    name: error.name,
    ...(error instanceof Defect ? { message: error.message } : {}),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    at: frames(error.stack),
  };
};
