import { Defect } from '../../core/base/result.ts';
import { handedOn } from '../../core/process/sub-case.ts';
import type { EffectHandler, Kernel } from './kernel.ts';
import { openIn } from './open.ts';
import { MACHINE } from './wake.ts';

/** Opens a case for this one, in the same transaction and by the same clock: both are there, or neither. */
export const openSubCase =
  (kernelOf: () => Kernel): EffectHandler =>
  async ({ tx, case: parent, state, event, now }) => {
    const kernel = kernelOf();
    const effect = parent.process.effects[event.effect];
    const process = effect?.kind === 'subCase' ? kernel.processes.current(effect.process) : null;
    if (effect?.kind !== 'subCase' || !process) throw new Defect(`${event.effect} opens no case`);
    await openIn({ ...kernel, clock: () => now }, tx, MACHINE, process, {
      process: process.name,
      entityId: parent.entityId,
      partyId: parent.partyId,
      parentId: parent.id,
      parentItem: event.item,
      form: handedOn(effect, state, event.item),
      signed: null,
      idempotency: null,
    });
  };

const TELL = `
  insert into case_messages (case_id, cause, event, item, data, at)
  select parent_id, $2, $3, parent_item, $4, $5 from cases where id = $1 and parent_id is not null
  on conflict (case_id, cause) do nothing`;

/**
 * Leaves word for the case that this one was opened for. It is told in a transaction of its own, once, by whichever process
 * comes first: two cases locked by one act could wait for each other.
 */
export const tellParent: EffectHandler = async ({ tx, case: child, event, state, now, seq }) => {
  const effect = child.process.effects[event.effect];
  if (effect?.kind !== 'tell') throw new Defect(`${event.effect} tells nobody`);
  const data = { caseId: child.id, number: child.number, end: state.ended?.end ?? null };
  await tx.prepared('case-tell-parent', TELL, [
    child.id,
    `${child.id}/${seq}`,
    effect.event,
    JSON.stringify(data),
    new Date(now),
  ]);
};
