import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { type Text, text } from '../core/base/text.ts';
import { dateOf, type Instant } from '../core/base/time.ts';
import { chinaDays } from '../core/calendar/china.ts';
import { daysUntilTableEnds } from '../core/calendar/table-end.ts';
import { auditHealth, lagAlarmSeconds } from './platform/audit/health.ts';
import { readConfig } from './platform/config/config.ts';
import type { Config } from './platform/config/keys.ts';
import { openBlobs } from './platform/files/open-blobs.ts';
import { rotationStates } from './platform/keys/rotations.ts';
import { renderPdf } from './platform/pdf/typst.ts';
import { prepareDatabase } from './platform/postgres/prepare.ts';
import { type Database, openDatabase } from './platform/postgres/sql.ts';

/** One thing looked at: `bad` must be mended, `warn` will become bad. */
export interface Finding {
  readonly state: 'good' | 'warn' | 'bad';
  readonly name: Text;
  readonly says: Text;
}

const finding = (state: Finding['state'], name: Text, zh: string, en: string): Finding => ({
  state,
  name,
  says: text(zh, en),
});

const GIGABYTE = 1024 ** 3;
const now = (): Instant => Date.now() as Instant;

const dataFolder = async ({ dataFolder: folder }: Config): Promise<Finding> => {
  const name = text('数据文件夹', 'Data folder');
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = (bavail * bsize) / GIGABYTE;
    const room = free.toFixed(1);
    if (free < 1)
      return finding(
        'bad',
        name,
        `仅剩 ${room} GB,请清理磁盘或更换 PLUMBLINE_DATA。`,
        `only ${room} GB left; free some or move PLUMBLINE_DATA.`,
      );
    return finding(free < 10 ? 'warn' : 'good', name, `可写,剩余 ${room} GB。`, `writable, ${room} GB left.`);
  } catch {
    return finding('bad', name, `${folder} 不可写,请检查权限。`, `${folder} cannot be written; check its permissions.`);
  }
};

const fileStore = async (config: Config): Promise<Finding> => {
  const name = text('文件库', 'File store');
  const opened = await openBlobs(config);
  if (!opened.ok) return { state: 'bad', name, says: opened.refusal.message };
  const state = await opened.value.state();
  if (state === 'up') return finding('good', name, '可写。', 'writable.');
  if (state === 'full') return finding('bad', name, '已满,请腾出空间。', 'full; make room.');
  return finding('bad', name, '无法使用,请检查权限与连接。', 'cannot be used; check rights and connection.');
};

const durability = async (db: Database): Promise<Finding> => {
  const name = text('数据库耐久', 'Durability');
  const [row] = await db.query<{ fsync: string; pages: string; commit: string; checksums: string }>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums`,
  );
  const off = [
    row?.fsync !== 'on' && 'fsync',
    row?.pages !== 'on' && 'full_page_writes',
    row?.commit === 'off' && 'synchronous_commit',
  ].filter((one) => one !== false);
  if (off.length > 0)
    return finding(
      'bad',
      name,
      `${off.join('、')} 已关闭,断电会丢失已确认的记录。请打开。`,
      `${off.join(', ')} is off: acknowledged records can be lost. Switch it on.`,
    );
  if (row?.checksums !== 'on')
    return finding('warn', name, '未启用数据校验和(data_checksums)。', 'data_checksums is off.');
  return finding(
    'good',
    name,
    'fsync、full_page_writes、synchronous_commit 与校验和均已打开。',
    'fsync, full_page_writes, synchronous_commit and checksums are on.',
  );
};

const audit = async (db: Database): Promise<Finding> => {
  const name = text('审计日志', 'Audit log');
  const health = await auditHealth(db);
  const behind = health.places.filter((place) => place.problem !== '').map((place) => place.name);
  if (health.problem !== '')
    return finding('bad', name, `日志停止增长:${health.problem}`, `the log has stopped growing: ${health.problem}`);
  if (behind.length > 0)
    return finding(
      'bad',
      name,
      `${behind.join('、')} 未收到日志首部,请检查存放处。`,
      `${behind.join(', ')} lacks heads; check the place.`,
    );
  const late = health.lagSeconds > lagAlarmSeconds;
  return finding(
    late ? 'warn' : 'good',
    name,
    `共 ${health.size} 条,最旧待入 ${health.lagSeconds.toFixed(1)} 秒。`,
    `${health.size} entries, the oldest waiting ${health.lagSeconds.toFixed(1)} s.`,
  );
};

const calendar = (): Finding => {
  const name = text('工作日历', 'Calendar');
  const days = daysUntilTableEnds(chinaDays, dateOf(now()));
  const last = Math.max(...Object.keys(chinaDays.years).map(Number));
  const [zh, en] = [`随附日历至 ${last} 年底,剩 ${days} 天。`, `the shipped table ends with ${last}, in ${days} days.`];
  return days <= 60
    ? finding(
        'warn',
        name,
        `${zh}请导入国务院办公厅公布的下一年安排。`,
        `${en} Import the next year as soon as it is published.`,
      )
    : finding('good', name, zh, en);
};

const printing = (): Finding => {
  const name = text('文书排版', 'Printing');
  try {
    const bytes = renderPdf(
      'sample',
      { data: JSON.stringify({ title: '试印', holder: '准绳', lines: ['〇一二'] }) },
      now(),
    ).length;
    return finding('good', name, `试印成功(${bytes} 字节)。`, `a test page was printed (${bytes} bytes).`);
  } catch (error) {
    return finding('bad', name, `无法排版:${(error as Error).message}`, `cannot print: ${(error as Error).message}`);
  }
};

const consoleBuilt = async (): Promise<Finding> => {
  const name = text('网页', 'Console');
  const there = await access(join(import.meta.dirname, '..', 'web', 'dist', 'index.html')).then(
    () => true,
    () => false,
  );
  return there
    ? finding('good', name, '已构建。', 'built.')
    : finding('warn', name, '尚未构建,npm start 会自动构建。', 'not built yet; npm start builds it.');
};

const mail = ({ smtpUrl }: Config): Finding => {
  const name = text('邮件', 'Mail');
  return smtpUrl === undefined
    ? finding('warn', name, '未配置 SMTP_URL,邮件留在发件箱。', 'SMTP_URL is not set; mail stays in the outbox.')
    : finding('good', name, '已配置。', 'configured.');
};

const KEY_NAMES = {
  subjects: text('个人信息密钥', 'keys of personal data'),
  index: text('检索密钥', 'keys of searching'),
  files: text('文件密钥', 'keys of files'),
};

/** Rotations under way, given up, or with something that no longer opens; nothing where there was never one. */
const rotations = async (db: Database): Promise<Finding[]> =>
  (await rotationStates(db)).map(({ entityName, purpose, state, done, total, damaged }) => {
    const name = text('密钥轮换', 'Key rotation');
    const [zh, en] = [`${entityName} ${KEY_NAMES[purpose].zh}`, `${KEY_NAMES[purpose].en} of ${entityName}`];
    if (state === 'dead')
      return finding(
        'bad',
        name,
        `${zh}:已停止于 ${done} / ${total ?? '?'},请在“系统”页的失败任务中重试。`,
        `${en}: given up at ${done} of ${total ?? '?'}; try again among the failed jobs of the page System.`,
      );
    if (damaged > 0)
      return finding(
        'warn',
        name,
        `${zh}:${damaged} 项无法解密,仍在旧密钥下。`,
        `${en}: ${damaged} no longer open and stay under the old key.`,
      );
    return state === 'running'
      ? finding(
          'good',
          name,
          `${zh}:进行中,${done} / ${total ?? '?'}。`,
          `${en}: under way, ${done} of ${total ?? '?'}.`,
        )
      : finding('good', name, `${zh}:已完成。`, `${en}: done.`);
  });

/** Browsers bind a passkey to a name under https; a bare number or plain http has none, but for the own machine. */
const signingIn = ({ publicUrl, secondFactorStaff }: Config): Finding => {
  const name = text('登录', 'Signing in');
  const url = publicUrl === undefined ? null : new URL(publicUrl);
  const local = url === null || url.hostname === 'localhost';
  if (!local && (url.protocol !== 'https:' || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0))
    return finding(
      'warn',
      name,
      'PLUMBLINE_PUBLIC_URL 不是 https 域名,浏览器不会提供通行密钥。',
      'PLUMBLINE_PUBLIC_URL is no name under https; browsers offer no passkeys there.',
    );
  if (secondFactorStaff !== 'required')
    return finding(
      'warn',
      name,
      '员工可仅凭密码登录(PLUMBLINE_SECOND_FACTOR_STAFF);P04 §3.1 要求验证码。',
      'staff may sign in by password alone (PLUMBLINE_SECOND_FACTOR_STAFF); P04 §3.1 asks for a code.',
    );
  return finding('good', name, '员工登录须有第二验证方式。', 'staff need a second factor.');
};

const database = async (config: Config): Promise<Finding[]> => {
  const name = text('数据库', 'Database');
  try {
    const prepared = await prepareDatabase(config);
    const db = openDatabase(prepared.appUrl, { connections: 2, name: 'plumbline-doctor' });
    try {
      const [row] = await db.query<{ version: string }>(`select current_setting('server_version') as version`);
      const up = finding(
        'good',
        name,
        `PostgreSQL ${row?.version},结构为本版本。`,
        `PostgreSQL ${row?.version}, schema up to date.`,
      );
      return [up, await durability(db), await audit(db), ...(await rotations(db))];
    } finally {
      await db.close();
      await prepared.stop();
    }
  } catch (error) {
    return [
      finding(
        'bad',
        name,
        `无法连接或升级:${(error as Error).message}`,
        `cannot be reached or migrated: ${(error as Error).message}`,
      ),
    ];
  }
};

/** Looks at everything that an instance needs; nothing is changed but pending migrations, as at a start. */
export const examine = async (): Promise<readonly Finding[]> => {
  const config = readConfig();
  if (!config.ok)
    return config.refusal.map(({ message }) => ({ state: 'bad', name: text('配置', 'Configuration'), says: message }));
  const rest = await Promise.all([
    dataFolder(config.value),
    fileStore(config.value),
    database(config.value),
    consoleBuilt(),
  ]);
  return [...rest.flat(), calendar(), printing(), signingIn(config.value), mail(config.value)];
};
