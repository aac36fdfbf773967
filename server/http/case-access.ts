import type { Result } from '../../core/base/result.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise, type SubjectFacts } from '../../core/people/authorise.ts';
import type { Operation } from '../../core/people/operations.ts';
import { Refused } from '../case/commit.ts';
import type { Kernel, LockedCase } from '../case/kernel.ts';
import { readCase } from '../case/read/one-case.ts';

export const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Refused(result.refusal);
};

/** Asks the one authorisation function; its refusal becomes the answer. */
export const mustBeAllowed = (principal: Principal, operation: Operation, subject: SubjectFacts): void => {
  const answer = authorise(principal, operation, subject);
  if (!answer.allowed) throw new Refused(answer.refusal);
};

const UNKNOWN_CASE = {
  code: 'case.unknown',
  message: { zh: '没有这个案件,或您无权查看。', en: 'There is no such case, or you may not see it.' },
};

/** What the authorisation function needs to know of a case: roles that take part anywhere in its procedure. */ const subjectOf =
  (locked: LockedCase): SubjectFacts => {
    const tasks = Object.values(locked.process.stages).flatMap((stage) =>
      Object.values(stage.tasks).map((task) => task.by),
    );
    const named = Object.values(locked.state.tasks).flatMap((task) =>
      task.assignedTo === null ? [] : [task.assignedTo],
    );
    return {
      entityId: locked.entityId,
      process: locked.process.name,
      ...(locked.partyId === null ? {} : { partyId: locked.partyId }),
      involved: { roles: [...new Set([...tasks, locked.process.start.by])], persons: named },
    };
  };

/** Refuses where there is no such case, in the words that also hide one that this person may not see. */
export const mustBeReadable = (principal: Principal, found: LockedCase | null): LockedCase => {
  if (!found) throw new Refused(UNKNOWN_CASE);
  mustBeAllowed(principal, 'case.read', subjectOf(found));
  return found;
};

/** A case that this person may read. */
export const visibleCase = async (kernel: Kernel, principal: Principal, caseId: string): Promise<LockedCase> =>
  mustBeReadable(principal, await readCase(kernel, caseId));

/** Facts of a readable case for further questions to the authorisation function. */
export const readableCase = async (kernel: Kernel, principal: Principal, caseId: string): Promise<SubjectFacts> =>
  subjectOf(await visibleCase(kernel, principal, caseId));
