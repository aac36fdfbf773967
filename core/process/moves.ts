import type { Refusal } from '../base/result.ts';
import type { Command } from './command.ts';
import type { CaseEvent } from './events.ts';
import { replay } from './evolve.ts';
import { enterStage, leaveStage } from './flow.ts';
import { happen } from './limits.ts';
import { mayWork, taskDefinition } from './permit.ts';
import type { Run } from './run.ts';
import { emit } from './run.ts';
import type { CaseState, TaskState } from './state.ts';

type Move = Exclude<Command, { do: 'open' | 'act' | 'tell' | 'wake' | 'recompute' | 'changeDefinition' }>;
type On<D extends Move['do']> = Extract<Move, { do: D }>;

const refusal = (code: string, zh: string, en: string): Refusal => ({ code, message: { zh, en } });

const UNKNOWN = refusal('task.unknown', '没有这个任务,请刷新页面。', 'There is no such task. Refresh the page.');

const SIGNER_ONLY = refusal(
  'task.signerOnly',
  '加签任务只能同意、不同意或转办。',
  'An added signer can only agree, refuse or transfer.',
);

/** The moves that every procedure has: 认领 释放 转办 加签 退回 催办 抄送 撤回. */
export const decideMove = (run: Run, move: Move): Refusal | null => {
  if (move.do === 'withdraw') return withdraw(run, move);
  const task = run.state.tasks[move.task];
  if (!task) return UNKNOWN;
  if (move.do === 'urge' || move.do === 'copy') return signal(run, move, task);
  if (move.do === 'transfer' || move.do === 'release') return handOver(run, move, task);
  const permitted = mayWork(run.process, run.state, task, run.ctx);
  if (!permitted.ok) return permitted.refusal;
  if (task.signsFor !== null && (move.do === 'addSigner' || move.do === 'sendBack')) return SIGNER_ONLY;
  switch (move.do) {
    case 'claim':
      if (task.claimedBy === null) emit(run, { type: 'taskClaimed', key: task.key, actor: run.ctx.actor });
      return null;
    case 'addSigner':
      return addSigner(run, move, task);
    case 'answerSigner':
      return answerSigner(run, move, task);
    case 'sendBack':
      return sendBack(run, move, task);
  }
};

const signal = (run: Run, move: On<'urge'> | On<'copy'>, task: TaskState): Refusal | null => {
  if (task.state !== 'open')
    return refusal('task.closed', '该任务已办结,无需催办或抄送。', 'This task is closed already.');
  if (move.do === 'urge') emit(run, { type: 'urged', key: task.key, reason: move.reason, actor: run.ctx.actor });
  else emit(run, { type: 'copied', key: task.key, to: move.to, reason: move.reason, actor: run.ctx.actor });
  return null;
};

const handOver = (run: Run, move: On<'transfer'> | On<'release'>, task: TaskState): Refusal | null => {
  const permitted = mayWork(run.process, run.state, task, run.ctx);
  if (!permitted.ok) return permitted.refusal;
  if (move.do === 'release') {
    if (task.signsFor !== null) return SIGNER_ONLY;
    if (task.claimedBy === null && task.assignedTo === null) return null;
    emit(run, { type: 'taskReleased', key: task.key, actor: run.ctx.actor, reason: move.reason });
    return null;
  }
  if (!run.ctx.eligible(move.to, permitted.value.by)) {
    return refusal(
      'transfer.notEligible',
      '对方不具备办理此任务的岗位,请选择同岗位人员。',
      'That person does not hold the post for this task; choose someone who does.',
    );
  }
  emit(run, { type: 'taskTransferred', key: task.key, to: move.to, reason: move.reason, actor: run.ctx.actor });
  return null;
};

/** 加签 runs inside the limit that is running already; it never gets a clock of its own. */
const addSigner = (run: Run, move: On<'addSigner'>, task: TaskState): Refusal | null => {
  if (move.to === run.ctx.actor.personId) {
    return refusal('signer.self', '不能把自己加为加签人。', 'You cannot add yourself as a signer.');
  }
  const count = Object.values(run.state.tasks).filter((other) => other.signsFor === task.key).length;
  emit(run, {
    type: 'signerAdded',
    key: `${task.key}+${count + 1}`,
    forTask: task.key,
    to: move.to,
    reason: move.reason,
    actor: run.ctx.actor,
  });
  return null;
};

const answerSigner = (run: Run, move: On<'answerSigner'>, task: TaskState): Refusal | null => {
  if (task.signsFor === null)
    return refusal('signer.none', '该任务不是加签任务。', 'This task does not ask for an added signature.');
  emit(run, {
    type: 'signerAnswered',
    key: task.key,
    answer: move.answer,
    reason: move.reason,
    actor: run.ctx.actor,
    signature: move.signature,
  });
  return null;
};

const sendBack = (run: Run, move: On<'sendBack'>, task: TaskState): Refusal | null => {
  const stage = run.process.stages[task.stage];
  if (!stage?.mayReturnTo?.includes(move.to)) {
    return refusal(
      'sendBack.notAllowed',
      '此环节不能退回到所选环节。',
      'This stage cannot be sent back to the stage chosen.',
    );
  }
  emit(run, { type: 'sentBack', taskKey: task.key, to: move.to, reason: move.reason, actor: run.ctx.actor });
  const item = run.state.stages[task.stageKey]?.item ?? null;
  leaveStage(run, task.stageKey, true);
  enterStage(run, move.to, item, true);
  happen(run, { told: 'sentBack', item });
  return null;
};

const BY_PERSON = new Set<CaseEvent['type']>([
  'caseOpened',
  'acted',
  'sentBack',
  'signerAnswered',
  'taskClaimed',
  'taskTransferred',
  'told',
  'limitLapsed',
  'withdrawn',
]);

/** 撤回: one's own last act, until somebody else has acted or an effect has left the house. */
const withdraw = (run: Run, move: On<'withdraw'>): Refusal | null => {
  const index = move.history.findLastIndex((event) => BY_PERSON.has(event.type));
  const last = move.history[index];
  if (last?.type !== 'acted' || last.actor.personId !== run.ctx.actor.personId) {
    return refusal(
      'withdraw.notLast',
      '只能撤回本人最近一次、且他人尚未接办的操作。',
      'Only your own latest act can be taken back, before anybody else has acted.',
    );
  }
  if (move.effectsLeft) {
    return refusal(
      'withdraw.effectLeft',
      '通知或指令已发出,不能撤回;请走更正或退回。',
      'A notice or command has already left; it cannot be taken back. Use a correction or send the case back.',
    );
  }
  if (taskDefinition(run.process, run.state.tasks[last.taskKey] as TaskState) === undefined) return UNKNOWN;
  const restored = asBefore(run.state, replay(move.history.slice(0, index)));
  emit(run, { type: 'withdrawn', act: index + 1, reason: move.reason, actor: run.ctx.actor, restored });
  return null;
};

/** The case as it was, with what the act had opened standing there as cancelled: keys are never used twice. */
const asBefore = (now: CaseState, before: CaseState): CaseState => {
  const tasks = Object.values(now.tasks).filter((task) => before.tasks[task.key] === undefined);
  const limits = Object.values(now.limits).filter((limit) => before.limits[limit.key] === undefined);
  // A breach that was noted since then has happened all the same.
  const kept = Object.values(before.limits).map((limit) => {
    const { breachedAt = null, reminded = limit.reminded } = now.limits[limit.key] ?? {};
    return [limit.key, { ...limit, breachedAt: limit.breachedAt ?? breachedAt, reminded }];
  });
  return {
    ...before,
    tasks: {
      ...before.tasks,
      ...Object.fromEntries(tasks.map((task) => [task.key, { ...task, state: 'cancelled' as const }])),
    },
    limits: {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(limits.map((limit) => [limit.key, { ...limit, state: 'cancelled' as const }])),
    },
  };
};
