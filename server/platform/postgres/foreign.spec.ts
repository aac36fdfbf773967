import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../../core/base/time.ts';
import { appendToChain } from '../audit/append.ts';
import { headSigner, newHeadKey } from '../audit/head.ts';
import { createSequencer } from '../audit/sequencer.ts';
import { attempts, stateOf } from '../audit/testing/attempts.ts';
import { describeWhere } from '../testing/only-where.ts';
import { faultsOf } from './fitness.ts';
import { type PreparedDatabase, prepareDatabase } from './prepare.ts';
import { openDatabase } from './sql.ts';
import { type ForeignServer, foreignPrograms, startForeignServer, withPassword } from './testing/foreign-server.ts';

const programs = foreignPrograms();
if (programs === null)
  console.log('a foreign PostgreSQL: not tried, none (15 or later) lies under /usr/lib/postgresql');

const FIT = { version: 150_018, encoding: 'UTF8', ctype: 'C.UTF-8', pinyin: true, may_create: true, lacking: [] };

test.each([
  ['is too old', { version: 140_011 }, 'PostgreSQL 15 or later is needed, this is 14'],
  ['writes something else than UTF-8', { encoding: 'SQL_ASCII' }, 'the encoding must be UTF8, it is SQL_ASCII'],
  ['knows letters of English only', { ctype: 'C' }, 'a search for Chinese finds nothing'],
  ['cannot sort Chinese', { pinyin: false }, 'ICU collations'],
  ['lets its owner make no tables', { may_create: false }, 'INHERIT'],
  ['lacks an extension', { lacking: ['btree_gist'] }, 'the extension btree_gist'],
])('a database that %s is refused in words', (_, wrong, words) => {
  expect(faultsOf(FIT)).toEqual([]);
  const [fault] = faultsOf({ ...FIT, ...wrong });
  expect(fault?.en).toContain(words);
  expect(fault?.zh).toMatch(/\p{Script=Han}/u);
});

describeWhere(
  programs !== null,
  'needs the programs of a PostgreSQL that is installed beside',
  `on PostgreSQL ${programs?.version ?? 'of somebody else'}, run by others`,
  () => {
    let server: ForeignServer;
    const dataFolder = mkdtempSync(join(tmpdir(), 'foreign-spec-'));
    const prepare = (database: string, app?: string, owner = 'dba'): Promise<PreparedDatabase> =>
      prepareDatabase({
        dataFolder,
        databaseUrl: server.url(database, owner),
        ...(app === undefined ? {} : { databaseAppUrl: server.url(database, app) }),
      });

    beforeAll(async () => {
      server = await startForeignServer(programs?.folder ?? '');
      await server.asSuperuser(
        `create role ${withPassword('dba')}`,
        'create database quality owner dba',
        'revoke all on database quality from public',
      );
    }, 60_000);
    afterAll(async () => {
      await server.stop();
      rmSync(dataFolder, { recursive: true });
    });

    test('an owner that may make no roles is told to have the application’s made; then it migrates, and twice is once', async () => {
      await expect(prepare('quality')).rejects.toThrow('create it yourself and give its login as DATABASE_APP_URL');
      await server.asSuperuser(`create role ${withPassword('plumbline_app')}`);
      const [first, second] = await Promise.all([
        prepare('quality', 'plumbline_app'),
        prepare('quality', 'plumbline_app'),
      ]);
      expect([first.migrated.length, second.migrated.length].sort()).toEqual([0, expect.any(Number)]);
      expect(first.migrated.length + second.migrated.length).toBeGreaterThan(10);
    });

    test('P04-1.1-01 the audit refuses the application there as it does at home', async () => {
      const app = openDatabase(server.url('quality', 'plumbline_app'), { connections: 2 });
      try {
        const at = instant(1_763_700_000_000);
        const input = { at, kind: 'case.acted', actor: { system: 'test' }, payload: {} };
        await app.transaction((tx) => appendToChain(tx, { entityId: 'demo', chainId: 'case-a' }, [input, input]));
        await createSequencer({ db: app, signer: headSigner(newHeadKey()), places: [], now: () => at }).tick();
        const passed: string[] = [];
        for (const statement of Object.values(attempts).flat()) {
          const own = statement.replaceAll('plumbline_owner', 'dba');
          const state = await stateOf(app, own);
          if (state !== '42501') passed.push(`${state}: ${own}`);
        }
        expect(passed).toEqual([]);
        expect(await app.query('select count(*)::int as n from audit_entries')).toEqual([{ n: 2 }]);
      } finally {
        await app.close();
      }
    });

    test('an owner that may make roles has the application’s made, and its password kept', async () => {
      await server.asSuperuser(
        '@quality drop owned by plumbline_app',
        'drop role plumbline_app',
        'alter role dba createrole',
        'create database second owner dba',
      );
      const prepared = await prepare('second');
      expect((await prepare('second')).migrated).toEqual([]);
      const app = openDatabase(prepared.appUrl, { connections: 1 });
      const [rights] = await app.query(
        `select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user`,
      );
      expect(Object.values(rights as object)).toEqual([false, false, false, false, false]);
      await app.close();
      const elsewhere = join(dataFolder, 'another-machine');
      const other = prepareDatabase({ dataFolder: elsewhere, databaseUrl: server.url('second', 'dba') });
      await expect(other).rejects.toThrow('exists with a password that is not in PLUMBLINE_DATA/secrets');
    });

    test.each([
      ['a superuser', 'postgres'],
      ['the owner', 'dba'],
      ['a stranger', 'stranger'],
    ])('%s is refused as the login of the server', async (_, login) => {
      if (login === 'stranger')
        await server.asSuperuser(
          `create role ${withPassword('stranger')}`,
          'grant connect on database second to stranger',
        );
      await expect(prepare('second', login)).rejects.toThrow('DATABASE_APP_URL');
    });

    test.each([
      ['in another encoding', `encoding 'LATIN1' locale 'C'`, 'the encoding must be UTF8, it is LATIN1'],
      ['under C', `encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`, "make the database with LC_CTYPE 'C.UTF-8'"],
    ])('a database %s is refused, and nothing is written to it', async (_, how, words) => {
      await server.asSuperuser(`create database unfit owner dba template template0 ${how}`);
      await expect(prepare('unfit')).rejects.toThrow(words);
      await expect(prepare('unfit')).rejects.toThrow('DATABASE_URL:');
      const client = openDatabase(server.url('unfit'), { connections: 1 });
      expect(await client.query(`select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
      await client.close();
      await server.asSuperuser('drop database unfit');
    });

    test('an owner without the right to make tables is refused', async () => {
      await server.asSuperuser('create database theirs', 'grant connect on database theirs to dba');
      await expect(prepare('theirs')).rejects.toThrow('let it own the database');
    });

    test('a server that is not there, a wrong password and a missing database are named, and no password is repeated', async () => {
      const reasons: string[] = [];
      const wrong = server.url('second', 'dba').replace(/:[0-9a-f]{24}@/, ':hunter2@');
      for (const databaseUrl of [wrong, server.url('nowhere', 'dba'), 'postgres://dba:hunter2@127.0.0.1:9/x'])
        await prepareDatabase({ dataFolder, databaseUrl }).catch((error: unknown) => reasons.push(String(error)));
      expect(reasons[0]).toContain('DATABASE_URL: the password is wrong');
      expect(reasons[1]).toContain('there is no such database');
      expect(reasons[2]).toContain('no server answers');
      expect(reasons.join()).not.toContain('hunter2');
    });
  },
);
