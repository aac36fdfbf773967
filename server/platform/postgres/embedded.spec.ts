import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { prepareDatabase } from './prepare.ts';
import { openDatabase } from './sql.ts';

const started: EmbeddedPostgres[] = [];
const folders: string[] = [];

const newFolder = (): string => {
  const parent = mkdtempSync(join(tmpdir(), 'plumbline-spec-'));
  chmodSync(parent, 0o755);
  const folder = join(parent, '准绳 data');
  mkdirSync(folder, { mode: 0o700 });
  folders.push(folder);
  return folder;
};

const start = async (dataFolder: string): Promise<EmbeddedPostgres> => {
  const server = await startEmbedded({ dataFolder });
  started.push(server);
  return server;
};

const ask = async <R>(url: string, text: string): Promise<R[]> => {
  const db = openDatabase(url, { connections: 1 });
  try {
    return await db.query<R>(text);
  } finally {
    await db.close();
  }
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('the embedded server', () => {
  test('runs durable and checked, from a folder with spaces and Chinese, its password readable to us alone', async () => {
    const folder = newFolder();
    const server = await start(folder);
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];
    const settings = await ask<{ on: boolean }>(
      server.url('postgres'),
      `select setting = 'on' as on from pg_settings where name = any('{${names.join(',')}}')`,
    );
    expect(settings).toEqual(names.map(() => ({ on: true })));
    expect(lstatSync(join(folder, 'postgres')).isDirectory()).toBe(true);
    expect(statSync(join(folder, 'secrets', 'postgres-superuser')).mode & 0o777).toBe(0o600);
    await expect(
      ask(server.url('postgres', { user: 'postgres', password: 'wrong' }), 'select 1'),
    ).rejects.toMatchObject({ code: '28P01' });
  });

  test('comes back by itself after kill -9 with all that was committed', async () => {
    const server = await start(newFolder());
    const url = server.url('postgres');
    await ask(url, 'create table kept (n int)');
    await ask(url, 'insert into kept values (1)');
    const before = server.pid();
    process.kill(before, 'SIGKILL');
    await expect.poll(() => ask(url, 'select n from kept').catch(() => []), { timeout: 10_000 }).toEqual([{ n: 1 }]);
    expect(server.pid()).not.toBe(before);
  });

  test('starts although its process number now belongs to another program', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const pidFile = join(folder, 'postgres', 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    await first.stop();
    const stranger = spawn('sleep', ['30']);
    writeFileSync(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
    const second = await start(folder);
    expect(second.shared).toBe(false);
    stranger.kill();
  });

  test('is shared by a second start in the same folder, which does not stop it', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const second = await startEmbedded({ dataFolder: folder });
    expect(second.shared).toBe(true);
    await second.stop();
    expect(await ask(first.url('postgres'), 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('goes down when the process that started it is killed', async () => {
    const folder = newFolder();
    const program = `
      const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
      const server = await startEmbedded({ dataFolder: ${JSON.stringify(folder)} });
      console.log(JSON.stringify([server.pid(), server.socketFolder]));
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid, socketFolder] = JSON.parse(String(await new Promise((said) => owner.stdout.once('data', said)))) as [
      number,
      string,
    ];
    expect(alive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
    rmSync(socketFolder, { recursive: true, force: true });
  });
});

describe('preparing the database', () => {
  test('a second start finds nothing to migrate and the same login', async () => {
    const dataFolder = newFolder();
    const first = await prepareDatabase({ dataFolder });
    expect(first.migrated.length).toBeGreaterThan(0);
    await first.stop();
    const second = await prepareDatabase({ dataFolder });
    expect(second.migrated).toEqual([]);
    expect(await ask(second.appUrl, 'select current_user as who')).toEqual([{ who: 'plumbline_app' }]);
    await second.stop();
  });

  test('a folder that another instance uses is refused to one that wants it alone', async () => {
    const dataFolder = newFolder();
    await start(dataFolder);
    await expect(prepareDatabase({ dataFolder, exclusive: true })).rejects.toThrow('PLUMBLINE_DATA');
  });

  test('a login that could change the tables is refused as the login of the server', async () => {
    const dataFolder = newFolder();
    const ours = await prepareDatabase({ dataFolder });
    const asked = prepareDatabase({ dataFolder, databaseUrl: ours.ownerUrl, databaseAppUrl: ours.ownerUrl });
    await expect(asked).rejects.toThrow('DATABASE_APP_URL');
    const known = await prepareDatabase({ dataFolder, databaseUrl: ours.ownerUrl });
    expect(known.appUrl).toContain('plumbline_app');
    await ours.stop();
  });
});
