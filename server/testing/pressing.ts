import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FormValues } from '../../core/forms/form.ts';
import { receipt } from './admission.ts';
import type { Answer, Visitor } from './visitor.ts';

/** One press of a button, repeated under its key until the server has said that it is done. */
export interface Press {
  readonly key: string;
  readonly kind: 'caseOpened' | 'taskClaimed' | 'acted';
  caseId: string;
  acknowledged: boolean;
  tries: number;
}

export interface Worker {
  readonly merchant: Visitor;
  readonly clerk: Visitor;
  readonly form: FormValues;
  readonly pressed: Press[];
  readonly stop: AbortSignal;
}

/** Signs in by a name of the demonstration, without looking into the database. */
export const demoSignIn = async (visitor: Visitor, name: string): Promise<void> => {
  const { body } = await visitor.get('/api/demo/posts');
  const post = body.find((one: { personName: string }) => one.personName === name);
  await visitor.post('/api/demo/sign-in', { accountId: post.accountId });
};

const PATIENCE_MS = 90_000;

/** A broken connection and 503 say "press again"; anything else is an answer. */
const untilAnswered = async (ask: () => Promise<Answer>): Promise<Answer> => {
  const patience = Date.now() + PATIENCE_MS;
  let last = '';
  while (Date.now() < patience) {
    const answer = await ask().catch((error: unknown) => String(error));
    if (typeof answer !== 'string' && answer.status !== 503) return answer;
    last = typeof answer === 'string' ? answer : JSON.stringify(answer.body);
    await pause(50);
  }
  throw new Error(`the server never came back: ${last}`);
};

const press = async (
  { pressed }: Worker,
  one: Omit<Press, 'key' | 'acknowledged' | 'tries'>,
  ask: (key: string) => Promise<Answer>,
): Promise<Answer> => {
  const entry: Press = { ...one, key: randomUUID(), acknowledged: false, tries: 0 };
  pressed.push(entry);
  const answer = await untilAnswered(() => {
    entry.tries += 1;
    return ask(entry.key);
  });
  if (answer.status >= 300)
    throw new Error(`${entry.kind} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  entry.caseId = answer.body.caseId ?? entry.caseId;
  entry.acknowledged = true;
  return answer;
};

/** Opens a case, claims its first task, accepts the material; then the next case, until it is stopped. */
export const worker = async (on: Worker): Promise<void> => {
  const { merchant, clerk, form, stop } = on;
  while (!stop.aborted) {
    const body = { process: 'merchant-admission', form };
    const opened = await press(on, { kind: 'caseOpened', caseId: '' }, (key) => merchant.post('/api/cases', body, key));
    const { caseId } = opened.body;
    const page = await untilAnswered(() => clerk.get(`/api/cases/${caseId}`));
    const task = `/api/tasks/${page.body.tasks[0].id}`;
    const { version } = page.body;
    const claimed = await press(on, { kind: 'taskClaimed', caseId }, (key) =>
      clerk.post(`${task}/claim`, { version }, key),
    );
    const seen = claimed.body.version;
    await press(on, { kind: 'acted', caseId }, (key) =>
      clerk.post(`${task}/actions/accept`, { version: seen, form: receipt }, key),
    );
  }
};
