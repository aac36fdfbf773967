import type { ProblemView } from '../../core/contract/common.ts';
import { words } from '../data/words.ts';

/** The server said no: `problem` carries the sentence for the user (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: ProblemView;
  constructor(problem: ProblemView) {
    super(problem.code);
    this.problem = problem;
  }
}

/** No answer came. A write that ends so may or may not have been done: repeat it with the same key. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

type Listener = () => void;
const sessionEnded = new Set<Listener>();

/** Told whenever the server answers that the session is over, so that the screen can ask to sign in again in place. */
export const onSessionEnded = (listener: Listener): (() => void) => {
  sessionEnded.add(listener);
  return () => sessionEnded.delete(listener);
};

let skewMs = 0;

/** The server's idea of now, in ms: time left must not depend on a wrong clock on the desk. */
export const serverNow = (): number => Date.now() + skewMs;

const noteClock = (response: Response): void => {
  const said = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(said)) return;
  const skew = said - Date.now();
  skewMs = Math.abs(skew) > 5_000 ? skew : 0;
};

const problemOf = async (response: Response): Promise<ProblemView> => {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) return body as ProblemView;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http.${response.status}`,
    message: words['problem.unreadable'],
  };
};

const answerOf = async <T>(response: Response, quiet: boolean): Promise<T> => {
  noteClock(response);
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401 && !quiet) for (const listener of sessionEnded) listener();
  throw new ProblemError(await problemOf(response));
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const reach = async (path: string, init: RequestInit, tries: number): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(path, init);
      const passing = response.status === 502 || response.status === 503 || response.status === 504;
      if (!passing || attempt >= tries) return response;
    } catch (error) {
      if (init.signal?.aborted) throw error;
      if (attempt >= tries) throw new UnreachableError();
    }
    await wait(250 * 3 ** (attempt - 1));
  }
};

export const getJson = async <T>(path: string, options: { signal?: AbortSignal; quiet?: boolean } = {}): Promise<T> => {
  const init: RequestInit = { headers: { accept: 'application/json' }, credentials: 'same-origin' };
  if (options.signal) init.signal = options.signal;
  return answerOf<T>(await reach(path, init, 2), options.quiet ?? false);
};

/**
 * A write. `key` is the Idempotency-Key made when the button was pressed; a lost connection is retried with the same key,
 * so that at most one effect comes of it.
 */
export const sendJson = async <T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  options: { key?: string; quiet?: boolean; tries?: number } = {},
): Promise<T> => {
  const response = await reach(
    path,
    {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': options.key ?? crypto.randomUUID(),
      },
      body: JSON.stringify(body ?? {}),
    },
    options.tries ?? 4,
  );
  return answerOf<T>(response, options.quiet ?? false);
};

/** A query string of the members that are set. */
export const query = (members: Record<string, string | number | boolean | null | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(members))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};
