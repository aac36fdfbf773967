import type { Instant } from '../../core/base/time.ts';
import type { Kernel } from '../case/kernel.ts';
import { readCase } from '../case/read/one-case.ts';
import { recordAccess } from '../platform/audit/access.ts';
import type { Config } from '../platform/config/keys.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { KeyRing } from '../platform/keys/key-ring.ts';
import { openSealed } from '../platform/personal/personal-values.ts';
import { isSealed } from '../platform/personal/seal.ts';
import { type Channel, mailChannel, type Waiting } from './outbox.ts';

export interface MailParts {
  readonly config: Config;
  readonly kernel: Kernel;
  readonly ring: KeyRing;
  readonly files: FileStore;
  readonly clock: () => Instant;
}

/** The address of `case:<id>:<field>`: opened at the moment of sending, and the opening goes on record. */
const addressOf = async ({ kernel, ring, clock }: MailParts, message: Waiting): Promise<string | null> => {
  const [, caseId = '', field = ''] = message.recipient.split(':');
  const found = await readCase(kernel, caseId);
  const value = found?.state.forms.start?.[field];
  if (!found || !isSealed(value)) return null;
  const { values, disclosure } = await openSealed(
    { db: kernel.db, ring },
    found.entityId,
    [value.$sealed.ref],
    'delivery',
  );
  await recordAccess(kernel.db, {
    entityId: found.entityId,
    at: clock(),
    actor: { system: 'outbox' },
    what: 'person.email',
    subjects: disclosure.values.map(({ subject }) => ({ kind: 'subject', id: subject })),
    reason: `delivery of ${message.idempotencyKey}`,
  });
  const opened = values.get(value.$sealed.ref)?.value;
  return typeof opened === 'string' ? opened : null;
};

const letterOf = async ({ kernel, files }: MailParts, message: Waiting) => {
  const [paper] = await kernel.db.query<{ title: string; number: string; file_id: string; name: string }>(
    'select p.title, p.number, p.file_id, e.name from papers p join legal_entities e on e.id = p.entity_id where p.id = $1',
    [message.paperId],
  );
  const title = paper?.title ?? '通知';
  return {
    subject: `【${paper?.name ?? '准绳'}】${title} ${paper?.number ?? ''}`,
    text: `您好:\n\n${title}(${paper?.number ?? ''})已送达贵单位的平台收件箱,正文见附件。送达时间以进入平台收件箱之时为准。\n\n此邮件由系统发出,请勿直接回复。`,
    attachment: paper ? { name: `${title}.pdf`, bytes: await files.readWhole(paper.file_id) } : null,
  };
};

/** Null where no mail server is set up: mail then waits in the outbox. */
export const openMail = (parts: MailParts): Channel | null => {
  const { smtpUrl, mailFrom } = parts.config;
  if (smtpUrl === undefined || mailFrom === undefined) return null;
  return mailChannel({
    smtpUrl,
    from: mailFrom,
    address: (message) => addressOf(parts, message),
    letter: (message) => letterOf(parts, message),
  });
};
