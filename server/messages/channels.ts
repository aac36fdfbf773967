import { randomUUID } from 'node:crypto';
import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import type { Config } from '../platform/config/keys.ts';
import type { Robot } from '../platform/delivery/robots.ts';
import { codesBy, httpsSmsGateway, type SmsGateway } from '../platform/delivery/sms-gateway.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import type { SmsSender } from '../platform/people/sms-sender.ts';
import { openMail } from './mail.ts';
import type { OutboxDeps } from './outbox.ts';
import { robotChannel } from './robot.ts';
import { smsChannel } from './sms.ts';

/** The robots that are set up. */
export const robotsOf = (config: Config): readonly Robot[] =>
  [
    { kind: 'wecom' as const, url: config.wecomRobot, secret: undefined },
    { kind: 'dingtalk' as const, url: config.dingtalkRobot, secret: config.dingtalkSecret },
    { kind: 'feishu' as const, url: config.feishuRobot, secret: config.feishuSecret },
  ].flatMap((robot) => (robot.url === undefined ? [] : [{ ...robot, url: robot.url }]));

const postOptions = (config: Config) => ({ allowPrivate: config.allowPrivateTargets });

/** The gateway for short messages, or null where none is set up. */
export const gatewayOf = (config: Config, now: () => number): SmsGateway | null =>
  config.smsUrl === undefined || config.smsSecret === undefined
    ? null
    : httpsSmsGateway({ url: config.smsUrl, secret: config.smsSecret, now, options: postOptions(config) });

/** One-time codes by short message, or null where gateway or template lack. */
export const codeSenderOf = (config: Config, now: () => number): SmsSender | null => {
  const gateway = gatewayOf(config, now);
  return gateway === null || config.smsCodeTemplate === undefined
    ? null
    : codesBy(gateway, config.smsCodeTemplate, randomUUID);
};

export interface ChannelParts {
  readonly config: Config;
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly files: Pick<FileStore, 'readWhole'>;
  readonly clock: () => Instant;
  readonly publicUrl: () => string;
}

/** The channels that the configuration sets up; messages for the others wait. */
export const openChannels = (parts: ChannelParts): OutboxDeps['channels'] => {
  const { config, clock } = parts;
  const mail = openMail(parts);
  const gateway = gatewayOf(config, clock);
  const template = config.smsNoticeTemplate;
  const robots = robotsOf(config);
  return {
    ...(mail === null ? {} : { mail }),
    ...(gateway === null || template === undefined ? {} : { sms: smsChannel({ ...parts, gateway, template }) }),
    ...(robots.length === 0 ? {} : { robot: robotChannel({ ...parts, robots, options: postOptions(config) }) }),
  };
};
