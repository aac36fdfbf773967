import { createHmac } from 'node:crypto';
import { NotDelivered } from './not-delivered.ts';
import { type PostOptions, postJson } from './post-json.ts';

/** 企业微信, 钉钉, 飞书: robots of a group chat, each with a webhook address that is a secret. */
export type RobotKind = 'wecom' | 'dingtalk' | 'feishu';

export interface Robot {
  readonly kind: RobotKind;
  readonly url: string;
  /** Key of the signature (加签 / 签名校验), where the robot was set up with one. */
  readonly secret: string | undefined;
}

/**
 * Milliseconds between two messages. 企业微信 and 钉钉 take 20 a minute (钉钉 then shuts the robot out for ten), 飞书 100 a
 * minute and 5 a second; even spacing keeps both, with a twentieth to spare for messages that overtake one another.
 */
export const ROBOT_SPACING_MS: Readonly<Record<RobotKind, number>> = { wecom: 3_150, dingtalk: 3_150, feishu: 630 };

const hmac = (key: string, message: string): string => createHmac('sha256', key).update(message).digest('base64');

interface Call {
  readonly url: string;
  readonly body: object;
}

const CALLS: Readonly<Record<RobotKind, (robot: Robot, text: string, nowMs: number) => Call>> = {
  wecom: ({ url }, text) => ({ url, body: { msgtype: 'text', text: { content: text } } }),
  dingtalk: ({ url, secret }, text, nowMs) => {
    const signed = new URL(url);
    if (secret !== undefined) {
      signed.searchParams.set('timestamp', String(nowMs));
      signed.searchParams.set('sign', hmac(secret, `${nowMs}\n${secret}`));
    }
    return { url: signed.href, body: { msgtype: 'text', text: { content: text } } };
  },
  feishu: ({ url, secret }, text, nowMs) => {
    const timestamp = String(Math.floor(nowMs / 1000));
    // The signed text is the key of the HMAC here, and the message is empty.
    const proof = secret === undefined ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
    return { url, body: { ...proof, msg_type: 'text', content: { text } } };
  },
};

/** All three answer 200 to a refusal too; what they think stands in `errcode` or `code`. */
const judge = (kind: RobotKind, answer: unknown): void => {
  const { errcode, code, StatusCode } = (answer ?? {}) as Record<string, unknown>;
  const said = errcode ?? code ?? StatusCode;
  if (said !== 0) throw new NotDelivered(`robot.${kind}.${typeof said === 'number' ? said : 'unreadable'}`);
};

/** Says one text in the robot's group; resolves when the service has taken it. */
export const sayByRobot = async (robot: Robot, text: string, nowMs: number, options: PostOptions): Promise<void> => {
  const { url, body } = CALLS[robot.kind](robot, text, nowMs);
  judge(robot.kind, await postJson(url, JSON.stringify(body), options));
};
