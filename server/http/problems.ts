import type { Refusal } from '../../core/base/result.ts';
import type { ProblemView } from '../../core/contract/common.ts';
import { Conflict, Refused } from '../case/commit.ts';

/**
 * The one table from refusals to statuses (RFC 9457). A refusal that is not named here is 422: understood, and not
 * allowed as things stand.
 */
const STATUS: readonly (readonly [RegExp, number])[] = [
  [/^session\.|^people\.(signIn|sessionEnded|signedOut)/, 401],
  [/^people\.|^task\.notYourRole$|^start\.notYourRole$|^csrf\./, 403],
  [/\.unknown$/, 404],
  [/^form\.invalid$|^request\.(invalid|unreadable)$|^cursor\.invalid$/, 400],
  [/^files?\.tooLarge$/, 413],
  [/^rate\.|\.tooMany$/, 429],
  [/^service\.|^audit\.down$/, 503],
];

export const statusOf = (code: string): number => STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 422;

const fieldsOf = (refusal: Refusal): ProblemView['fields'] => {
  const listed = refusal.code === 'form.invalid' ? refusal.params?.fields : undefined;
  if (typeof listed === 'string') return JSON.parse(listed) as NonNullable<ProblemView['fields']>;
  return refusal.field === undefined
    ? undefined
    : [{ field: refusal.field, code: refusal.code, message: refusal.message }];
};

export const problemOfRefusal = (refusal: Refusal): ProblemView => {
  const fields = fieldsOf(refusal);
  return {
    type: `/problems/${refusal.code}`,
    title: refusal.message.en,
    status: statusOf(refusal.code),
    code: refusal.code,
    message: refusal.message,
    ...(refusal.obligation === undefined ? {} : { obligation: refusal.obligation }),
    ...(fields === undefined ? {} : { fields }),
  };
};

const CONFLICT = {
  zh: '此事项刚由他人办理,您看到的内容已不是最新。您填写的内容已保留,请查看最新进展后再决定是否提交。',
  en: 'Somebody else has just acted here, so what you saw is no longer current. What you typed is kept; look at what changed, then decide.',
};
const DEFECT = {
  zh: '系统出现故障,本次操作未生效,您填写的内容已保留。请稍后重试;若仍失败,请把编号告知管理员。',
  en: 'Something failed on our side and nothing was done; what you typed is kept. Try again shortly, and tell your administrator the reference if it goes on.',
};

interface Known {
  readonly statusCode?: number;
  /** PostgreSQL's code of five characters, or Node's of a lost connection. */
  readonly code?: string;
  readonly message?: string;
  readonly validation?: readonly unknown[];
}

const INVALID = {
  zh: '请求内容不符合接口要求,请刷新页面后重试。',
  en: 'The request does not fit the interface. Refresh the page and try again.',
};
const TOO_MANY = { zh: '操作过于频繁,请稍候再试。', en: 'Too many requests. Wait a moment and try again.' };
const TOO_LARGE = { zh: '提交内容过大。', en: 'What was sent is too large.' };
const AWAY = {
  zh: '数据库暂时无法连接,您填写的内容已保留。请稍后再按一次:同一次提交不会重复生效。',
  en: 'The database cannot be reached just now; what you typed is kept. Press again shortly: one submission takes effect once only.',
};
const BUSY = {
  zh: '同时办理的人较多,本次操作未生效,请稍后再按一次。',
  en: 'Too many people are acting on this at once and nothing was done. Press again shortly.',
};
const FILES_AWAY = {
  zh: '文件库暂时无法使用,本次操作未生效,您填写的内容已保留。请稍后再试;若仍如此,请通知系统管理员检查文件存放处。',
  en: 'The file store cannot be used just now and nothing was done; what you typed is kept. Try again shortly; if it goes on, have the administrator look at the place of the files.',
};
const FILE_LOST = {
  zh: '文件库中找不到该文件的内容。请通知系统管理员从备份恢复。',
  en: 'The content of this file is not in the file store. Tell your administrator, who must bring it back from a backup.',
};
const FULL = {
  zh: '服务器存储空间已满,本次操作未生效,您填写的内容已保留。请通知系统管理员腾出空间后再试。',
  en: 'The server has no storage space left and nothing was done; what you typed is kept. Tell your administrator, then try again.',
};

/** What befalls the machine under us: nobody's mistake, and over after a while. */
const weatherOf = ({ code = '', message = '' }: Known): ProblemView | null => {
  if (/^(53100|ENOSPC|EDQUOT)$/.test(code)) return plain(503, 'service.storageFull', FULL);
  if (code === 'CONTENTS_AWAY') return plain(503, 'service.filesAway', FILES_AWAY);
  if (code === 'CONTENT_MISSING') return plain(500, 'file.contentMissing', FILE_LOST);
  if (/^(40001|40P01|55P03|57014|53300)$/.test(code)) return plain(503, 'service.busy', BUSY);
  const lost =
    /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      message,
    );
  return lost ? plain(503, 'service.databaseAway', AWAY) : null;
};

const plain = (status: number, code: string, message: Refusal['message']): ProblemView => ({
  type: `/problems/${code}`,
  title: message.en,
  status,
  code,
  message,
});

/** What the HTTP layer itself finds wrong with a request. */
const requestProblem = ({ validation, statusCode = 0 }: Known): ProblemView | null => {
  if (validation) return plain(400, 'request.invalid', INVALID);
  if (statusCode === 429) return plain(429, 'rate.limited', TOO_MANY);
  if (statusCode === 413) return plain(413, 'request.tooLarge', TOO_LARGE);
  return statusCode >= 400 && statusCode < 500 ? plain(statusCode, 'request.invalid', INVALID) : null;
};

export interface Answered {
  readonly problem: ProblemView;
  /** The fault is ours and must be logged whole. */
  readonly defect: boolean;
}

/** What the client is told. */
export const problemOf = (error: unknown): Answered => {
  if (error instanceof Refused) return { problem: problemOfRefusal(error.refusal), defect: false };
  if (error instanceof Conflict)
    return { problem: { ...plain(409, 'conflict', CONFLICT), currentVersion: error.currentVersion }, defect: false };
  const request = requestProblem(error as Known);
  if (request) return { problem: request, defect: false };
  // Logged too: an administrator must hear of a full disk.
  return { problem: weatherOf(error as Known) ?? plain(500, 'defect', DEFECT), defect: true };
};
