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
  [/^form\.invalid$|^request\.invalid$|^cursor\.invalid$/, 400],
  [/^files?\.tooLarge$/, 413],
  [/^rate\.|\.tooMany$/, 429],
  [/^service\./, 503],
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

interface FastifyProblem {
  readonly statusCode?: number;
  readonly code?: string;
  readonly validation?: readonly { readonly instancePath?: string; readonly message?: string }[];
}

const INVALID = {
  zh: '请求内容不符合接口要求,请刷新页面后重试。',
  en: 'The request does not fit the interface. Refresh the page and try again.',
};
const TOO_MANY = { zh: '操作过于频繁,请稍候再试。', en: 'Too many requests. Wait a moment and try again.' };
const TOO_LARGE = { zh: '提交内容过大。', en: 'What was sent is too large.' };

/** What the client is told; `defect` is true where the fault is ours and must be logged whole. */
export const problemOf = (error: unknown): { readonly problem: ProblemView; readonly defect: boolean } => {
  if (error instanceof Refused) return { problem: problemOfRefusal(error.refusal), defect: false };
  if (error instanceof Conflict) {
    const problem = {
      type: '/problems/conflict',
      title: CONFLICT.en,
      status: 409,
      code: 'conflict',
      message: CONFLICT,
      currentVersion: error.currentVersion,
    };
    return { problem, defect: false };
  }
  const known = error as FastifyProblem;
  if (known.validation) {
    return {
      problem: {
        type: '/problems/request.invalid',
        title: INVALID.en,
        status: 400,
        code: 'request.invalid',
        message: INVALID,
      },
      defect: false,
    };
  }
  if (known.statusCode === 429)
    return {
      problem: {
        type: '/problems/rate.limited',
        title: TOO_MANY.en,
        status: 429,
        code: 'rate.limited',
        message: TOO_MANY,
      },
      defect: false,
    };
  if (known.statusCode === 413)
    return {
      problem: {
        type: '/problems/request.tooLarge',
        title: TOO_LARGE.en,
        status: 413,
        code: 'request.tooLarge',
        message: TOO_LARGE,
      },
      defect: false,
    };
  if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500) {
    return {
      problem: {
        type: '/problems/request.invalid',
        title: INVALID.en,
        status: known.statusCode,
        code: 'request.invalid',
        message: INVALID,
      },
      defect: false,
    };
  }
  return {
    problem: { type: '/problems/defect', title: DEFECT.en, status: 500, code: 'defect', message: DEFECT },
    defect: true,
  };
};
