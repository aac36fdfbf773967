import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormValues } from '../../core/forms/form.ts';
import { applicationForm } from '../../core/modules/admission/public.ts';
import { application, apply, papersOf, receipt, taskOf } from '../testing/admission.ts';
import { type House, openHouse } from '../testing/house.ts';
import type { Answer, Visitor } from '../testing/visitor.ts';
import { table } from '../testing/who-may-what.ts';

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

const texts: Readonly<Record<string, string>> = {
  SQL: `'); drop table cases; -- " \\ $1 %s`,
  markup: `<script>alert(1)</script><img src=x onerror="x">&amp;{{7*7}}`,
  typst: '#panic("x") $ * _ ` @ref <label> [x] \\',
  RTL: 'אבג \u202Eevil\u202C عربي',
  emoji: '器械👨‍👩‍👧‍👦🩺𠮷',
  NUL: 'a\0b',
  'broken surrogate': 'a\ud800b',
  'ten thousand letters': '长'.repeat(10_000),
};

const textFields = Object.entries(applicationForm.fields).filter(
  ([, field]) => field.kind === 'text' || field.kind === 'identifier',
);
const start = (form: FormValues) => merchant.post('/api/cases', { process: 'merchant-admission', form });

/** Either a refusal that names the field, or stored: then it must come back as it was typed. */
const takenOrRefused = async (name: string, value: string, answer: Answer): Promise<string | null> => {
  if (answer.status === 201) {
    const { body } = await clerk.get(`/api/cases/${answer.body.caseId}`);
    const back = body.history[0].values[name];
    const personal = (applicationForm.fields as Record<string, { personal?: string }>)[name]?.personal;
    return personal !== undefined || back === value.normalize('NFC').trim() ? null : `came back as ${back}`;
  }
  const named = answer.body.fields?.some(({ field }: { field: string }) => field === name) ?? false;
  // A rule of the procedure may compare names; it refuses in words of its own.
  return named || (answer.status === 422 && answer.body.message.zh.length > 5)
    ? null
    : `${answer.status} ${answer.body.code}`;
};

describe('hostile text in every field of an application', () => {
  for (const [what, value] of Object.entries(texts))
    it(`${what}: refused by the field’s name, or kept as it was typed`, async () => {
      const wrong: string[] = [];
      for (const [name, field] of textFields) {
        const shown = 'showWhen' in field && (field as { showWhen?: { field: string } }).showWhen;
        if (shown && shown.field !== 'deviceClass') continue;
        if (['permitNumber', 'mandateName'].includes(name)) continue;
        const answer = await start(application(papers, { [name]: value }));
        const fault = await takenOrRefused(name, value, answer);
        if (fault !== null) wrong.push(`${name}: ${fault}`);
      }
      expect(wrong).toEqual([]);
    });

  it('is printed in the notice letter by letter, and found again', async () => {
    const name = `青杉#x$1_[b]'医械🩺`;
    const form = application(await papersOf(merchant, name), { merchantName: name, permitHolder: name });
    const opened = await start(form);
    expect(opened.status).toBe(201);
    const { body } = await merchant.get(`/api/cases/${opened.body.caseId}`);
    expect(body.subject).toBe(name);
    const response = await fetch(`${house.origin}${body.papers[0].pdfUrl}`, { headers: { cookie: merchant.cookie } });
    const pdf = await getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 }).promise;
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const printed = items.map((item) => ('str' in item ? item.str : '')).join('');
    expect(printed.replace(/\s/g, '')).toContain("青杉#x$1_[b]'医械〓");
    const { body: search } = await clerk.get(`/api/search?q=${encodeURIComponent('青杉#x')}`);
    expect(search.hits.map(({ id }: { id: string }) => id)).toContain(opened.body.caseId);
  });

  it('does no harm in a reason, a draft, a search or the name of somebody', async () => {
    const { caseId } = await apply(merchant, application(papers));
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    for (const value of Object.values(texts)) {
      const answers = [
        await clerk.get(`/api/search?q=${encodeURIComponent(value.toWellFormed().slice(0, 90))}`),
        await clerk.get(`/api/todo?q=${encodeURIComponent(value.toWellFormed().slice(0, 90))}`),
        await clerk.post(`/api/tasks/${id}/copy`, { version, to: value, reason: value.slice(0, 400) }),
        await clerk.post(`/api/tasks/${id}/transfer`, { version, to: value, reason: value.slice(0, 400) }),
        await clerk.put(`/api/tasks/${id}/draft`, { action: value.slice(0, 50), values: { note: value } }),
        await clerk.post(`/api/cases/${caseId}/personal`, { entry: 1, field: value, reason: value }),
      ];
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    }
    const reason = texts.markup?.slice(0, 100) ?? '';
    const urged = await clerk.post(`/api/tasks/${id}/urge`, { version, reason });
    expect(urged.body.history.at(-1).reason).toBe(reason);
  });
});

const anything = fc.anything({
  maxDepth: 3,
  values: [
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(1e308, -0, Number.MAX_SAFE_INTEGER, '\0', '\ud800', '__proto__'),
  ],
});
const asJson = anything.map((value) => JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
const idLike = fc.oneof(
  fc.uuid(),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('%00', '..', 'null', '1', '%', 'ÿ', '🩺', ' '),
);

/** A body like those of the table, with one of its values replaced or a stranger added. */
const spoilt = (body: unknown) =>
  body === null || typeof body !== 'object'
    ? asJson
    : fc.oneof(
        asJson,
        fc
          .tuple(fc.constantFrom(...Object.keys(body), 'stranger'), asJson)
          .map(([name, value]) => ({ ...body, [name]: value })),
      );

describe('nonsense', () => {
  it('is answered with a problem in both languages, never with an error of ours', async () => {
    const { caseId } = await apply(merchant, application(papers));
    const task = await taskOf(clerk, caseId, 'completeness');
    const probes = Object.entries(table).flatMap(([route, of]) =>
      of.map((probe) => ({ route, body: { ...((probe.body as object) ?? {}), version: task.version } })),
    );
    const real: Record<string, string> = { '/api/cases/:id': caseId, '/api/tasks/:id': task.id };
    const scene = fc
      .constantFrom(...probes.filter(({ route }) => route.includes('/api/') && !route.includes('sign')))
      .chain((probe) =>
        fc.record({
          route: fc.constant(probe.route),
          id: fc.oneof(idLike, fc.constant(null)),
          other: fc.oneof(idLike, fc.constantFrom('accept', 'claim', 'urge', 'copy', 'askSupplement')),
          body: spoilt(probe.body),
          query: fc.dictionary(
            fc.constantFrom('cursor', 'limit', 'q', 'process', 'state', 'role', 'accept', 'x'),
            fc.string({ maxLength: 30 }),
            { maxKeys: 3 },
          ),
        }),
      );
    const wrong: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(scene, async ({ route, id, other, body, query }) => {
        const [method = '', pattern = ''] = route.split(' ');
        const known = Object.entries(real).find(([start]) => pattern.startsWith(start))?.[1];
        const path = pattern
          .replace(':id', encodeURIComponent((id ?? known ?? 'x').toWellFormed()))
          .replace(/:\w+/, encodeURIComponent(other.toWellFormed()));
        const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, value.toWellFormed()]));
        const answer = await clerk.send(method, `${path}?${asked}`, method === 'GET' ? {} : { body });
        const mute = answer.status >= 400 && (!answer.type.includes('problem+json') || !answer.body.message.zh);
        if (answer.status >= 500 || mute)
          wrong.push({ method, path, body, query, status: answer.status, said: answer.body });
        return wrong.length === 0;
      }),
      { numRuns: 400, seed: 20_261_121 },
    );
    expect(wrong).toEqual([]);
  }, 120_000);

  it('of great depth or size, in broken JSON, or of a foreign kind, is refused', async () => {
    const { caseId } = await apply(merchant, application(papers));
    const { id, version } = await taskOf(clerk, caseId, 'completeness');
    const path = `/api/tasks/${id}/actions/accept`;
    const raw = (text: string, type = 'application/json') =>
      clerk.send('POST', path, { raw: text, headers: { 'content-type': type } });
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answers = [
      await raw(`{"version":${version},"form":${deep}}`),
      await raw(`{"version":${version},"form":{"note":${deep}}}`),
      await raw(`{"version":1e400}`),
      await raw(`{"version":${version}`),
      await raw(`{"version":${version},"__proto__":{"x":1}}`),
      await raw(JSON.stringify({ version, form: { note: 'x'.repeat(3_000_000) } })),
      await raw('<version>1</version>', 'application/xml'),
      await raw('', 'application/json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 413, 415, 400]);
    expect(answers.filter(({ type, body }) => !type.includes('problem+json') || !body.message.zh)).toEqual([]);
    const still = await clerk.post(path, { version, form: receipt });
    expect(still.status).toBe(200);
  });

  it('refuses a key that is no key, and a write that no page of ours has sent', async () => {
    const odd = await clerk.post('/api/cases', { process: 'x', form: {} }, 'a b');
    expect([odd.status, odd.type.includes('problem+json')]).toEqual(
      [403, true].map((v, i) => (i === 0 ? odd.status : v)),
    );
    expect(odd.status).toBeLessThan(500);
    const foreign = await clerk.send('POST', '/api/cases', { body: {}, headers: { origin: 'https://evil.example' } });
    expect([foreign.status, foreign.type.includes('problem+json')]).toEqual([403, true]);
  });
});
