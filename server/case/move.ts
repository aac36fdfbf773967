import type { Result } from '../../core/base/result.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Command } from '../../core/process/command.ts';
import type { CaseEvent } from '../../core/process/events.ts';
import type { Sql } from '../platform/postgres/sql.ts';
import { contextFor, isNew, refuseIfChanged, UNKNOWN_TASK } from './act.ts';
import { Conflict, decideAndWrite, Refused } from './commit.ts';
import { readHistory } from './history.ts';
import type { EffectsLeft, Kernel, LockedCase } from './kernel.ts';
import { loadByCase, loadByTask } from './load.ts';
import { oncePerKey } from './one-press.ts';
import { moveRefusal } from './subject.ts';
import type { Idempotency } from './write.ts';

/** 认领 释放 转办 加签 加签答复 退回 催办 抄送: moves on one task. */
export type TaskMove = Exclude<
  Command,
  { do: 'open' | 'act' | 'tell' | 'wake' | 'recompute' | 'changeDefinition' | 'withdraw' }
>;
type Untargeted<T> = T extends TaskMove ? Omit<T, 'task'> : never;

export interface MoveRequest {
  readonly version: number;
  readonly idempotency: Idempotency;
}

/** May a person be given a task of the role in the entity? Without a role: does he work there at all? */
export type Eligibility = (tx: Sql, personId: string, role: string | null, entityId: string) => Promise<boolean>;

const NOBODY_HERE = {
  code: 'person.unknown',
  message: {
    zh: '没有此人,或其不在本企业任职,请重新选择。',
    en: 'There is no such person in this company. Choose somebody else.',
  },
};

const roleOf = (locked: LockedCase, key: string) => {
  const task = locked.state.tasks[key];
  return task ? (locked.process.stages[task.stage]?.tasks[task.task]?.by ?? null) : null;
};

/** Whom a task, a question or a copy goes to must be there; a task goes only to somebody who holds its role. */
const mayBeGiven = async (
  tx: Sql,
  move: Untargeted<TaskMove>,
  role: string | null,
  entityId: string,
  eligible: Eligibility,
): Promise<boolean> => {
  if (!('to' in move) || move.do === 'sendBack') return false;
  if (move.do === 'transfer') return role !== null && (await eligible(tx, move.to, role, entityId));
  if (!(await eligible(tx, move.to, null, entityId))) throw new Refused(NOBODY_HERE);
  return true;
};

export const moveTask = (
  kernel: Kernel,
  principal: Principal,
  taskId: string,
  move: Untargeted<TaskMove>,
  request: MoveRequest,
  eligible: Eligibility,
): Promise<Result<{ caseId: string }>> =>
  oncePerKey(request.idempotency, async () => {
    const caseId = await kernel.db.transaction(async (tx) => {
      const loaded = await loadByTask(kernel, tx, taskId, request.idempotency.accountId, request.idempotency.key);
      if (!loaded?.taskKey) throw new Refused(UNKNOWN_TASK);
      const locked = loaded.case;
      if (!isNew(loaded, request.idempotency)) return locked.id;
      const task = locked.state.tasks[loaded.taskKey];
      const role = roleOf(locked, loaded.taskKey);
      const refusal = task ? moveRefusal(principal, locked, task, move.do) : UNKNOWN_TASK;
      if (refusal) throw new Refused(refusal);
      refuseIfChanged(loaded, request.version);
      const may = await mayBeGiven(tx, move, role, locked.entityId, eligible);
      const context = { ...contextFor(kernel, locked, principal, role, {}, task), eligible: () => may };
      const command = { ...move, task: loaded.taskKey } as TaskMove;
      await decideAndWrite(kernel, tx, locked, command, context, request.idempotency);
      if (move.do === 'copy') {
        await tx.query(
          'insert into case_copies (case_id, person_id, since) values ($1, $2, $3) on conflict do nothing',
          [locked.id, move.to, new Date(kernel.clock())],
        );
      }
      return locked.id;
    });
    kernel.committed(caseId);
    return { caseId };
  });

/** Papers can be voided and messages stopped; changed master data, another case or one that was told something can't. */
const UNDONE_WITH_THE_ACT: ReadonlySet<string> = new Set(['notice', 'record', 'command', 'nothing']);

const changesOthers = (locked: LockedCase, after: readonly CaseEvent[]): boolean =>
  after.some(
    (event) =>
      event.type === 'effectRequested' &&
      !UNDONE_WITH_THE_ACT.has(locked.process.effects[event.effect]?.kind ?? 'unknown'),
  );

/** 撤回: takes back one's own latest act; papers and messages that haven't left are withdrawn with it. */
export const withdraw = (
  kernel: Kernel,
  principal: Principal,
  caseId: string,
  reason: string,
  request: MoveRequest,
  effectsLeft: EffectsLeft,
): Promise<Result<{ caseId: string }>> =>
  oncePerKey(request.idempotency, async () => {
    await kernel.db.transaction(async (tx) => {
      const loaded = await loadByCase(kernel, tx, caseId, request.idempotency.accountId, request.idempotency.key);
      if (!loaded) throw new Refused(UNKNOWN_TASK);
      if (!isNew(loaded, request.idempotency)) return;
      if (request.version < loaded.case.state.version) throw new Conflict(loaded.case.state.version);
      const history = await readHistory(tx, caseId);
      const act = history.findLastIndex((event) => event.type === 'acted') + 1;
      const gone = changesOthers(loaded.case, history.slice(act)) || (await effectsLeft(tx, caseId, act));
      const command: Command = { do: 'withdraw', reason, history, effectsLeft: gone };
      await decideAndWrite(
        kernel,
        tx,
        loaded.case,
        command,
        contextFor(kernel, loaded.case, principal, null, {}),
        request.idempotency,
      );
    });
    kernel.committed(caseId);
    return { caseId };
  });
