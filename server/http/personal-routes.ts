import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemView } from '../../core/contract/common.ts';
import { PersonalBody, PersonalView } from '../../core/contract/requests.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { authorise, type SubjectFacts } from '../../core/people/authorise.ts';
import { Refused } from '../case/commit.ts';
import { readHistory } from '../case/history.ts';
import type { Kernel, LockedCase } from '../case/kernel.ts';
import { isPartyAct } from '../case/read/party-side.ts';
import { caseSubject, taskSubject } from '../case/subject.ts';
import { recordAccess } from '../platform/audit/access.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { type OpenedValues, openSealed } from '../platform/personal/personal-values.ts';
import { isSealed } from '../platform/personal/seal.ts';
import { visibleCase } from './case-access.ts';
import type { Identity } from './identity.ts';

export interface PersonalRoutesDeps {
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly identity: Identity;
}

const UNKNOWN_FIELD = {
  code: 'personal.unknown',
  message: {
    zh: '此处没有可查看的个人信息,或已依法销毁。',
    en: 'There is no personal value here, or it was lawfully destroyed.',
  },
};
const REASON_REPEATS = {
  code: 'personal.reasonRepeats',
  field: 'reason',
  message: {
    zh: '查看原因将记入审计,请勿写入个人信息本身,请改写后重试。',
    en: 'The reason goes on record: do not repeat the personal value in it. Reword it and try again.',
  },
};

/** Who works on the case at present may see in full what he needs for it; a party may see its own. */
const mustBeNeeded = (principal: Principal, locked: LockedCase): void => {
  const open = Object.values(locked.state.tasks).filter((task) => task.state === 'open');
  const subjects: readonly SubjectFacts[] = [caseSubject(locked), ...open.map((task) => taskSubject(locked, task))];
  const answers = subjects.map((subject) => authorise(principal, 'personal.read', subject));
  const [first] = answers;
  if (first && !first.allowed && !answers.some((answer) => answer.allowed)) throw new Refused(first.refusal);
};

/** The value at `phone` or `people[2].phone` of a filled form. */
const valueAt = (form: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (at, step) =>
        at !== null && typeof at === 'object' && Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : null,
      form,
    );

/** The mark of the sealed value that entry `seq` of the history holds in a field. */
const refOf = async (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  { entry, field }: z.infer<typeof PersonalBody>,
): Promise<string> => {
  const event = (await readHistory(kernel.db, locked.id))[entry - 1];
  const hidden = principal.kind === 'merchant' && event && !isPartyAct(locked.process, event);
  const value = event && 'form' in event && !hidden ? valueAt(event.form, field) : null;
  if (!isSealed(value)) throw new Refused(UNKNOWN_FIELD);
  return value.$sealed.ref;
};

/** The opening goes on record before anything is shown; the record names whose value it was, never the value. */
const onRecord = (
  kernel: Kernel,
  principal: Principal,
  locked: LockedCase,
  { disclosure }: OpenedValues,
  reason: string,
): Promise<void> =>
  recordAccess(kernel.db, {
    entityId: locked.entityId,
    at: kernel.clock(),
    actor: { personId: principal.personId, accountId: principal.accountId },
    what: `person.${disclosure.values[0]?.kind ?? 'other'}`,
    subjects: [
      { kind: 'case', id: locked.id },
      ...disclosure.values.flatMap(({ ref, subject }) => [
        { kind: 'subject', id: subject },
        { kind: 'value', id: ref },
      ]),
    ],
    reason,
  });

/** The full value behind a masked one (DECISIONS 23). Every other face of a case shows 138****5678. */
export const personalRoutes =
  ({ kernel, ring, identity }: PersonalRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/cases/:id/personal',
      {
        schema: {
          tags: ['cases'],
          summary: 'See one personal value in full, with a reason that goes on record',
          params: z.object({ id: z.uuid() }),
          body: PersonalBody,
          response: { 200: PersonalView, 403: ProblemView, 404: ProblemView },
        },
      },
      async (request) => {
        const principal = await identity.principalOf(request);
        const locked = await visibleCase(kernel, principal, request.params.id);
        mustBeNeeded(principal, locked);
        const ref = await refOf(kernel, principal, locked, request.body);
        const opened = await openSealed({ db: kernel.db, ring }, locked.entityId, [ref], 'fullView');
        const value = opened.values.get(ref)?.value;
        if (typeof value !== 'string') throw new Refused(UNKNOWN_FIELD);
        const reason = request.body.reason.trim();
        if (reason.includes(value)) throw new Refused(REASON_REPEATS);
        await onRecord(kernel, principal, locked, opened, reason);
        return { field: request.body.field, value };
      },
    );
  };
