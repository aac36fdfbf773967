import type { Json } from '../../core/base/json.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Command } from '../../core/process/command.ts';
import { contextFor } from './act.ts';
import { decideAndWrite } from './commit.ts';
import type { Kernel } from './kernel.ts';
import { loadByCase } from './load.ts';

/** The machine itself, where no person acts. */
export const MACHINE: Principal = { kind: 'system', personId: 'system', accountId: 'system', entityIds: [], posts: [] };

// Locks the case first, as every act does: clocks are never locked before their case, so the two can't wait in a circle.
const NEXT_DUE = `
  select c.id from case_limits l join cases c on c.id = l.case_id
  where l.wake_at <= $1 order by l.wake_at limit 1 for update of c skip locked`;

/**
 * Wakes one case whose clock is due; false where there is none. Any number of processes may call it: the lock is taken
 * with SKIP LOCKED, and a case that was woken is no longer due, so each limit fires once.
 */
export const wakeNext = async (kernel: Kernel): Promise<boolean> => {
  const woken = await kernel.db.transaction(async (tx) => {
    const now = kernel.clock();
    const [due] = await tx.prepared<{ id: string }>('case-next-due', NEXT_DUE, [new Date(now)]);
    if (!due) return null;
    const loaded = await loadByCase(kernel, tx, due.id);
    if (!loaded) return null;
    const outcome = await decideAndWrite(
      kernel,
      tx,
      loaded.case,
      { do: 'wake' },
      contextFor(kernel, loaded.case, MACHINE, null, {}),
      null,
    );
    // A wake that decides nothing would be asked for again at once: put the clock to sleep until its case changes.
    if (outcome.events.length === 0)
      await tx.query('update case_limits set wake_at = null where case_id = $1 and wake_at <= $2', [
        due.id,
        new Date(now),
      ]);
    return due.id;
  });
  if (woken) kernel.committed(woken);
  return woken !== null;
};

/** Wakes everything that is due now; after downtime too, in the order of the due instants. Returns how many cases. */
export const wakeAllDue = async (kernel: Kernel, stopping: () => boolean = () => false): Promise<number> => {
  let count = 0;
  while (!stopping() && (await wakeNext(kernel))) count += 1;
  return count;
};

const NEXT_MESSAGE = `
  select m.id, m.case_id, m.cause, m.event, m.item, m.data from case_messages m join cases c on c.id = m.case_id
  where m.done_at is null order by m.id limit 1 for update of c skip locked`;

/** Tells a case something, once per cause, and marks the message done in the same transaction. */
export const deliverNext = async (kernel: Kernel): Promise<boolean> =>
  kernel.db.transaction(async (tx) => {
    const [message] = await tx.prepared<{
      id: number;
      case_id: string;
      cause: string;
      event: string;
      item: string | null;
      data: Record<string, Json>;
    }>('case-next-message', NEXT_MESSAGE);
    if (!message) return false;
    const loaded = await loadByCase(kernel, tx, message.case_id);
    if (loaded) {
      const command: Command = {
        do: 'tell',
        event: message.event,
        data: message.data,
        cause: message.cause,
        item: message.item,
      };
      await decideAndWrite(kernel, tx, loaded.case, command, contextFor(kernel, loaded.case, MACHINE, null, {}), null);
    }
    await tx.query('update case_messages set done_at = $2 where id = $1', [message.id, new Date(kernel.clock())]);
    return true;
  });
