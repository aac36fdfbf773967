import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applicant,
  application,
  apply,
  type OpenedCase,
  papersOf,
  personalValues,
  taskOf,
} from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: House;
let merchant: Visitor;
let clerk: Visitor;
let opened: OpenedCase;

beforeAll(async () => {
  house = await openHouse();
  merchant = await house.visitor('zhang.xiaotang');
  clerk = await house.visitor('lu.yao');
  opened = await apply(merchant, application(await papersOf(merchant)));
}, 60_000);
afterAll(() => house.stop());

const ask = (who: Visitor, field: string, reason = '电话告知补正', entry = 1) =>
  who.post(`/api/cases/${opened.caseId}/personal`, { entry, field, reason });
const accesses = () =>
  house.db.app.query<{ actor: string; payload: string }>(
    `select actor, payload from audit_entries where kind = 'access.read' and payload like '%"person.%' order by id`,
  );

describe('one personal value in full', () => {
  it('P08-5-02 is shown to who works on the case, after reader, subject and reason have gone on record without the value', async () => {
    const answer = await ask(clerk, 'contactPhone');
    expect([answer.status, answer.body]).toEqual([200, { field: 'contactPhone', value: applicant.phone }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [entry] = await accesses();
    expect(entry?.actor).toContain(await house.account('lu.yao'));
    expect(JSON.parse(entry?.payload ?? '{}')).toMatchObject({ what: 'person.phone', reason: '电话告知补正' });
    expect(personalValues.filter((value) => entry?.payload.includes(value))).toEqual([]);
  });

  it('is shown to the party whose it is', async () => {
    expect((await ask(merchant, 'legalRepresentativeId')).body.value).toBe(applicant.residentId);
  });

  it('is not shown where it cannot go on record', async () => {
    await house.db.owner.query('revoke insert on audit_entries from plumbline_app');
    const answer = await ask(clerk, 'contactPhone').finally(() =>
      house.db.owner.query('grant insert on audit_entries to plumbline_app'),
    );
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(JSON.stringify(answer.body)).not.toContain(applicant.phone);
  });

  it('is asked for with a reason, which must not repeat the value', async () => {
    const before = (await accesses()).length;
    expect((await ask(clerk, 'contactPhone', ' ')).status).toBe(400);
    const repeated = await ask(clerk, 'contactPhone', `致电${applicant.phone}`);
    expect([repeated.status, repeated.body.code]).toEqual([422, 'personal.reasonRepeats']);
    expect(await accesses()).toHaveLength(before);
  });

  it('is not there under a field that holds none, or an entry that is none', async () => {
    const answers = [
      await ask(clerk, 'merchantName'),
      await ask(clerk, 'nothing'),
      await ask(clerk, '__proto__.x'),
      await ask(clerk, 'contactPhone', '电话告知补正', 99),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('stays masked on the page, in the history and in what a move answers, and is closed to who only reads', async () => {
    const reader = await house.visitor('lin.zhengyi');
    expect((await ask(reader, 'contactPhone')).status).toBe(403);
    const { id, version } = await taskOf(clerk, opened.caseId, 'completeness');
    const [colleague] = (await clerk.get('/api/people?role=admissionClerk')).body.filter(
      ({ name }: { name: string }) => name === '方宁',
    );
    const moved = await clerk.post(`/api/tasks/${id}/transfer`, { version, to: colleague.personId, reason: '出差' });
    expect(moved.status).toBe(200);
    const pages = [moved.body, (await clerk.get(`/api/cases/${opened.caseId}`)).body];
    expect(pages.map((page) => page.history[0].values.contactPhone)).toEqual(['139****5678', '139****5678']);
    expect(personalValues.filter((value) => JSON.stringify(pages).includes(value))).toEqual([]);
    // The task is somebody else's now, and so is the need to know.
    expect((await ask(clerk, 'contactPhone')).status).toBe(403);
    expect((await ask(await house.visitor('fang.ning'), 'contactPhone')).status).toBe(200);
  });
});
