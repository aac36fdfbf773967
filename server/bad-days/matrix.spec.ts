import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { application, apply, papersOf, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import { type Kind, kinds, type Probe, type Scene } from '../testing/probe.ts';
import type { Visitor } from '../testing/visitor.ts';
import { table } from '../testing/who-may-what.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'web', 'dist');
let house: House;
let scene: Scene;

/** A quality record beside the notice, as the papers of later stages are. */
const addRecord = async (caseId: string): Promise<string> => {
  const [row] = await house.db.owner.query<{ id: string }>(
    `insert into papers (id, entity_id, kind, code, title, title_en, number, case_id, act_seq, party_id, issued_at, issued_by, file_id, sha256, verify_token)
     select gen_random_uuid(), entity_id, 'record', code, title, title_en, number || '-R', case_id, act_seq, party_id, issued_at, issued_by,
       file_id, sha256, verify_token || 'R' from papers where case_id = $1 limit 1 returning id`,
    [caseId],
  );
  return row?.id ?? '';
};

beforeAll(async () => {
  house = await openHouse();
  const merchant = await house.visitor('zhang.xiaotang');
  const papers = await papersOf(merchant);
  const opened = await apply(merchant, application(papers));
  const { id } = await taskOf(await house.visitor('lu.yao'), opened.caseId, 'completeness');
  const [notice] = await house.db.app.query<{ id: string }>('select id from papers where case_id = $1', [
    opened.caseId,
  ]);
  scene = {
    ...opened,
    taskId: id,
    fileId: papers.permit ?? '',
    noticeId: notice?.id ?? '',
    recordId: await addRecord(opened.caseId),
  };
}, 60_000);
afterAll(() => house.stop());

const isPage = (route: string): boolean => {
  const [method, path = ''] = route.split(' ');
  return method === 'GET' && existsSync(join(PAGES, path));
};

interface Wrong {
  readonly who: string;
  readonly route: string;
  readonly path: string;
  readonly expected: number;
  readonly got: number;
  readonly said: string;
}

const OUTSIDE = new Set<Kind | 'nobody'>(['administrator', 'foreigner', 'otherMerchant', 'nobody']);

const ask = async (
  who: string,
  kind: Kind | 'nobody',
  visitor: Visitor,
  route: string,
  probe: Probe,
): Promise<Wrong[]> => {
  const [method = ''] = route.split(' ');
  const path = probe.path(scene);
  const expected = kind === 'nobody' ? (probe.nobody ?? 401) : (probe.named?.[who] ?? probe.may[kind] ?? probe.others);
  const { status, type, body } = await visitor.send(method, path, probe.body === undefined ? {} : { body: probe.body });
  const said = JSON.stringify(body);
  const found: Wrong = { who, route, path, expected, got: status, said: said.slice(0, 160) };
  const leaked = OUTSIDE.has(kind) && status < 400 && !route.includes('/demo/') && said.includes(scene.caseId);
  const mute = status >= 400 && !type.includes('problem+json');
  return status !== expected || leaked || mute ? [{ ...found, said: `${leaked ? 'LEAKED ' : ''}${found.said}` }] : [];
};

const askEverything = async (who: string, kind: Kind | 'nobody', visitor: Visitor): Promise<Wrong[]> => {
  const wrong: Wrong[] = [];
  for (const [route, probes] of Object.entries(table))
    for (const probe of probes) {
      // What anybody may do is asked by one of each kind: sign-in counts its failures by address.
      const asked = probe.nobody === undefined || kind === 'nobody' || kinds[kind][0] === who;
      if (asked) wrong.push(...(await ask(who, kind, visitor, route, probe)));
    }
  return wrong;
};

describe('P08-3.1-01 P08-3.1-02 every post against every operation', () => {
  it('leaves no route of the server out, and names none that is gone', () => {
    const routes = [...new Set(house.routes)].filter((route) => !isPage(route));
    expect(routes.filter((route) => !(route in table))).toEqual([]);
    expect(Object.keys(table).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('leaves nobody of the demonstration out', async () => {
    const rows = await house.db.app.query<{ login_name: string }>('select login_name from accounts');
    expect(rows.map((row) => row.login_name).sort()).toEqual(Object.values(kinds).flat().sort());
  });

  it('asks whoever is not signed in to sign in, everywhere but at the door', async () => {
    expect(await askEverything('nobody', 'nobody', await house.visitor())).toEqual([]);
  });

  for (const kind of Object.keys(kinds) as Kind[])
    it(`${kind}: may what the table says, and nothing else`, async () => {
      const found = await Promise.all(
        kinds[kind].map(async (name) => askEverything(name, kind, await house.visitor(name))),
      );
      expect(found.flat()).toEqual([]);
    }, 120_000);
});

describe('what an outside party sees of its own case', () => {
  it('is what it did, what waits for it and the notices, not what the house wrote or who wrote it', async () => {
    const merchant = await house.visitor('zhang.xiaotang');
    const { body } = await merchant.get(`/api/cases/${scene.caseId}`);
    expect(body.tasks).toEqual([]);
    expect(body.papers.map(({ kind }: { kind: string }) => kind)).toEqual(['notice']);
    expect(body.history[0].values.contactPhone).toMatch(/^139\*{4}5678$/);
    const { body: page } = await (await house.visitor('deng.yining')).get('/api/cases');
    const reviewed = await (await house.visitor('deng.yining')).get(`/api/cases/${page.items[0].id}`);
    const ofTheHouse = reviewed.body.history.filter(({ actor }: { actor: unknown }) => actor === null);
    expect(ofTheHouse.length).toBeGreaterThan(2);
    expect(
      ofTheHouse.every((entry: { values: unknown; form: unknown }) => entry.values === null && entry.form === null),
    ).toBe(true);
    expect(JSON.stringify(reviewed.body)).not.toContain('风险等级为 A 级');
  });
});
