import { type Refusal, type Result, refused } from '../../core/base/result.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise, type SubjectFacts } from '../../core/people/authorise.ts';
import type { Operation } from '../../core/people/operations.ts';
import type { TaskState } from '../../core/process/state.ts';
import type { LockedCase } from './kernel.ts';

/** What the authorisation function needs to know of a case: roles that take part anywhere in its procedure. */
export const caseSubject = (locked: LockedCase): SubjectFacts => {
  const tasks = Object.values(locked.process.stages).flatMap((stage) =>
    Object.values(stage.tasks).map((task) => task.by),
  );
  // Whoever a missed clock would be told to answers for it, and so may look and urge before it is missed.
  const answerable = Object.values(locked.process.limits).flatMap(({ ifMissed }) =>
    typeof ifMissed === 'object' && 'escalate' in ifMissed ? [ifMissed.escalate] : [],
  );
  const named = Object.values(locked.state.tasks).flatMap((task) =>
    task.assignedTo === null ? [] : [task.assignedTo],
  );
  return {
    entityId: locked.entityId,
    process: locked.process.name,
    ...(locked.partyId === null ? {} : { partyId: locked.partyId }),
    involved: { roles: [...new Set([...tasks, ...answerable, locked.process.start.by])], persons: named },
  };
};

/** The same for one task: whom it is addressed to. Claims are left to `mayWork`, which says who holds it. */
export const taskSubject = (locked: LockedCase, task: TaskState): SubjectFacts => {
  const role = locked.process.stages[task.stage]?.tasks[task.task]?.by;
  return {
    ...caseSubject(locked),
    roles: role === undefined ? [] : [role],
    persons: task.assignedTo === null ? [] : [task.assignedTo],
  };
};

const MOVES = {
  claim: 'task.claim',
  release: 'task.release',
  transfer: 'task.transfer',
  addSigner: 'task.addSigner',
  copy: 'task.copy',
  urge: 'task.urge',
  sendBack: 'case.act',
  answerSigner: 'case.act',
} as const satisfies Readonly<Record<string, Operation>>;

export type MoveName = keyof typeof MOVES;

/** Why this person may not make that move on the task, or null. The same answer greys the button and refuses the move. */
export const moveRefusal = (
  principal: Principal,
  locked: LockedCase,
  task: TaskState,
  move: MoveName,
): Refusal | null => {
  const answer = authorise(principal, MOVES[move], taskSubject(locked, task));
  return answer.allowed ? null : answer.refusal;
};

/** `answer` unless a refusal stands before it. */
export const unless = <T>(refusal: Refusal | null, answer: Result<T>): Result<T> =>
  refusal === null ? answer : refused(refusal);
