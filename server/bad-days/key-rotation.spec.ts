import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Defect } from '../../core/base/result.ts';
import type { Instant } from '../../core/base/time.ts';
import { openKeyRing } from '../platform/keys/key-ring.ts';
import { masterKeyOf } from '../platform/keys/master-key.ts';
import { insertSealed } from '../platform/personal/personal-values.ts';
import { prepareSeal, sealKeys } from '../platform/personal/seal.ts';
import { type TestDatabase, testDatabase } from '../platform/postgres/testing.ts';
import { MASTER_KEY } from '../testing/house.ts';
import { demoSignIn } from '../testing/pressing.ts';
import { type ServerProcess, serverProcess } from '../testing/server-process.ts';
import { Visitor } from '../testing/visitor.ts';

const VALUES = 12_000;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-rotation-'));
let db: TestDatabase;
let server: ServerProcess;
let env: Record<string, string>;

beforeAll(async () => {
  db = await testDatabase();
  env = {
    PORT: '0',
    PLUMBLINE_DATA: folder,
    DATABASE_URL: db.urls.owner,
    DATABASE_APP_URL: db.urls.app,
    PLUMBLINE_MASTER_KEY: MASTER_KEY,
    PLUMBLINE_LOG_LEVEL: 'silent',
  };
  server = serverProcess(env);
  await server.start();
  const opened = await openKeyRing({
    db: db.app,
    master: masterKeyOf(Buffer.from(MASTER_KEY, 'hex')),
    now: () => Date.now() as Instant,
  });
  if (!opened.ok) throw new Defect(opened.refusal.code);
  const subjects = Array.from({ length: 60 }, () => randomUUID());
  const keys = await sealKeys(opened.value, 'mall', subjects);
  for (let n = 0; n < VALUES; n += 1_000) {
    const inputs = Array.from({ length: 1_000 }, (_, i) => ({
      subject: subjects[(n + i) % subjects.length] ?? '',
      kind: 'phone' as const,
      value: `138${String(10_000_000 + n + i)}`,
    }));
    await db.app.transaction((tx) => insertSealed(tx, prepareSeal(keys, inputs), Date.now() as Instant));
  }
}, 120_000);
afterAll(async () => {
  await server.stop();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const plumbline = (...args: string[]) => {
  const program = join(import.meta.dirname, '..', '..', 'bin', 'plumbline.mjs');
  const ran = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LANG: 'en_GB.UTF-8', ...env },
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
};
const progress = async () => {
  const [row] = await db.app.query<{ done: number; cursor: string | null; state: string }>(
    `select done, cursor, state from job_progress where name = 'keys.rotate'`,
  );
  return row ?? { done: 0, cursor: null, state: 'none' };
};
const until = async (met: () => Promise<boolean>, seconds: number): Promise<void> => {
  const patience = Date.now() + seconds * 1_000;
  while (!(await met())) {
    if (Date.now() > patience) throw new Defect(`it did not come to that: ${JSON.stringify(await progress())}`);
    await new Promise((later) => setTimeout(later, 15));
  }
};

it('a rotation begun beside a running server survives its being killed, and is seen on the way', {
  timeout: 240_000,
}, async () => {
  const begun = plumbline('keys', 'rotate', '--keys', 'subjects', '--entity', 'mall', '--reason', 'yearly');
  expect([begun.err, begun.code]).toEqual(['', 0]);
  expect(begun.out).toContain('1 rotations begun');
  await until(async () => (await progress()).done > 0, 60);
  await server.kill();
  const killed = await progress();
  expect(killed.state).toBe('running');
  expect(killed.done).toBeLessThan(VALUES);
  await server.start();
  expect(plumbline('keys', 'rotate', '--keys', 'subjects', '--entity', 'mall', '--reason', 'again').code).toBe(1);
  expect(plumbline('doctor').out).toMatch(/Key rotation: keys of personal data of .*: under way, \d+ of \d+/);
  const administrator = new Visitor(server.address);
  await demoSignIn(administrator, '温朔');
  const shown = (await administrator.get('/api/health')).body.keyRotations;
  expect(shown).toMatchObject([{ purpose: 'subjects', state: 'running' }]);
  await until(async () => /^(waiting|2)/.test((await progress()).cursor ?? ''), 150);
  const [left] = await db.app.query<{ n: number }>(
    `select count(*)::int as n from personal_values v join data_keys k on k.id = v.key_id join data_keys w on w.id = k.wrapped_by
      where v.entity_id = 'mall' and v.destroyed_at is null and w.retired_at is not null`,
  );
  expect(left?.n).toBe(0);
  expect((await progress()).done).toBeGreaterThanOrEqual(VALUES);
});

it.each([
  [['keys', 'rotate'], '--reason'],
  [['keys', 'rotate', '--reason', 'x', '--keys', 'all'], 'subjects'],
])('%j is wrong usage and says what is lacking', (args, named) => {
  const ran = plumbline(...args);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(named);
});
