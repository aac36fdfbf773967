import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';

let house: House;
let merchant: Visitor;
let clerk: Visitor;
let papers: Record<string, string>;

beforeAll(async () => {
  house = await openHouse();
  merchant = await house.visitor('zhang.xiaotang');
  clerk = await house.visitor('lu.yao');
  papers = await papersOf(merchant);
}, 60_000);
afterAll(() => house.stop());

const eventsOf = async (caseId: string, kind: string): Promise<number> => {
  const rows = await house.db.app.query('select from audit_entries where chain_id = $1 and kind = $2', [caseId, kind]);
  return rows.length;
};
const opened = () => apply(merchant, application(papers));
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort();

describe('two people on one case', () => {
  it('one wins, the other hears of it in words and of the version that the case has now', async () => {
    const { caseId } = await opened();
    const other = await house.visitor('fang.ning');
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const act = (who: Visitor) => who.post(`/api/tasks/${id}/actions/accept`, { version, form: receipt });
    const answers = await Promise.all([act(clerk), act(other)]);
    expect(statuses(answers)).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.type).toContain('application/problem+json');
    expect(lost?.body.currentVersion).toBeGreaterThan(version);
    expect(lost?.body.message.zh).toContain('他人');
    expect(lost?.body.message.en).toContain('Somebody else');
    expect(await eventsOf(caseId, 'acted')).toBe(1);
  });
});

describe('an act that asks for no answer', () => {
  it('is done all the same and hears the version that the next act needs', async () => {
    const { caseId } = await opened();
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const sent = { body: { version, form: receipt }, headers: { prefer: 'handling=strict, return=minimal' } };
    const answer = await clerk.send('POST', `/api/tasks/${id}/actions/accept`, sent);
    expect([answer.status, answer.body, answer.headers.get('preference-applied')]).toEqual([204, '', 'return=minimal']);
    const { body: page } = await clerk.get(`/api/cases/${caseId}`);
    expect(answer.headers.get('etag')).toBe(`"${page.version}"`);
    expect(await eventsOf(caseId, 'acted')).toBe(1);
  });

  it('is refused in words like any other', async () => {
    const { caseId } = await opened();
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const sent = { body: { version, form: {} }, headers: { prefer: 'return=minimal' } };
    const answer = await clerk.send('POST', `/api/tasks/${id}/actions/accept`, sent);
    expect([answer.status, answer.body.code]).toEqual([400, 'form.invalid']);
  });
});

describe('one press of a button', () => {
  it('opens one case however often the request comes, with the same answer', async () => {
    const key = randomUUID();
    const body = { process: 'merchant-admission', form: application(papers) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => merchant.post('/api/cases', body, key)));
    expect(statuses(answers)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const rows = await house.db.app.query('select from idempotency_keys where key = $1', [key]);
    expect(rows).toHaveLength(1);
  });

  it('acts once however often the request comes, with the same answer', async () => {
    const { caseId } = await opened();
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const key = randomUUID();
    const press = () => clerk.post(`/api/tasks/${id}/actions/accept`, { version, form: receipt }, key);
    const answers = await Promise.all(Array.from({ length: 5 }, press));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.version)).size).toBe(1);
    expect(await eventsOf(caseId, 'acted')).toBe(1);
  });

  it('refuses a key that was used for something else', async () => {
    const key = randomUUID();
    const first = await merchant.post('/api/cases', { process: 'merchant-admission', form: application(papers) }, key);
    expect(first.status).toBe(201);
    const form = application(papers, { merchantName: '另一家公司' });
    const second = await merchant.post('/api/cases', { process: 'merchant-admission', form }, key);
    expect([second.status, second.body.code]).toEqual([422, 'idempotency.keyReused']);
  });

  it('refuses a key used at one moment for two cases, and neither gets an error of ours', async () => {
    const key = randomUUID();
    const cases = [await opened(), await opened()];
    const tasks = await Promise.all(cases.map(({ caseId }) => taskOf(clerk, caseId, 'completeness')));
    const answers = await Promise.all(
      tasks.map(({ id, version }) => clerk.post(`/api/tasks/${id}/claim`, { version }, key)),
    );
    expect(statuses(answers)).toEqual([200, 422]);
  });
});

describe('a session that ends in the middle of a form', () => {
  it('keeps what was typed for the person who typed it, and for nobody else', async () => {
    const { caseId } = await opened();
    const { id } = await taskOf(clerk, caseId, 'completeness');
    const draft = { action: 'accept', values: { documentCount: 4, note: '还没填完' } };
    expect((await clerk.put(`/api/tasks/${id}/draft`, draft)).status).toBe(200);
    const typing = await house.visitor('lu.yao');
    await typing.post('/api/sessions/end-others');
    const late = await clerk.put(`/api/tasks/${id}/draft`, draft);
    expect([late.status, late.type.includes('problem+json')]).toEqual([401, true]);
    clerk = await house.visitor('lu.yao');
    expect((await taskOf(clerk, caseId, 'completeness')).task.draft.values).toEqual(draft.values);
    const colleague = await house.visitor('fang.ning');
    expect((await taskOf(colleague, caseId, 'completeness')).task.draft).toBeNull();
  });

  it('takes no draft from anybody to whom the task is not addressed', async () => {
    const { caseId } = await opened();
    const { id } = await taskOf(clerk, caseId, 'completeness');
    for (const name of ['gu.yanqiu', 'pan.guangyu', 'wen.shuo', 'he.jingyu', 'zhang.xiaotang']) {
      const stranger = await house.visitor(name);
      expect([name, (await stranger.put(`/api/tasks/${id}/draft`, { action: 'accept', values: {} })).status]).toEqual([
        name,
        403,
      ]);
    }
  });
});
