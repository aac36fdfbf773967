import type { Client } from 'pg';
import { Defect } from '../../../core/base/result.ts';
import { type Text, text } from '../../../core/base/text.ts';
import { APP_ROLE } from './roles.ts';
import { sqlState } from './transaction.ts';

/** What a server of somebody else's is asked before anything is written to it. */
export interface Fitness {
  /** As in server_version_num: 150018. */
  readonly version: number;
  readonly encoding: string;
  readonly ctype: string;
  /** Does it know the ICU collation zh-x-icu? */
  readonly pinyin: boolean;
  /** May tables be made in schema public? */
  readonly may_create: boolean;
  /** Extensions that migrations ask for and that can neither be made nor are there. */
  readonly lacking: readonly string[];
}

/** Both are trusted: whoever may create in the database may add them, no superuser is needed. */
const EXTENSIONS = ['btree_gist'];

const FITNESS = `
  select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype,
    exists (select 1 from pg_collation where collname = 'zh-x-icu') as pinyin,
    has_schema_privilege('public', 'create') as may_create,
    array(select wanted from unnest($1::text[]) as wanted
      where not exists (select 1 from pg_extension where extname = wanted)
        and not (exists (select 1 from pg_available_extensions where name = wanted)
          and has_database_privilege(current_database(), 'create'))) as lacking
  from pg_database where datname = current_database()`;

/** What an administrator can put right, in words. */
export const faultsOf = (found: Fitness): Text[] =>
  [
    found.version < 150_000 &&
      text(
        `需要 PostgreSQL 15 或以上,现为 ${Math.floor(found.version / 10_000)}`,
        `PostgreSQL 15 or later is needed, this is ${Math.floor(found.version / 10_000)}`,
      ),
    found.encoding !== 'UTF8' &&
      text(`数据库编码须为 UTF8,现为 ${found.encoding}`, `the encoding must be UTF8, it is ${found.encoding}`),
    /^(C|POSIX)$/.test(found.ctype) &&
      text(
        '请以 LC_CTYPE C.UTF-8 重建数据库:在 C 之下搜索不到中文',
        "make the database with LC_CTYPE 'C.UTF-8': under C a search for Chinese finds nothing",
      ),
    !found.pinyin && text('服务器须带 ICU 排序规则(zh-x-icu)', 'the server must know ICU collations (zh-x-icu)'),
    !found.may_create &&
      text(
        '该登录须能在 public 模式中建表:请把数据库交给它所有,且其角色为 INHERIT',
        'the login must be allowed to create tables in schema public: let it own the database, with a role that is INHERIT',
      ),
    ...found.lacking.map((name) =>
      text(
        `缺少扩展 ${name}:请安装 contrib 包,并允许该登录在数据库中建立扩展`,
        `the extension ${name} is not to be had: install the contrib package and let the login create in the database`,
      ),
    ),
  ].filter((fault) => fault !== false);

const refuse = (key: string, faults: readonly Text[]): Defect =>
  new Defect(`${key}:${faults.map(({ zh }) => zh).join(';')}。 ${key}: ${faults.map(({ en }) => en).join('; ')}`);

/** Throws a Defect that names DATABASE_URL and everything that is wrong with the database, in both languages. */
export const checkFitness = async (client: Client): Promise<void> => {
  const { rows } = await client.query<Fitness>(FITNESS, [EXTENSIONS]);
  const faults = rows[0] === undefined ? [] : faultsOf(rows[0]);
  if (faults.length > 0) throw refuse('DATABASE_URL', faults);
};

const UNREACHABLE: Readonly<Record<string, Text>> = {
  '28P01': text('口令不对', 'the password is wrong'),
  '28000': text('服务器不让该登录进入(pg_hba.conf)', 'the server does not let this login in (pg_hba.conf)'),
  '3D000': text('没有这个数据库,请先建立', 'there is no such database; make it first'),
  '42501': text('该登录无权连接此数据库', 'this login may not connect to the database'),
  '53300': text('服务器的连接已用尽', 'the server has no connection left'),
  ECONNREFUSED: text('该地址没有服务器应答', 'no server answers at this address'),
  ENOTFOUND: text('找不到这个主机', 'there is no such host'),
  ETIMEDOUT: text('服务器没有应答', 'the server does not answer'),
};

/** The same for a connection that could not be made; anything else is passed on as it is. No address is repeated. */
export const namingKey = (key: string, error: unknown): unknown => {
  const known = UNREACHABLE[sqlState(error) ?? ''];
  return known === undefined ? error : refuse(key, [known]);
};

/** The server must not run with a login that could change the audit. */
export const checkAppLogin = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ ours: boolean; mighty: boolean }>(
    `select pg_has_role(current_user, $1, 'usage') as ours,
       rolsuper or rolcreaterole or rolreplication or exists (
         select 1 from pg_tables where schemaname = 'public' and pg_has_role(current_user, tableowner, 'member')) as mighty
     from pg_roles where rolname = current_user`,
    [APP_ROLE],
  );
  if (rows[0]?.ours !== true)
    throw refuse('DATABASE_APP_URL', [
      text(`该登录须为 ${APP_ROLE} 或其成员`, `the login must be ${APP_ROLE} or a member of it`),
    ]);
  if (rows[0].mighty)
    throw refuse('DATABASE_APP_URL', [
      text(
        '该登录可以改动表结构,请换用不拥有任何对象的登录',
        'the login may change the tables themselves; give one that owns nothing',
      ),
    ]);
};
