import type { Result } from '../../core/base/result.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise, type SubjectFacts } from '../../core/people/authorise.ts';
import type { Operation } from '../../core/people/operations.ts';
import { noPost } from '../../core/people/refusals.ts';
import { UNKNOWN_TASK } from '../case/act.ts';
import { Refused } from '../case/commit.ts';
import type { Kernel, LockedCase } from '../case/kernel.ts';
import type { Listable } from '../case/read/case-list.ts';
import { readCase } from '../case/read/one-case.ts';
import { caseSubject, taskSubject } from '../case/subject.ts';
import { wasTold } from '../messages/inbox.ts';

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

/** 抄送 and escalation reach people whose posts take no part in the procedure: being told lets them read. */
const subjectFor = async (kernel: Kernel, principal: Principal, locked: LockedCase): Promise<SubjectFacts> => {
  const subject = caseSubject(locked);
  if (principal.kind !== 'staff' || authorise(principal, 'case.read', subject).allowed) return subject;
  if (!(await wasTold(kernel, principal.personId, locked.id))) return subject;
  const persons = [...(subject.involved?.persons ?? []), principal.personId];
  return { ...subject, involved: { ...subject.involved, persons } };
};

/** Refuses where there is no such case, in the words that also hide one that this person may not see. */
export const mustBeReadable = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase | null,
): Promise<{ readonly locked: LockedCase; readonly subject: SubjectFacts }> => {
  if (!locked) throw new Refused(UNKNOWN_CASE);
  const subject = await subjectFor(kernel, principal, locked);
  mustBeAllowed(principal, 'case.read', subject);
  return { locked, subject };
};

const found = async (kernel: Kernel, principal: Principal, caseId: string) =>
  mustBeReadable(kernel, principal, await readCase(kernel, caseId));

/** A case that this person may read; refuses where there is none. */
export const visibleCase = async (kernel: Kernel, principal: Principal, caseId: string): Promise<LockedCase> =>
  (await found(kernel, principal, caseId)).locked;

/** Facts of a readable case for further questions to the authorisation function. */
export const readableCase = async (kernel: Kernel, principal: Principal, caseId: string): Promise<SubjectFacts> =>
  (await found(kernel, principal, caseId)).subject;

/** Refuses where the task is not addressed to this person. */
export const mustBeAddressed = async (
  kernel: Kernel,
  principal: Principal,
  operation: Operation,
  task: string,
): Promise<void> => {
  const [row] = await kernel.db.query<{ case_id: string; key: string }>(
    'select case_id, key from case_tasks where id = $1',
    [task],
  );
  const locked = row ? await readCase(kernel, row.case_id) : null;
  const state = row && locked?.state.tasks[row.key];
  if (!locked || !state) throw new Refused(UNKNOWN_TASK);
  mustBeAllowed(principal, operation, taskSubject(locked, state));
};

/** Where somebody may list cases: entities, and in an outside reader's grant the procedures it names. Refuses where nowhere. */
export const listable = (principal: Principal): Listable => {
  const party = principal.kind === 'merchant' ? (principal.partyId ?? '') : null;
  const answers = principal.entityIds.map((entityId) => ({
    entityId,
    answer: authorise(principal, 'case.list', { entityId, ...(party === null ? {} : { partyId: party }) }),
  }));
  const entityIds = answers.flatMap(({ entityId, answer }) => (answer.allowed ? [entityId] : []));
  const [first] = answers;
  if (entityIds.length === 0) throw new Refused(first && !first.answer.allowed ? first.answer.refusal : noPost());
  const grants = (principal.grants ?? []).flatMap((grant) => (grant.processes === 'all' ? [] : grant.processes));
  const whole = principal.kind !== 'auditor' || principal.grants?.every((grant) => grant.processes === 'all');
  return { entityIds, partyId: party, processes: whole ? null : grants };
};

/** Entities in which this person may do something as such; refuses where there is none. */
export const entitiesFor = (principal: Principal, operation: Operation): readonly string[] => {
  const answers = principal.entityIds.map((entityId) => ({
    entityId,
    answer: authorise(principal, operation, { entityId }),
  }));
  const allowed = answers.flatMap(({ entityId, answer }) => (answer.allowed ? [entityId] : []));
  if (allowed.length > 0) return allowed;
  const [first] = answers;
  throw new Refused(first && !first.answer.allowed ? first.answer.refusal : noPost());
};
