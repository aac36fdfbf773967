import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import { readCase } from '../case/read/one-case.ts';
import { recordAccess } from '../platform/audit/access.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { openSealed } from '../platform/personal/personal-values.ts';
import { isSealed } from '../platform/personal/seal.ts';
import type { Waiting } from './outbox.ts';

export interface AddressParts {
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly clock: () => Instant;
}

/** The address behind `case:<id>:<field>`: opened at the moment of sending, and the opening goes on record first. */
export const addressOf = async (
  { kernel, ring, clock }: AddressParts,
  message: Waiting,
  what: 'person.email' | 'person.phone',
): Promise<string | null> => {
  const [, caseId = '', field = ''] = message.recipient.split(':');
  const found = await readCase(kernel, caseId);
  const value = found?.state.forms.start?.[field];
  if (!found || !isSealed(value)) return null;
  const ref = value.$sealed.ref;
  const { values, disclosure } = await openSealed({ db: kernel.db, ring }, found.entityId, [ref], 'delivery');
  await recordAccess(kernel.db, {
    entityId: found.entityId,
    at: clock(),
    actor: { system: 'outbox' },
    what,
    subjects: disclosure.values.map(({ subject }) => ({ kind: 'subject', id: subject })),
    reason: `delivery of ${message.idempotencyKey}`,
  });
  const opened = values.get(ref)?.value;
  return typeof opened === 'string' ? opened : null;
};
