import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignableAct, SignableItem, SignListView } from '../../core/contract/sign-list.ts';
import { MAX_SIGNED } from '../../core/people/signed-content.ts';
import { subjectOf } from '../platform/people/signing.ts';
import { softwareAuthenticator } from '../platform/people/testing/software-authenticator.ts';
import { acceptMaterial, applyAs, awaitingSummary, hireTeam, type Team } from '../testing/colleagues.ts';
import { openRealHouse, type RealHouse } from '../testing/real-house.ts';

let real: RealHouse;
let team: Team;
beforeAll(async () => {
  real = await openRealHouse();
  team = await hireTeam(real);
}, 60_000);
afterAll(() => real.close());

const summaries = async (): Promise<SignableAct> => {
  const { body } = await team.quality.visitor.get('/api/signable');
  return body.acts.find((act: SignableAct) => act.action === 'summarise');
};
const listed = (items: readonly SignableItem[]) =>
  items.map(({ taskId, version, values }) => ({ taskId, version, form: values, key: randomUUID() }));
const send = (body: object, key: string = randomUUID()) =>
  team.quality.visitor.post('/api/signed-lists', { action: 'summarise', ...body }, key);
const stageOf = async (caseId: string) => (await team.quality.visitor.get(`/api/cases/${caseId}`)).body;
const rowsOf = (sql: string, values: readonly unknown[] = []) =>
  real.house.db.app.query<{ n: number }>(sql, [...values]);
const codes = (view: SignListView) => view.results.map(({ done, problem }) => (done ? 'done' : problem?.code));

describe('one re-authentication for a list', () => {
  it('offers the acts whose form is complete as it stands, with what each will say', async () => {
    const [one, two] = [await awaitingSummary(team, '甲一公司'), await awaitingSummary(team, '甲二公司')];
    const act = await summaries();
    expect(act).toMatchObject({
      meaning: { zh: '专业审核通过,提交结果反馈' },
      process: { name: 'merchant-admission' },
      form: { id: 'admission-summary' },
    });
    expect(act.items.map(({ caseId }) => caseId).toSorted()).toEqual([one, two].toSorted());
    const values = { qualityOpinion: '同意通过。', complianceOpinion: '未发现合规风险。', grade: 'A' };
    expect(act.items.map((item) => item.values)).toEqual([values, values]);
  });

  it('offers an act whose form its owner has drafted to the end, and not one that lacks something', async () => {
    const caseId = await applyAs(team.merchant, '乙一公司');
    await acceptMaterial(team.clerk, caseId);
    const offered = async () =>
      (await team.liaison.visitor.get('/api/signable')).body.acts.map((act: SignableAct) => [
        act.action,
        act.items.length,
      ]);
    expect(await offered()).toEqual([]);
    const { body } = await team.liaison.visitor.get(`/api/cases/${caseId}`);
    const [task] = body.tasks;
    const checklist = Object.fromEntries(
      task.actions[0].form.fields.checklist.items.map(({ code }: { code: string }) => [code, { answer: 'pass' }]),
    );
    const draft = (values: object) =>
      team.liaison.visitor.put(`/api/tasks/${task.id}/draft`, { action: 'pass', values });
    await draft({ checklist });
    expect(await offered()).toEqual([]);
    await draft({ checklist, opinion: '同意提交专业审核。' });
    expect(await offered()).toEqual([['pass', 1]]);
    expect((await team.clerk.visitor.get('/api/signable')).body.acts).toEqual([]);
  });

  it('P03-4.1-03 does each as an act of its own: one that changed meanwhile fails alone and says why', async () => {
    const { items } = await summaries();
    const gone = await awaitingSummary(team, '甲三公司');
    const all = (await summaries()).items;
    const changed = all.find((item) => item.caseId === gone) as SignableItem;
    await team.quality.visitor.post(`/api/tasks/${changed.taskId}/claim`, { version: changed.version });
    await team.quality.visitor.post(`/api/tasks/${changed.taskId}/release`, { version: changed.version + 1 });
    const { status, body } = await send({ items: listed(all), signature: team.quality.proof() });
    expect(status).toBe(200);
    expect(codes(body)).toEqual(all.map((item) => (item === changed ? 'conflict' : 'done')));
    for (const { caseId } of items) {
      const { history } = await stageOf(caseId);
      const signed = history.filter((entry: { signature: object | null }) => entry.signature !== null).at(-1);
      expect([signed.actor.name, signed.signature.method]).toEqual(['贺素文', 'password']);
    }
    expect((await stageOf(gone)).tasks[0].stage).toBe('summary');
    const hashes = items.map(({ taskId, values }) => subjectOf(taskId, values).hash);
    const rows = await real.house.db.app.query<{ signature_id: string; content_hash: string }>(
      'select signature_id, content_hash from signature_subjects where task_id = any($1) order by position',
      [items.map((item) => item.taskId)],
    );
    expect(rows.map((row) => row.content_hash)).toEqual(hashes);
    expect(new Set(rows.map((row) => row.signature_id)).size).toBe(1);
  });

  it('sent again after a lost connection it goes on without a further proof, and does nothing twice', async () => {
    await awaitingSummary(team, '丙一公司');
    const items = listed((await summaries()).items);
    const [first, ...rest] = items;
    const [key, signature] = [randomUUID(), team.quality.proof()];
    // The connection broke when the first act was done and the others were not: as if the process had died there.
    await send({ items: [first], signature });
    const before = await rowsOf('select count(*)::int as n from signatures');
    const whole = { items };
    const proof = team.quality.proof();
    const answers = await Promise.all([
      send({ ...whole, signature: proof }, key),
      send({ ...whole, signature: proof }, key),
    ]);
    expect(answers.map(({ body }) => codes(body))).toEqual([items.map(() => 'done'), items.map(() => 'done')]);
    expect(codes((await send(whole, key)).body)).toEqual(items.map(() => 'done'));
    expect(rest.length).toBeGreaterThan(0);
    const after = await rowsOf('select count(*)::int as n from signatures');
    expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBe(1);
    const acts = await rowsOf(
      'select count(*)::int as n from signature_subjects where task_id = any($1) group by task_id',
      [items.map((item) => item.taskId)],
    );
    expect(acts.map(({ n }) => n)).toEqual(items.map(() => 1));
    expect((await send({ items: [first] }, key)).body.code).toBe('signature.otherContent');
  });

  it('is refused without proof, with a wrong one, over different kinds of act, over one task twice, and beyond fifty', async () => {
    const caseId = await awaitingSummary(team, '丁一公司');
    const [item] = listed((await summaries()).items) as [ReturnType<typeof listed>[number]];
    const proof = team.quality.proof();
    const code = async (body: object) => (await send(body)).body.code;
    expect(await code({ items: [item] })).toBe('signature.missing');
    expect(await code({ items: [item], signature: { ...proof, password: 'guessed by a passer-by' } })).toBe(
      'signIn.refused',
    );
    expect(await code({ items: [item], signature: { method: 'demo' } })).toBe('signature.demoOnly');
    expect(await code({ items: [item, { ...item, key: randomUUID() }], signature: proof })).toBe(
      'signature.listedTwice',
    );
    expect(await code({ action: 'notify', items: [item], signature: proof })).toBe('signature.mixedList');
    const many = Array.from({ length: MAX_SIGNED + 1 }, () => ({ ...item, taskId: randomUUID(), key: randomUUID() }));
    const answer = await send({ items: many, signature: proof });
    expect([answer.status, answer.body.code]).toEqual([422, 'signature.listTooLong']);
    expect(answer.body.message.zh).toContain('50');
    expect((await stageOf(caseId)).tasks[0].stage).toBe('summary');
  });

  it('a passkey signs the whole list in one touch, and no other list', async () => {
    const device = softwareAuthenticator('localhost', real.house.origin);
    const { visitor } = team.quality;
    const name = '办公室电脑';
    const options = await visitor.post('/api/passkeys/registration-options', { name, signature: team.quality.proof() });
    await visitor.post('/api/passkeys', { attestation: device.create(options.body), name });
    await awaitingSummary(team, '戊一公司');
    const act = await summaries();
    const items = listed(act.items);
    const touch = async () => {
      const subjects = items.map(({ taskId, form }) => subjectOf(taskId, form));
      const asked = await visitor.post('/api/passkeys/signing-options', { meaning: act.meaning, subjects });
      return { method: 'passkey', assertion: device.get(asked.body) };
    };
    const [first, ...rest] = items;
    const other = [{ ...first, form: { ...first?.form, grade: 'B' } }, ...rest];
    expect((await send({ items: other, signature: await touch() })).body.code).toBe('signature.otherContent');
    expect(codes((await send({ items, signature: await touch() })).body)).toEqual(items.map(() => 'done'));
  });
});
