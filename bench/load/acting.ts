import { randomUUID } from 'node:crypto';
import type { FormValues } from '../../core/forms/form.ts';
import * as filled from '../../core/modules/admission/testing/filled.ts';
import type { Sql } from '../../server/platform/postgres/sql.ts';
import { type Answer, type Connection, openConnection } from './connection.ts';

/** A copied case under professional review, on which neither department has acted yet. */
export interface Waiting {
  readonly caseId: string;
  readonly version: number;
  readonly quality: string;
  readonly compliance: string;
}

/** As many untouched cases as wanted, spread over the whole table (ids are random). */
export const waitingCases = async (db: Sql, count: number): Promise<Waiting[]> => {
  const rows = await db.query<Waiting>(
    `select c.id as "caseId", c.version, q.id as quality, k.id as compliance
     from cases c join case_tasks q on q.case_id = c.id and q.key = 'professional.quality#1' and q.state = 'open'
       join case_tasks k on k.case_id = c.id and k.key = 'professional.compliance#1' and k.state = 'open'
     where c.number like 'RW-BENCH-%' order by c.id limit $1`,
    [count],
  );
  if (rows.length < count) throw new Error(`only ${rows.length} untouched cases are left; remove the kept data folder`);
  return rows;
};

/** An act without signature or paper: the quality department orders a site visit; the clock of the review stops. */
export const visitForm: FormValues = filled.visitOrder();
/** A signed act without a paper. */
export const refusalForm: FormValues = filled.complianceRefusal;

export interface Browser {
  readonly act: (
    taskId: string,
    action: string,
    version: number,
    form: FormValues,
    more?: { readonly signature?: unknown; readonly minimal?: true },
  ) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly close: () => void;
}

const signIn = async (port: number, personName: string): Promise<string> => {
  const connection = await openConnection(port);
  const posts = JSON.parse((await connection.ask('GET', '/api/demo/posts')).body) as {
    accountId: string;
    personName: string;
  }[];
  const accountId = posts.find((post) => post.personName === personName)?.accountId;
  const origin = `http://localhost:${port}`;
  const answer = await connection.ask(
    'POST',
    '/api/demo/sign-in',
    { origin, 'idempotency-key': randomUUID() },
    { accountId },
  );
  connection.close();
  if (answer.status !== 200 || answer.cookie === null) throw new Error(`signing in was answered ${answer.status}`);
  return answer.cookie;
};

/** A signed-in person with as many connections as requests are under way at once, as a browser behind a proxy has. */
export const openBrowser = async (port: number, personName: string): Promise<Browser> => {
  const cookie = await signIn(port, personName);
  const origin = `http://localhost:${port}`;
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const ask = async (...request: Parameters<Connection['ask']>): Promise<Answer> => {
    const connection = idle.pop() ?? (await openConnection(port));
    if (!all.includes(connection)) all.push(connection);
    const answer = await connection.ask(...request);
    idle.push(connection);
    if (answer.status !== 200 && answer.status !== 204)
      throw new Error(`${request[1]} was answered ${answer.status} ${answer.body.slice(0, 300)}`);
    return answer;
  };
  return {
    act: (taskId, action, version, form, { signature, minimal } = {}) =>
      ask(
        'POST',
        `/api/tasks/${taskId}/actions/${action}`,
        { cookie, origin, 'idempotency-key': randomUUID(), ...(minimal ? { prefer: 'return=minimal' } : {}) },
        { version, form, ...(signature === undefined ? {} : { signature }) },
      ),
    get: (path) => ask('GET', path, { cookie }),
    close: () => {
      for (const connection of all) connection.close();
    },
  };
};
