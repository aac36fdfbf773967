import type { Parts } from '../assemble.ts';
import { deliverNext, wakeAllDue } from '../case/wake.ts';
import { openDueDuties } from '../duties/open-due.ts';
import { type ChannelName, sendWaiting } from '../messages/outbox.ts';
import { sweepAccess } from '../platform/people/sweep.ts';
import { everyBeat } from './loop.ts';

export interface Work {
  readonly stop: () => Promise<void>;
}

const BEAT_MS = 500;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the machine does by itself: due clocks, messages between cases, mail, the audit's sequencer. */
export const startWork = async (parts: Parts): Promise<Work> => {
  const report = (part: string) => (error: unknown) => parts.log.defect(error, { part });
  const clocks = everyBeat(BEAT_MS, (stopping) => wakeAllDue(parts.kernel, stopping), report('clocks'));
  const messages = everyBeat(
    BEAT_MS,
    async (stopping) => {
      while (!stopping() && (await deliverNext(parts.kernel)));
    },
    report('messages'),
  );
  const duties = everyBeat(MINUTE_MS, (stopping) => openDueDuties(parts.duties, stopping), report('duties'));
  // A loop for each channel: a mail server that takes its time holds up no robot.
  const outbox = (Object.keys(parts.channels) as ChannelName[]).map((channel) =>
    everyBeat(BEAT_MS, (stopping) => sendWaiting(parts, channel, stopping), report(`outbox.${channel}`)),
  );
  const upkeep = everyBeat(
    DAY_MS,
    async () => {
      await sweepAccess(parts.db, parts.clock());
      await parts.files.sweep();
    },
    report('upkeep'),
  );
  parts.sequencer.start();
  const forget = parts.onCommit(() => {
    messages.nudge();
    for (const channel of outbox) channel.nudge();
  });
  return {
    stop: async () => {
      forget();
      await Promise.all([clocks, messages, duties, upkeep, ...outbox].map((loop) => loop.stop()));
      await parts.sequencer.stop();
    },
  };
};
