import { createHmac } from 'node:crypto';
import type { SmsSender } from '../people/sms-sender.ts';
import { NotDelivered } from './not-delivered.ts';
import { type PostOptions, postJson } from './post-json.ts';

/** Short messages are templates with parameters, registered with the carrier; nobody sends free text in China. */
export interface SmsMessage {
  readonly phone: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  /** Recognises a second sending of the same message. */
  readonly id: string;
}

/** What a carrier's adapter gives: resolves when the gateway has taken the message, throws NotDelivered otherwise. */
export type SmsGateway = (message: SmsMessage) => Promise<void>;

export interface HttpsGateway {
  readonly url: string;
  readonly secret: string;
  readonly now: () => number;
  readonly options: PostOptions;
}

/**
 * A gateway behind one HTTPS address: `{"id","phone","template","params"}`, signed in `x-signature` by the hexadecimal
 * HMAC-SHA256 of `<x-timestamp in ms>\n<body>`. It answers `{"ok":true}`, or `{"ok":false,"code":"…"}`.
 */
export const httpsSmsGateway =
  ({ url, secret, now, options }: HttpsGateway): SmsGateway =>
  async ({ id, phone, template, params }) => {
    const body = JSON.stringify({ id, phone, template, params });
    const timestamp = String(now());
    const signature = createHmac('sha256', secret).update(`${timestamp}\n${body}`).digest('hex');
    const answer = await postJson(url, body, {
      ...options,
      headers: { 'x-timestamp': timestamp, 'x-signature': signature, 'idempotency-key': id },
    });
    const { ok, code } = (answer ?? {}) as { ok?: unknown; code?: unknown };
    if (ok !== true) throw new NotDelivered(`sms.${typeof code === 'string' ? code.slice(0, 40) : 'refused'}`);
  };

/** One-time codes through the gateway, under the template that the carrier registered for them. */
export const codesBy = (gateway: SmsGateway, template: string, newId: () => string): SmsSender => ({
  send: (phone, { code, minutes }) =>
    gateway({ id: newId(), phone, template, params: { code, minutes: String(minutes) } }),
});
