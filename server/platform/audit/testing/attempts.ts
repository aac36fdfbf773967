import type { Database } from '../../postgres/sql.ts';
import { sqlState } from '../../postgres/transaction.ts';

/** Everything that an attacker with the application's login may try against the audit; each must be refused with 42501. */

export const tables = ['audit_entries', 'audit_log', 'audit_heads', 'audit_keys', 'audit_chains'];

export const onTables = (...statements: ((table: string) => string)[]): string[] =>
  tables.flatMap((table) => statements.map((make) => make(table)));
export const column: Record<string, string> = {
  audit_entries: 'payload',
  audit_log: 'seq',
  audit_heads: 'statement',
  audit_keys: 'public_key',
  audit_chains: 'seq',
};

export const attempts: Record<string, string[]> = {
  UPDATE: onTables(
    (t) => `update ${t} set ${column[t]} = ${column[t]}`,
    (t) => `select * from ${t} for update`,
    (t) => `merge into ${t} using (values (1)) as v on true when matched then delete`,
  ).concat(
    `insert into audit_keys select * from audit_keys on conflict (key_id) do update set public_key = 'x'`,
    `update only audit_entries set id = default where ctid = '(0,1)'`,
    `with gone as (update audit_entries set payload = '{}' returning 1) select * from gone`,
  ),
  DELETE: onTables(
    (t) => `delete from ${t}`,
    (t) => `with gone as (delete from ${t} returning 1) select * from gone`,
  ),
  TRUNCATE: onTables(
    (t) => `truncate ${t}`,
    (t) => `truncate ${t} cascade`,
  ),
  ALTER: onTables(
    (t) => `alter table ${t} add column more int`,
    (t) => `alter table ${t} rename to ${t}_old`,
    (t) => `alter table ${t} owner to plumbline_app`,
    (t) => `alter table ${t} set schema pg_temp`,
    (t) => `alter table ${t} alter ${column[t]} drop not null`,
    (t) => `alter table ${t} enable row level security`,
    (t) => `alter table ${t} replica identity nothing`,
    (t) => `alter table ${t} set (autovacuum_enabled = off)`,
    (t) => `alter table ${t} set unlogged`,
    (t) => `create policy everything on ${t} using (true)`,
    (t) => `cluster ${t}`,
    (t) => `lock table ${t} in access exclusive mode`,
    (t) => `create table heir () inherits (${t})`,
    (t) => `grant all on ${t} to plumbline_app; delete from ${t}`,
    (t) => `comment on table ${t} is 'x'`,
    (t) => `create statistics s on ctid, tableoid from ${t}`,
    (t) => `create index on ${t} (${column[t]})`,
  ).concat(
    'alter table audit_entries drop constraint audit_entry_hash',
    'alter table audit_entries alter xid set default 3',
  ),
  'DISABLE TRIGGER': onTables(
    (t) => `alter table ${t} disable trigger all`,
    (t) => `alter table ${t} disable trigger user`,
    (t) => `alter table ${t} enable replica trigger ${t}_keep`,
    (t) => `drop trigger ${t}_keep on ${t}`,
    (t) => `create trigger mine before insert on ${t} for each row execute function audit_refuse()`,
    (t) => `create rule mine as on insert to ${t} do instead nothing`,
  ).concat(
    `set session_replication_role = replica`,
    `set local session_replication_role = replica`,
    `select set_config('session_replication_role', 'replica', false)`,
    `alter role plumbline_app set session_replication_role = replica`,
    'create or replace function audit_refuse() returns trigger language plpgsql as $$ begin return new; end $$',
    'create or replace function audit_advance() returns trigger language plpgsql as $$ begin return null; end $$',
    'alter function audit_advance() security invoker',
    'drop function audit_refuse() cascade',
    'select audit_advance()',
    'create function pg_temp.mine() returns int language sql as $$ select 1 $$',
    'create event trigger mine on ddl_command_start execute function audit_refuse()',
  ),
  DROP: onTables(
    (t) => `drop table ${t}`,
    (t) => `drop table ${t} cascade`,
  ).concat(
    'drop schema public cascade',
    'drop owned by plumbline_owner cascade',
    'reassign owned by plumbline_owner to plumbline_app',
    'drop index audit_entries_by_xid',
    'drop role plumbline_owner',
    'drop database postgres',
  ),
  'SET ROLE': [
    'set role plumbline_owner',
    'set role postgres',
    'set local role plumbline_owner',
    `select set_config('role', 'plumbline_owner', false)`,
    'set session authorization plumbline_owner',
    'set session authorization postgres',
    `select set_config('session_authorization', 'postgres', false)`,
    'grant plumbline_owner to plumbline_app',
    'grant pg_write_all_data to plumbline_app',
    'alter role plumbline_app superuser',
    'alter role plumbline_owner password null',
    'create role mine superuser',
    'alter default privileges for role plumbline_owner grant all on tables to plumbline_app',
  ],
  'files, programs and large objects': [
    `copy audit_entries from program 'echo'`,
    `copy audit_entries to program 'cat'`,
    `copy audit_entries from '/etc/passwd'`,
    `copy audit_entries to '/tmp/plumbline-audit-copy'`,
    `select pg_read_file('postgresql.conf')`,
    `select pg_ls_dir('.')`,
    `select lo_import('/etc/passwd')`,
    `select lo_export(1, '/tmp/plumbline-audit-lo')`,
    'alter system set fsync = off',
    'select pg_reload_conf()',
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'`,
    'update pg_class set relowner = 10',
    'delete from pg_trigger',
    'create extension dblink',
    'create table public.audit_entries_mine (id int)',
    'create temp table audit_entries (id int)',
    'create schema mine',
  ],
  'columns that only the database fills': [
    `insert into audit_entries (chain_id, seq, entity_id, at, kind, actor, payload, prev_hash, hash, xid)
     select 'x', 1, 'demo', now(), 'k', '{}', '{}', prev_hash, hash, '3' from audit_entries limit 1`,
    `insert into audit_entries (chain_id, seq, entity_id, at, kind, actor, payload, prev_hash, hash, id) overriding system value
     select 'x', 1, 'demo', now(), 'k', '{}', '{}', prev_hash, hash, 1 from audit_entries limit 1`,
    'copy audit_entries from stdin',
    `select setval('audit_entries_id_seq', 1)`,
    `insert into audit_chains values ('x', 'demo', 0, sha256(''))`,
  ],
};

/** In a transaction that is undone, so that one success could not help the next; two statements bear no transaction. */
export const stateOf = (app: Database, statement: string): Promise<string | undefined> =>
  /^(drop database|alter system)/.test(statement)
    ? app.query(statement).then(() => undefined, sqlState)
    : app
        .transaction(async (tx) => {
          await tx.query(statement);
          throw new Error('not refused');
        })
        .catch(sqlState);
