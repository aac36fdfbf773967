import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../core/base/time.ts';
import { sendWaiting } from '../server/messages/outbox.ts';
import { openLog } from '../server/platform/log/log.ts';
import { prepareDatabase } from '../server/platform/postgres/prepare.ts';
import { openDatabase } from '../server/platform/postgres/sql.ts';
import type { BenchResult } from './bench-result.ts';

const WAITING = 5_000;
const SENT = 200_000;

const FILL = `
  insert into outbox (entity_id, channel, template, recipient, idempotency_key, state, next_at, created_at)
  select 'bench', 'mail', 'notice', 'case:none:none', $1 || n, $2, now() - interval '1 hour', now()
  from generate_series(1, $3::int) n`;

/** What the outbox itself costs: claiming and marking, with a channel that takes no time and many messages sent before. */
export const run = async (): Promise<BenchResult[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'plumbline-bench-messages-'));
  const prepared = await prepareDatabase({ dataFolder });
  const db = openDatabase(prepared.appUrl, { connections: 8 });
  await db.query(FILL, ['sent', 'sent', SENT]);
  await db.query(FILL, ['waiting', 'waiting', WAITING]);
  const mail = { lanes: 4, spacingMs: () => 0, send: async () => {} };
  const clock = () => instant(Date.now());
  const begun = performance.now();
  const tried = await sendWaiting({ db, clock, log: openLog({ level: 'silent' }), channels: { mail } }, 'mail');
  const seconds = (performance.now() - begun) / 1_000;
  await db.close();
  await prepared.stop();
  rmSync(dataFolder, { recursive: true, force: true });
  return [
    {
      name: `messages: claimed and marked, ${SENT} sent before`,
      value: tried / seconds,
      unit: 'messages/s',
      atLeast: 100,
    },
  ];
};
