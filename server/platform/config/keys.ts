import { type Text, text } from '../../../core/base/text.ts';
import {
  address,
  bucketAddress,
  folder,
  host,
  mailbox,
  masterKey,
  oneOf,
  origin,
  type Parse,
  secondFactor,
  wholeNumber,
  witness,
  words,
  yesNo,
} from './values.ts';

export interface Key<T, Standard extends string | null = string | null> {
  readonly name: string;
  readonly meaning: Text;
  /** As it would be written; null means "not set". */
  readonly standard: Standard;
  /** May also come from the file that `<name>_FILE` names, and is shown nowhere. */
  readonly secret: boolean;
  readonly parse: Parse<T>;
}

const key = <T, Standard extends string | null>(
  name: string,
  standard: Standard,
  parse: Parse<T>,
  zh: string,
  en: string,
): Key<T, Standard> => ({
  name,
  meaning: text(zh, en),
  standard,
  secret: false,
  parse,
});

const secret = <T>(name: string, parse: Parse<T>, zh: string, en: string): Key<T, null> => ({
  ...key(name, null, parse, zh, en),
  secret: true,
});

/** Every key there is, in the order of the reference page. */
export const keys = {
  port: key(
    'PORT',
    '3000',
    wholeNumber(0, 65_535),
    '网页与接口的端口；0 表示任选空闲端口。',
    'Port of console and interface; 0 takes any free one.',
  ),
  host: key(
    'HOST',
    '127.0.0.1',
    host,
    '监听的网络地址；对外服务时设为 0.0.0.0，并在前面放 TLS 代理。',
    'Address to listen on; 0.0.0.0 to be reached from outside, behind a TLS proxy.',
  ),
  dataFolder: key(
    'PLUMBLINE_DATA',
    '.data/server',
    folder,
    '内置数据库、文件库与本机口令所在的文件夹；两个实例不可共用。',
    'Folder of the embedded database, the file store and the passwords made here; two instances must not share it.',
  ),
  publicUrl: key(
    'PLUMBLINE_PUBLIC_URL',
    null,
    origin,
    '用户在浏览器中看到的地址，用于通知中的链接与通行密钥；不设则用本机地址与端口。',
    'The address users see, for links in notices and for passkeys; without it the local address and port.',
  ),
  trustProxy: key(
    'PLUMBLINE_TRUST_PROXY',
    'no',
    yesNo,
    '前面是否有可信的代理；是则采用其转告的来访地址。',
    'Whether a trusted proxy stands in front, whose word for the caller’s address is taken.',
  ),
  databaseUrl: secret(
    'DATABASE_URL',
    address('postgres', 'postgresql'),
    '外部 PostgreSQL（15 及以上）中可以迁移结构的登录；不设则启动内置数据库。',
    'A login of another PostgreSQL (15 or later) that may migrate; without it the embedded server is started.',
  ),
  databaseAppUrl: secret(
    'DATABASE_APP_URL',
    address('postgres', 'postgresql'),
    '外部数据库中供运行使用的登录（plumbline_app 或其成员）；不设则自动建立并自管口令。',
    'The login of the running server there (plumbline_app or a member of it); without it one is made and its password kept.',
  ),
  masterKey: secret(
    'PLUMBLINE_MASTER_KEY',
    masterKey,
    '个人信息与文件密钥之上的主密钥：32 字节，64 位十六进制或 base64；不设则首次启动时生成于 PLUMBLINE_DATA/secrets。',
    'The master key above the keys of personal data and files: 32 bytes in 64 hexadecimal digits or base64; without it one is made in PLUMBLINE_DATA/secrets at the first start.',
  ),
  s3BucketUrl: key(
    'PLUMBLINE_S3_BUCKET_URL',
    null,
    bucketAddress,
    '存放文件的 S3 兼容存储桶的地址，桶名在路径或主机名中；不设则存于 PLUMBLINE_DATA/files。文件先加密再存放。',
    'Address of a bucket that speaks S3 for the files, its name in the path or the host; without it PLUMBLINE_DATA/files. Files are encrypted before.',
  ),
  s3Region: key(
    'PLUMBLINE_S3_REGION',
    'us-east-1',
    words,
    '存储桶所在区域，用于请求签名。',
    'Region of the bucket, for signing requests.',
  ),
  s3KeyId: secret(
    'PLUMBLINE_S3_KEY_ID',
    words,
    '存储桶的访问密钥编号；须能列出、读取、写入与删除对象。',
    'Id of the access key to the bucket, which must be allowed to list, read, write and delete objects.',
  ),
  s3Secret: secret('PLUMBLINE_S3_SECRET', words, '访问密钥的密码部分。', 'The secret that belongs to that key.'),
  databaseConnections: key(
    'PLUMBLINE_DATABASE_CONNECTIONS',
    '10',
    wholeNumber(2, 200),
    '每个进程的数据库连接上限。',
    'Database connections of a process at most.',
  ),
  worker: key(
    'PLUMBLINE_WORKER',
    'yes',
    yesNo,
    '本进程是否也执行到期时限与后台任务。',
    'Whether this process also serves due limits and background jobs.',
  ),
  logLevel: key(
    'PLUMBLINE_LOG_LEVEL',
    'info',
    oneOf('error', 'warn', 'info', 'silent'),
    '日志的最低级别。',
    'The least level that is logged.',
  ),
  stopSeconds: key(
    'PLUMBLINE_STOP_SECONDS',
    '20',
    wholeNumber(1, 600),
    '停机时等待进行中的请求与任务的秒数。',
    'Seconds that running requests and jobs are waited for at a stop.',
  ),
  auditWitness: key(
    'PLUMBLINE_AUDIT_WITNESS',
    null,
    witness,
    '审计日志首部在本机之外的第二存放处：挂载的文件夹，或 http(s) 地址。',
    'Where the heads of the audit are kept off this machine: a mounted folder, or an http(s) address.',
  ),
  secondFactorStaff: key(
    'PLUMBLINE_SECOND_FACTOR_STAFF',
    'required',
    secondFactor,
    '员工凭密码登录时是否必须有第二验证方式：required 必须；whenEnrolled 设置后才须。',
    'Whether staff need a second factor beside the password: required always, whenEnrolled once they have set one up.',
  ),
  secondFactorMerchant: key(
    'PLUMBLINE_SECOND_FACTOR_MERCHANT',
    'whenEnrolled',
    secondFactor,
    '同上，适用于商户账号。',
    'The same for accounts of merchants.',
  ),
  secondFactorAuditor: key(
    'PLUMBLINE_SECOND_FACTOR_AUDITOR',
    'required',
    secondFactor,
    '同上，适用于外部审计与监管人员的账号。',
    'The same for accounts of auditors and regulators.',
  ),
  smtpUrl: secret(
    'SMTP_URL',
    address('smtp', 'smtps'),
    '发送邮件的服务器与登录；不设则邮件留在发件箱待发。',
    'Server and login for outgoing mail; without it mail stays in the outbox.',
  ),
  mailFrom: key('PLUMBLINE_MAIL_FROM', null, mailbox, '邮件的发件人。', 'Sender of outgoing mail.'),
  outboxHoldSeconds: key(
    'PLUMBLINE_OUTBOX_HOLD_SECONDS',
    '0',
    wholeNumber(0, 3_600),
    '通知邮件与短信发出前的等待秒数；其间撤回办理则不发出。',
    'Seconds that mail and short messages of a notice are held back; an act taken back meanwhile sends none.',
  ),
  smsUrl: secret(
    'PLUMBLINE_SMS_URL',
    address('https', 'http'),
    '短信网关的地址；不设则不发短信。',
    'Address of the gateway for short messages; without it none are sent.',
  ),
  smsSecret: secret(
    'PLUMBLINE_SMS_SECRET',
    words,
    '短信网关的签名密钥。',
    'Key that requests to the gateway are signed with.',
  ),
  smsCodeTemplate: key(
    'PLUMBLINE_SMS_CODE_TEMPLATE',
    null,
    words,
    '验证码短信的模板编号，参数为 code、minutes。',
    'Template of one-time codes at the gateway; parameters code and minutes.',
  ),
  smsNoticeTemplate: key(
    'PLUMBLINE_SMS_NOTICE_TEMPLATE',
    null,
    words,
    '通知短信的模板编号，参数为 title、number；不设则通知不发短信。',
    'Template of notices at the gateway; parameters title and number. Without it notices send no short message.',
  ),
  wecomRobot: secret(
    'PLUMBLINE_ROBOT_WECOM_URL',
    address('https', 'http'),
    '企业微信群机器人的 Webhook 地址，接收超时升级与催办。',
    'Webhook of a WeCom group robot that is told of breaches and urgings.',
  ),
  dingtalkRobot: secret(
    'PLUMBLINE_ROBOT_DINGTALK_URL',
    address('https', 'http'),
    '钉钉群机器人的 Webhook 地址，接收超时升级与催办。',
    'Webhook of a DingTalk group robot that is told of breaches and urgings.',
  ),
  dingtalkSecret: secret(
    'PLUMBLINE_ROBOT_DINGTALK_SECRET',
    words,
    '钉钉机器人的加签密钥。',
    'Signing key of the DingTalk robot.',
  ),
  feishuRobot: secret(
    'PLUMBLINE_ROBOT_FEISHU_URL',
    address('https', 'http'),
    '飞书群机器人的 Webhook 地址，接收超时升级与催办。',
    'Webhook of a Feishu group robot that is told of breaches and urgings.',
  ),
  feishuSecret: secret(
    'PLUMBLINE_ROBOT_FEISHU_SECRET',
    words,
    '飞书机器人的签名校验密钥。',
    'Signing key of the Feishu robot.',
  ),
  allowPrivateTargets: key(
    'PLUMBLINE_ALLOW_PRIVATE_TARGETS',
    'no',
    yesNo,
    '短信网关与机器人的地址可否在内网，或使用不加密的 http。',
    'Whether gateway and robots may lie in a private network, or be reached by plain http.',
  ),
} as const;

export type Keys = typeof keys;

/** What the server runs with: the value of each key, undefined where it has no default and was not set. */
export type Config = {
  readonly [K in keyof Keys]: Keys[K] extends Key<infer T, infer S> ? (null extends S ? T | undefined : T) : never;
};
