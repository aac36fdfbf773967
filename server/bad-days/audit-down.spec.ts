import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: House;
let merchant: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  // Without a worker nobody runs the sequencer: what is written waits for the log.
  house = await openHouse({ worker: false });
  merchant = await house.visitor('zhang.xiaotang');
  clerk = await house.visitor('lu.yao');
}, 60_000);
afterAll(() => house.stop());

/** As if the entries had been waiting for so long; the triggers of the audit are passed by as only a superuser can. */
const standStill = async (seconds: number): Promise<void> => {
  const client = new Client({ connectionString: house.db.superuserUrl });
  await client.connect();
  await client.query('set event_triggers = off');
  await client.query('alter table audit_entries disable trigger all');
  await client.query(`update audit_entries set written_at = written_at - make_interval(secs => $1)`, [seconds]);
  await client.query('alter table audit_entries enable trigger all');
  await client.end();
};

const untilRefused = async (ask: () => Promise<{ status: number }>): Promise<void> => {
  await expect.poll(async () => (await ask()).status, { timeout: 10_000, interval: 200 }).toBe(503);
};

describe('with the audit down', () => {
  it('writes are refused in words, reads are served, and nothing is half-written', async () => {
    const { caseId } = await apply(merchant, application(await papersOf(merchant)));
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    await standStill(300);
    await untilRefused(() => clerk.get('/readyz'));
    const before = await house.db.app.query('select id from audit_entries');
    const writes = [
      await clerk.post(`/api/tasks/${id}/actions/accept`, { version, form: receipt }),
      await clerk.post(`/api/tasks/${id}/claim`, { version }),
      await merchant.post('/api/cases', { process: 'merchant-admission', form: {} }),
      await clerk.put(`/api/tasks/${id}/draft`, { action: 'accept', values: {} }),
      await merchant.upload(Buffer.from('%PDF-1.7'), 'x.pdf'),
      await (await house.visitor()).post('/api/demo/sign-in', { accountId: await house.account('lu.yao') }),
    ];
    expect(writes.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
    expect(writes.map(({ body }) => body.code)).toEqual(Array.from({ length: 6 }, () => 'audit.down'));
    expect(writes[0]?.body.message.zh).toContain('审计');
    const reads = [
      await clerk.get('/api/todo'),
      await clerk.get(`/api/cases/${caseId}`),
      await clerk.get('/api/search?q=RW'),
    ];
    expect(reads.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await house.db.app.query('select id from audit_entries')).toHaveLength(before.length);
    expect((await taskOf(clerk, caseId, 'completeness')).version).toBe(version);
  });
});
