import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../core/base/time.ts';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';

const CASES = 12;
const DAY = 86_400_000;
let ahead = 0;
const clock = (): Instant => (Date.now() + ahead) as Instant;
let first: House;
let second: House;

beforeAll(async () => {
  first = await openHouse({ clock });
  second = await openHouse({ clock, database: first.db });
}, 90_000);
afterAll(async () => {
  await second.stop();
  await first.stop();
});

const supplement = () => ({
  items: [{ document: '营业执照副本', requirement: '缺少经营范围页' }],
  calledAt: new Date(Date.now() - 60_000).toISOString(),
  calledPerson: '何人接听',
});

describe('two servers on one database', () => {
  it('fire each due limit once, show one list, and go on when one of them stops', async () => {
    const merchant = await first.visitor('zhang.xiaotang');
    const form = application(await papersOf(merchant));
    const clerks = [await first.visitor('lu.yao'), await second.visitor('fang.ning')] as const;
    const caseIds: string[] = [];
    for (let i = 0; i < CASES; i += 1) {
      const { caseId } = await apply(merchant, form);
      const clerk = clerks[i % 2] as (typeof clerks)[0];
      const { id, version } = await taskOf(clerk, caseId, 'completeness');
      const asked = await clerk.post(`/api/tasks/${id}/actions/askSupplement`, { version, form: supplement() });
      expect(asked.status).toBe(200);
      caseIds.push(caseId);
    }
    const lists = await Promise.all(clerks.map((clerk) => clerk.get('/api/todo?limit=200')));
    // The share of time used is reckoned at the moment of asking.
    const [here, there] = lists.map(({ body }) => body.items.map((item: object) => ({ ...item, used: 0 })));
    expect(here).toEqual(there);

    ahead = 40 * DAY;
    const lapsed = async () =>
      first.db.app.query<{ chain_id: string; n: number }>(
        `select chain_id, count(*)::int as n from audit_entries where kind = 'limitLapsed' and chain_id = any($1) group by 1`,
        [caseIds],
      );
    await expect.poll(async () => (await lapsed()).length, { timeout: 30_000, interval: 200 }).toBe(CASES);
    expect((await lapsed()).filter(({ n }) => n !== 1)).toEqual([]);
    const [notices] = await first.db.app.query<{ n: number }>(
      `select count(*)::int as n from papers where code = 'admission.rejection' and case_id = any($1)`,
      [caseIds],
    );
    expect(notices?.n).toBe(CASES);

    const merchantThere = await second.visitor('zhang.xiaotang');
    const clerkHere = await first.visitor('lu.yao');
    await second.stop();
    const { caseId } = await apply(await first.visitor('zhang.xiaotang'), form);
    const { id, version } = await taskOf(clerkHere, caseId, 'completeness');
    expect((await clerkHere.post(`/api/tasks/${id}/actions/accept`, { version, form: { ...receipt } })).status).toBe(
      200,
    );
    await expect(merchantThere.get('/api/session')).rejects.toThrow();
    second = await openHouse({ clock, database: first.db });
    expect((await (await second.visitor('lu.yao')).get(`/api/cases/${caseId}`)).body.version).toBeGreaterThan(version);
  }, 90_000);
});
