import nodemailer from 'nodemailer';
import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import type { Config } from '../platform/config/keys.ts';
import { NotDelivered } from '../platform/delivery/not-delivered.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { addressOf } from './address.ts';
import type { Channel, Waiting } from './outbox.ts';

export interface MailParts {
  readonly config: Pick<Config, 'smtpUrl' | 'mailFrom'>;
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly files: Pick<FileStore, 'readWhole'>;
  readonly clock: () => Instant;
  readonly publicUrl: () => string;
}

interface PaperRow {
  readonly title: string;
  readonly number: string;
  readonly file_id: string;
  readonly name: string;
}

const letterOf = async ({ kernel, files, publicUrl }: MailParts, message: Waiting) => {
  const [paper] = await kernel.db.query<PaperRow>(
    'select p.title, p.number, p.file_id, e.name from papers p join legal_entities e on e.id = p.entity_id where p.id = $1',
    [message.paperId],
  );
  if (!paper) throw new NotDelivered('paper.gone', true);
  const { title, number, name } = paper;
  return {
    subject: `【${name}】${title} ${number}`,
    text: [
      '您好：',
      `《${title}》（${number}）已送达贵单位在本平台的收件箱，正文见附件。送达时间以进入平台收件箱之时为准。`,
      `查看与办理：${publicUrl()}/portal/${message.caseId}`,
      '此邮件由系统发出，请勿直接回复。',
    ].join('\n\n'),
    attachments: [
      { filename: `${title}.pdf`, content: await files.readWhole(paper.file_id), contentType: 'application/pdf' },
    ],
  };
};

/** 5xx for the recipient is final; a refused login or a server that is away is mended by trying again. */
const failureOf = (error: unknown): unknown => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode !== 'number') return error;
  return new NotDelivered(`smtp.${responseCode}`, code === 'EENVELOPE' && responseCode >= 500);
};

/** A mail server that answers slowly or not at all is given up; what the address itself says of times stands. */
const withTimeouts = (smtpUrl: string): string => {
  const url = new URL(smtpUrl);
  for (const [name, ms] of Object.entries({
    connectionTimeout: 10_000,
    greetingTimeout: 30_000,
    socketTimeout: 60_000,
  }))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms));
  return url.href;
};

/**
 * Mail by SMTP; null where no mail server is set up: mail then waits in the outbox. The Message-ID is made from the
 * idempotency key, so that a second sending is recognised as the same.
 */
export const openMail = (parts: MailParts): Channel | null => {
  const { smtpUrl, mailFrom } = parts.config;
  if (smtpUrl === undefined || mailFrom === undefined) return null;
  const transport = nodemailer.createTransport(withTimeouts(smtpUrl));
  return {
    lanes: 4,
    spacingMs: () => 0,
    send: async (message) => {
      const letter = await letterOf(parts, message);
      const to = await addressOf(parts, message, 'person.email');
      // A case without an address has been told in the portal, which is what delivery means.
      if (to === null) return;
      const messageId = `<${message.idempotencyKey.replaceAll(':', '.')}@plumbline>`;
      await transport.sendMail({ from: mailFrom, to, messageId, ...letter }).catch((error: unknown) => {
        throw failureOf(error);
      });
    },
  };
};
