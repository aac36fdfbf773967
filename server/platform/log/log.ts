import { type DestinationStream, pino } from 'pino';
import { safeError } from './safe-error.ts';

/** What may stand in a line: keys, names from our own code, figures. There is no field for contents or people. */
export interface RequestLine {
  readonly id: string;
  readonly method: string;
  /** The pattern of the route, never the address, which may carry values. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly actor?: string | undefined;
  readonly entity?: string | undefined;
  /** Code of the refusal, if it was one. */
  readonly refusal?: string | undefined;
}

export interface JobLine {
  readonly job: string;
  readonly id: string;
  readonly outcome: 'done' | 'failed' | 'dead';
  readonly attempt: number;
  readonly ms: number;
}

export interface DecisionLine {
  readonly case: string;
  readonly process: string;
  readonly action: string;
  readonly actor: string;
  readonly outcome: 'accepted' | 'refused' | 'conflict';
  readonly refusal?: string | undefined;
  readonly ms: number;
}

/** Where a defect showed; see safeError for what is kept of the error itself. */
export interface DefectPlace {
  readonly request?: string | undefined;
  readonly job?: string | undefined;
  readonly case?: string | undefined;
  readonly part?: string | undefined;
}

export interface Log {
  readonly request: (line: RequestLine) => void;
  readonly job: (line: JobLine) => void;
  readonly decision: (line: DecisionLine) => void;
  readonly defect: (error: unknown, place?: DefectPlace) => void;
  /** A sentence of our own code about the running of the server; values of users have no place in it. */
  readonly notice: (sentence: string) => void;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'silent';

type Field = string | number | undefined;

const requestFields = ['id', 'method', 'route', 'status', 'ms', 'actor', 'entity', 'refusal'] as const;
const jobFields = ['job', 'id', 'outcome', 'attempt', 'ms'] as const;
const decisionFields = ['case', 'process', 'action', 'actor', 'outcome', 'refusal', 'ms'] as const;
const placeFields = ['request', 'job', 'case', 'part'] as const;

/** Keys and names from code are short and plain ASCII; a name or an address of a person seldom is. */
const plain = /^[\w./:*{}@-]{0,120}$/;
const looksPersonal = /(^|\D)1[3-9]\d{9}(\D|$)|\d{17}[\dXx]|@\w+\.\w/;

export const withheld = '[withheld]';

const safe = (value: Field): Field =>
  typeof value !== 'string' || (plain.test(value) && !looksPersonal.test(value)) ? value : withheld;

/** Only the named fields, however many the object has at run time. */
const only = <K extends string>(fields: readonly K[], line: { readonly [F in K]?: Field }): Record<string, Field> => {
  const kept: Record<string, Field> = {};
  for (const field of fields) if (line[field] !== undefined) kept[field] = safe(line[field]);
  return kept;
};

/** One JSON line each, to `stream` (standard output by default). Times are ISO 8601 in UTC. */
export const openLog = (options: { level?: LogLevel; stream?: DestinationStream } = {}): Log => {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const lines = options.stream === undefined ? pino(settings) : pino(settings, options.stream);
  return {
    request: (line) => lines.info({ kind: 'request', ...only(requestFields, line) }),
    job: (line) => lines[line.outcome === 'done' ? 'info' : 'warn']({ kind: 'job', ...only(jobFields, line) }),
    decision: (line) => lines.info({ kind: 'decision', ...only(decisionFields, line) }),
    defect: (error, place = {}) =>
      lines.error({ kind: 'defect', ...only(placeFields, place), error: safeError(error) }),
    notice: (sentence) => lines.info({ kind: 'notice' }, sentence),
  };
};
