import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import { NotDelivered } from '../platform/delivery/not-delivered.ts';
import type { SmsGateway } from '../platform/delivery/sms-gateway.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { addressOf } from './address.ts';
import type { Channel } from './outbox.ts';

export interface SmsParts {
  readonly gateway: SmsGateway;
  /** Template of notices, as the carrier registered it. */
  readonly template: string;
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly clock: () => Instant;
}

/** Tells the party by short message that a notice lies in the portal: its title and number, never what it says. */
export const smsChannel = (parts: SmsParts): Channel => ({
  lanes: 4,
  spacingMs: () => 0,
  send: async (message) => {
    const [paper] = await parts.kernel.db.query<{ title: string; number: string }>(
      'select title, number from papers where id = $1',
      [message.paperId],
    );
    if (!paper) throw new NotDelivered('paper.gone', true);
    const phone = await addressOf(parts, message, 'person.phone');
    if (phone === null) return;
    const params = { title: paper.title, number: paper.number };
    await parts.gateway({ id: message.idempotencyKey, phone, template: parts.template, params });
  },
});
