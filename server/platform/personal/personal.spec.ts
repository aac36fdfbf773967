import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Defect } from '../../../core/base/result.ts';
import { instant } from '../../../core/base/time.ts';
import type { Batch } from '../keys/batch.ts';
import { type KeyRing, openKeyRing } from '../keys/key-ring.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing.ts';
import { findByPersonal, type PersonalSearch } from './find-personal.ts';
import { destroySubject, insertSealed, masksOf, openSealed } from './personal-values.ts';
import { reencryptBatch, reindexBatch } from './rotation.ts';
import { type PersonalInput, prepareSeal, type Sealed, sealKeys } from './seal.ts';

let db: TestDatabase;
let ring: KeyRing;
const now = () => instant(1_750_000_000_000);
const master = masterKeyOf(randomBytes(32));
const newRing = async (): Promise<KeyRing> => {
  const opened = await openKeyRing({ db: db.app, master, now });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  return opened.value;
};

const seal = async (inputs: readonly PersonalInput[], by = ring, entity = 'north'): Promise<readonly Sealed[]> => {
  const prepared = prepareSeal(
    await sealKeys(
      by,
      entity,
      inputs.map((i) => i.subject),
    ),
    inputs,
  );
  await db.app.transaction((tx) => insertSealed(tx, prepared, now()));
  return prepared.sealed;
};
const one = async (
  input: Omit<PersonalInput, 'subject'> & { subject?: string },
  by = ring,
  entity = 'north',
): Promise<Sealed['$sealed']> => {
  const [sealed] = await seal([{ subject: randomUUID(), ...input }], by, entity);
  if (sealed === undefined) throw new Defect('nothing sealed');
  return sealed.$sealed;
};
/** One walk of a rotation job, in batches of 7; gives how many it moved and what it found damaged. */
const walk = async (batch: typeof reencryptBatch, entity = 'north', by = ring): Promise<[number, string[]]> => {
  const damaged: string[] = [];
  let moved = 0;
  let after: string | null = null;
  do {
    const done: Batch = await batch({ db: db.app, ring: by }, entity, after, 7);
    damaged.push(...done.damaged);
    moved += done.moved;
    after = done.next;
  } while (after !== null);
  return [moved, damaged];
};
const read = async (refs: readonly string[], by = ring, entity = 'north') =>
  (await openSealed({ db: db.app, ring: by }, entity, refs, 'spec')).values;
const find = async (search: PersonalSearch, by = ring) => {
  const found = await findByPersonal({ db: db.app, ring: by }, 'north', search);
  return found.ok ? found.value.map(({ ref }) => ref) : found.refusal.code;
};

const phone = '13912345678';
const residentId = '11010519491231002X';

beforeAll(async () => {
  db = await testDatabase();
  await db.app.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values
       ('north', 'platform', '北平台', 'North', '91110000MA00000001'), ('south', 'distributor', '南经销', 'South', '91440000MA00000002')`,
  );
  ring = await newRing();
});
afterAll(() => db.drop());

/** Every column of every table as text, as a dump would show it. */
const dump = async (): Promise<string> => {
  const client = new Client({ connectionString: db.superuserUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
    texts.push(...rows.map(({ line }) => line));
  }
  await client.end();
  return texts.join('\n');
};

describe('P04-3.1-09 personal values are stored encrypted', () => {
  test('no clear value stands anywhere in the database, in a log or in an error', async () => {
    const shown: string[] = [];
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      vi.spyOn(process[stream], 'write').mockImplementation((text) => shown.push(String(text)) > 0),
    );
    const value = '朝阳区某某路九十八号五零一室';
    const health = { diagnosis: 'phaeochromocytoma-spec' };
    const { ref } = await one({ kind: 'phone', value: phone, subject: 'tampered' });
    await seal([
      { subject: 'a', kind: 'address', value: `北京市${value}` },
      { subject: 'a', kind: 'residentId', value: residentId },
      { subject: 'b', kind: 'health', value: health },
    ]);
    await db.app.query(`update personal_values set ciphertext = set_byte(ciphertext, 60, 1) where ref = $1`, [ref]);
    await read([ref]).catch((error: Error) => shown.push(error.message, String(error.stack)));
    for (const spy of spies) spy.mockRestore();
    await destroySubject(db.app, 'north', 'tampered', now());
    for (const text of [await dump(), shown.join('\n')]) {
      for (const clear of [phone, value, residentId, health.diagnosis, Buffer.from(phone).toString('hex')])
        expect(text.includes(clear)).toBe(false);
    }
    expect(shown.join('\n')).toContain('altered or moved');
  });

  test('what comes back is what was put in, whatever its shape, with the commitment that the event holds', async () => {
    const values = [phone, { street: '某路', no: 8 }, ['a', null, true], 42.5, ''];
    const sealed = await seal(values.map((value) => ({ subject: 's', kind: 'other' as const, value })));
    const opened = await read(sealed.map((s) => s.$sealed.ref));
    expect(sealed.map((s) => opened.get(s.$sealed.ref))).toEqual(
      values.map((value, i) => ({ value, commitment: sealed[i]?.$sealed.commitment })),
    );
  });

  test('the same value twice gives commitments that do not betray it', async () => {
    const [a, b] = await seal([1, 2].map(() => ({ subject: 's', kind: 'phone' as const, value: phone })));
    expect(a?.$sealed.commitment).not.toBe(b?.$sealed.commitment);
  });

  test('another entity sees neither value nor mask', async () => {
    const { ref } = await one({ kind: 'phone', value: phone });
    expect((await openSealed({ db: db.app, ring }, 'south', [ref], 'spec')).values.size).toBe(0);
    expect((await masksOf(db.app, 'south', [ref])).size).toBe(0);
  });
});

test('P04-2.2-08 screens get 138****5678 without any decryption', async () => {
  const { ref } = await one({ kind: 'phone', value: '138 1234 5678' });
  expect((await masksOf(db.app, 'north', [ref])).get(ref)).toBe('138****5678');
});

test('the full view says for the audit what was shown and why, without the values', async () => {
  const { ref } = await one({ kind: 'phone', value: phone, subject: 'merchant-1' });
  const { disclosure } = await openSealed({ db: db.app, ring }, 'north', [ref, randomUUID()], '监管部门书面要求');
  expect(disclosure).toEqual({
    purpose: '监管部门书面要求',
    entity: 'north',
    values: [{ ref, subject: 'merchant-1', kind: 'phone' }],
  });
});

describe('tampering is noticed', () => {
  test.each([
    ['the ciphertext of another row', `ciphertext = (select ciphertext from personal_values where ref = $2)`],
    ['an altered ciphertext', `ciphertext = set_byte(ciphertext, 70, get_byte(ciphertext, 70) # length($2::text))`],
  ])('%s does not open', async (_what, change) => {
    const [a, b] = await Promise.all(
      [phone, '13700000000'].map((value) => one({ kind: 'phone', value, subject: 't' }, ring, 'south')),
    );
    await db.app.query(`update personal_values set ${change} where ref = $1`, [a?.ref, b?.ref]);
    await expect(read([a?.ref ?? ''], ring, 'south')).rejects.toThrow('altered or moved');
  });

  test('a value assigned to another person or kind does not open', async () => {
    for (const change of [`subject = 'other'`, `kind = 'email'`]) {
      const { ref } = await one({ kind: 'phone', value: phone }, ring, 'south');
      await db.owner.query(`update personal_values set ${change} where ref = $1`, [ref]);
      await expect(read([ref], ring, 'south')).rejects.toThrow('altered or moved');
    }
  });

  test('a rotation names what is damaged and moves the rest', async () => {
    const { ref } = await one({ kind: 'phone', value: phone }, ring, 'south');
    await Promise.all([ring.rotate('south', 'subjects'), ring.rotate('south', 'index')]);
    const [moved, damaged] = await walk(reencryptBatch, 'south');
    expect([moved, damaged.length]).toEqual([3, 4]);
    expect(damaged).not.toContain(ref);
    expect((await walk(reindexBatch, 'south'))[0]).toBe(3);
    expect((await walk(reencryptBatch, 'south'))[0]).toBe(0);
  });
});

describe('searching by equality', () => {
  test('a phone is found by any spelling, and by its last four digits', async () => {
    const { ref } = await one({ kind: 'phone', value: '+86 188-0000-4321' });
    expect(await find({ kind: 'phone', whole: '18800004321' })).toEqual([ref]);
    expect(await find({ kind: 'phone', last4: '4321' })).toEqual([ref]);
    expect(await find({ kind: 'phone', whole: '18800004322' })).toEqual([]);
  });

  test('a resident number is found by region and last four together', async () => {
    const { ref } = await one({ kind: 'residentId', value: '440524188001010014' });
    await one({ kind: 'residentId', value: '440524192001010019' });
    expect(await find({ kind: 'residentId', region: '440524', last4: '0014' })).toEqual([ref]);
    expect((await find({ kind: 'residentId', region: '440524' })).length).toBe(2);
    expect(await find({ kind: 'phone', last4: '0014' })).toEqual([]);
  });

  test('the extension of a landline is not taken for its last digits', async () => {
    const { ref } = await one({ kind: 'phone', value: '0571-87659753-8021' });
    expect(await find({ kind: 'phone', last4: '9753' })).toEqual([ref]);
    expect(await find({ kind: 'phone', last4: '8021' })).toEqual([]);
  });

  test.each<[string, PersonalSearch]>([
    ['an address', { kind: 'address', whole: '北京' }],
    ['three digits', { kind: 'phone', last4: '321' }],
    ['a wildcard', { kind: 'phone', last4: '43%1' }],
    ['a region of a phone', { kind: 'phone', region: '110105' }],
    ['nothing', { kind: 'phone' }],
  ])('%s is refused with what to enter', async (_what, search) => {
    expect(await find(search)).toBe('personalSearch.term');
  });
});

describe('rotation while the system runs', () => {
  test('values written before, during and after stay readable and findable, and end under the new keys', async () => {
    const subjects = Array.from({ length: 40 }, () => randomUUID());
    const write = (n: number, by = ring) =>
      one({ kind: 'phone', value: `1350001${String(n).padStart(4, '0')}`, subject: subjects[n % 40] ?? '' }, by);
    const refs = new Map<number, string>();
    for (let n = 0; n < 60; n += 1) refs.set(n, (await write(n)).ref);
    const other = await newRing();
    await other.forSubjects('north', subjects);
    const before = await ring.generations('north', 'index');
    await Promise.all([ring.rotate('north', 'subjects'), ring.rotate('north', 'index')]);
    const wrong: number[] = [];
    const check = async (n: number, by: KeyRing): Promise<void> => {
      const whole = `1350001${String(n).padStart(4, '0')}`;
      const ref = refs.get(n) ?? '';
      const [hits, values] = await Promise.all([find({ kind: 'phone', whole }, by), read([ref], by)]);
      if (!hits.includes(ref) || values.get(ref)?.value !== whole) wrong.push(n);
    };
    // A second process with what it remembers of the old generation writes while two jobs move values in small batches.
    const writing = (async () => {
      for (let n = 60; n < 120; n += 1) {
        refs.set(n, (await write(n, n % 2 ? other : ring)).ref);
        await Promise.all([check(n, ring), check(n - 60, other)]);
      }
    })();
    const moving = [walk(reencryptBatch), walk(reencryptBatch), walk(reindexBatch), walk(reindexBatch)];
    await Promise.all([writing, ...moving]);
    expect(wrong).toEqual([]);
    // The other process has by now heard of the rotation; the next run of the job takes what it wrote late.
    await Promise.all([walk(reencryptBatch), walk(reindexBatch)]);
    const fresh = await newRing();
    for (const n of refs.keys()) await check(n, fresh);
    expect(wrong).toEqual([]);
    const old = await db.app.query(
      `select 1 from personal_index where key_id = $1
       union all select 1 from personal_values v join data_keys k on k.id = v.key_id join data_keys w on w.id = k.wrapped_by
                  where w.entity_id = 'north' and w.retired_at is not null and v.destroyed_at is null`,
      [before[0]?.id],
    );
    expect(old).toEqual([]);
  });
});

describe('lawful destruction', () => {
  test('takes value, mask and search tokens of one person and leaves the others and every commitment as they were', async () => {
    const [gone, kept] = [randomUUID(), randomUUID()];
    const [a, b] = await seal([
      { subject: gone, kind: 'phone', value: '13600009999' },
      { subject: kept, kind: 'phone', value: '13600009999' },
    ]);
    const event = JSON.stringify(a);
    expect(await db.app.transaction((tx) => destroySubject(tx, 'north', gone, now()))).toBe(1);
    ring.forgetSubject('north', gone);
    const refs = [a, b].map((s) => s?.$sealed.ref ?? '');
    const values = await read(refs, await newRing());
    expect(refs.map((ref) => values.get(ref)?.value ?? null)).toEqual([null, '13600009999']);
    expect((await masksOf(db.app, 'north', refs)).get(refs[0] ?? '')).toBeNull();
    expect(await find({ kind: 'phone', whole: '13600009999' })).toEqual([refs[1]]);
    expect(JSON.stringify(a)).toBe(event);
  });

  test('a value sealed before and written after the destruction is not kept', async () => {
    const subject = randomUUID();
    const input = { subject, kind: 'phone' as const, value: '13600008888' };
    const prepared = prepareSeal(await sealKeys(ring, 'north', [subject]), [input]);
    await destroySubject(db.app, 'north', subject, now());
    await expect(db.app.transaction((tx) => insertSealed(tx, prepared, now()))).rejects.toThrow('destroyed');
    expect(await find({ kind: 'phone', whole: '13600008888' })).toEqual([]);
  });
});
