import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../platform/log/log.ts';
import { openDatabase } from '../platform/postgres/sql.ts';
import { type House, messageHouse } from '../testing/message-house.ts';
import { sendWaiting } from './outbox.ts';

interface Arrived {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on a port of its own; `answer` is waited for before a message is taken. */
const smtpServer = async (port = 0) => {
  const arrived: Arrived[] = [];
  const state = { answer: async (): Promise<void> => {}, refuse: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (address, _session, done) =>
      done(
        state.refuse === 0
          ? null
          : Object.assign(new Error(`no mailbox ${address.address}`), { responseCode: state.refuse }),
      ),
    onData: async (stream, session, done) => {
      const raw = await text(stream);
      await state.answer();
      arrived.push({ to: session.envelope.rcptTo.map((to) => to.address), raw });
      done();
    },
  });
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const stop = () => new Promise<void>((done) => server.close(() => done()));
  return { arrived, state, port: (server.server.address() as AddressInfo).port, stop };
};

const header = (raw: string, name: string): string =>
  (raw.replace(/\r\n[ \t]+/g, ' ').match(new RegExp(`^${name}: (.*)$`, 'im'))?.[1] ?? '')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_all, coded: string) => Buffer.from(coded, 'base64').toString())
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_all, coded: string) =>
      decodeURIComponent(coded.replaceAll('_', ' ').replaceAll('=', '%')),
    );

let smtp: Awaited<ReturnType<typeof smtpServer>>;
let house: House;
beforeAll(async () => {
  smtp = await smtpServer();
  house = await messageHouse({
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    PLUMBLINE_MAIL_FROM: '准绳 <qms@example.com>',
  });
}, 60_000);
afterAll(async () => {
  await house.close();
  await smtp.stop();
});
beforeEach(() => {
  smtp.arrived.length = 0;
  smtp.state.answer = async () => {};
  smtp.state.refuse = 0;
});

const rowOf = async (caseId: string) => {
  const [row] = await house.db.app.query<{ state: string; attempts: number; last_error: string | null }>(
    `select state, attempts, last_error from outbox where case_id = $1 and channel = 'mail'`,
    [caseId],
  );
  return row;
};

describe('mail of a notice', () => {
  it('P05-3.1-01 the merchant gets the notice of receipt by mail, once, with the PDF', async () => {
    const { caseId } = await house.apply();
    expect(await sendWaiting(house.parts, 'mail')).toBe(1);
    expect(await sendWaiting(house.parts, 'mail')).toBe(0);
    expect(smtp.arrived.map((mail) => mail.to)).toEqual([[house.address]]);
    const raw = smtp.arrived[0]?.raw ?? '';
    const [paper] = await house.db.app.query<{ id: string; number: string }>(
      'select id, number from papers where case_id = $1',
      [caseId],
    );
    expect(header(raw, 'subject')).toContain(`材料接收通知 ${paper?.number}`);
    expect(header(raw, 'message-id')).toBe(`<paper.${paper?.id}.mail@plumbline>`);
    expect(raw).toContain('Content-Type: application/pdf');
    expect(raw).toContain(Buffer.from('%PDF-').toString('base64').slice(0, 6));
    expect(await rowOf(caseId)).toEqual({ state: 'sent', attempts: 1, last_error: null });
  });

  it('opens the address at the sending only, with the opening on record, and keeps it out of the outbox', async () => {
    const openings = async () =>
      (
        await house.db.app.query<{ n: number }>(
          `select count(*)::int as n from audit_entries where kind = 'access.read' and payload like '%person.email%'`,
        )
      )[0]?.n ?? 0;
    const before = await openings();
    await house.apply();
    expect(await openings()).toBe(before);
    await sendWaiting(house.parts, 'mail');
    expect(await openings()).toBe(before + 1);
    const rows = await house.db.app.query<{ row: string }>('select o::text as row from outbox o');
    expect(rows.filter(({ row }) => /@|1[3-9]\d{9}/.test(row))).toEqual([]);
  });

  it('two processes send each message once', async () => {
    const other = await house.beside();
    for (let i = 0; i < 6; i += 1) await house.apply();
    await Promise.all([sendWaiting(house.parts, 'mail'), sendWaiting(other, 'mail')]);
    const ids = smtp.arrived.map((mail) => header(mail.raw, 'message-id'));
    expect([ids.length, new Set(ids).size]).toEqual([6, 6]);
  });

  it('a slow mail server holds no connection of the database', async () => {
    let letGo = (): void => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    smtp.state.answer = () => held;
    for (let i = 0; i < 4; i += 1) await house.apply();
    const single = openDatabase(house.db.urls.app, { connections: 1 });
    const sending = sendWaiting({ ...house.parts, db: single }, 'mail');
    await expect.poll(async () => (await single.query(`select 1 from outbox where state = 'sending'`)).length).toBe(4);
    const open = await house.db.owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(open).toEqual([]);
    letGo();
    expect(await sending).toBe(4);
    await single.close();
  });

  it('a claim that a crashed process left is taken again after its time, not before', async () => {
    const { caseId } = await house.apply();
    await house.db.app.query(
      `update outbox set state = 'sending', claim = gen_random_uuid(), claimed_until = $2, attempts = 1 where case_id = $1`,
      [caseId, new Date(house.clock.now + 300_000)],
    );
    await sendWaiting(house.parts, 'mail');
    expect(smtp.arrived).toHaveLength(0);
    house.clock.now += 300_000;
    await sendWaiting(house.parts, 'mail');
    expect(smtp.arrived).toHaveLength(1);
    expect(await rowOf(caseId)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('a mailbox that does not exist is dead at once, and only its code is kept, in the log too', async () => {
    smtp.state.refuse = 550;
    const { caseId } = await house.apply();
    const lines: string[] = [];
    const log = openLog({ stream: { write: (line: string) => void lines.push(line) } });
    await sendWaiting({ ...house.parts, log }, 'mail');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('smtp.550');
    expect(lines[0]).not.toContain(house.address);
    expect(await rowOf(caseId)).toEqual({ state: 'dead', attempts: 1, last_error: 'smtp.550' });
  });

  it('with the mail server away it is tried again ever more seldom, is dead after ten, and arrives once when asked to', async () => {
    const { port } = smtp;
    await smtp.stop();
    const { caseId } = await house.apply();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const tried = await sendWaiting(house.parts, 'mail');
      expect(tried).toBe(1);
      const [row] = await house.db.app.query<{ next_at: number }>('select next_at from outbox where case_id = $1', [
        caseId,
      ]);
      waits.push((row?.next_at ?? 0) - house.clock.now);
      expect(await sendWaiting(house.parts, 'mail')).toBe(0);
      house.clock.now = row?.next_at ?? 0;
    }
    expect(waits.slice(0, 5)).toEqual([30_000, 60_000, 120_000, 240_000, 480_000]);
    expect(await rowOf(caseId)).toEqual({ state: 'dead', attempts: 10, last_error: 'ESOCKET' });
    smtp = await smtpServer(port);
    await house.db.app.query(`update outbox set state = 'waiting', attempts = 0 where case_id = $1`, [caseId]);
    await sendWaiting(house.parts, 'mail');
    await sendWaiting(house.parts, 'mail');
    expect(smtp.arrived).toHaveLength(1);
  });

  it('a server that comes back gets the waiting mail once', async () => {
    const { port } = smtp;
    await smtp.stop();
    const { caseId } = await house.apply();
    await sendWaiting(house.parts, 'mail');
    expect(await rowOf(caseId)).toMatchObject({ state: 'waiting', attempts: 1 });
    smtp = await smtpServer(port);
    house.clock.now += 30_000;
    await sendWaiting(house.parts, 'mail');
    await sendWaiting(house.parts, 'mail');
    expect(smtp.arrived).toHaveLength(1);
    expect(await rowOf(caseId)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});
