import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import { readCase } from '../case/read/one-case.ts';
import { NotDelivered } from '../platform/delivery/not-delivered.ts';
import type { PostOptions } from '../platform/delivery/post-json.ts';
import { ROBOT_SPACING_MS, type Robot, sayByRobot } from '../platform/delivery/robots.ts';
import type { Channel, Waiting } from './outbox.ts';

export interface RobotParts {
  readonly robots: readonly Robot[];
  readonly kernel: Kernel;
  readonly clock: () => Instant;
  readonly publicUrl: () => string;
  readonly options: PostOptions;
}

const SENTENCES: Readonly<Record<string, string>> = {
  escalation: '时限已超，已升级，请即处理。',
  urge: '有一项任务被催办，请尽快办理。',
};

/** Number, procedure and link: a group chat is read by people who may not see the case. */
const textOf = async ({ kernel, publicUrl }: RobotParts, message: Waiting): Promise<string> => {
  const found = message.caseId === null ? null : await readCase(kernel, message.caseId);
  const sentence = SENTENCES[message.template];
  if (!found || sentence === undefined) throw new NotDelivered('message.unknown', true);
  return `【准绳】${found.number}（${found.process.title.zh}）${sentence}\n${publicUrl()}/cases/${found.id}`;
};

/** One channel for all robots; each has a pace and a place in the outbox (`robot:wecom`) of its own. */
export const robotChannel = (parts: RobotParts): Channel => {
  const byRecipient = new Map(parts.robots.map((robot) => [`robot:${robot.kind}`, robot]));
  return {
    lanes: Math.max(1, parts.robots.length),
    spacingMs: (recipient) => {
      const robot = byRecipient.get(recipient);
      return robot ? ROBOT_SPACING_MS[robot.kind] : 0;
    },
    send: async (message) => {
      const robot = byRecipient.get(message.recipient);
      if (!robot) throw new NotDelivered('robot.notSetUp');
      await sayByRobot(robot, await textOf(parts, message), parts.clock(), parts.options);
    },
  };
};
