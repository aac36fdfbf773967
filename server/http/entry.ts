import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../case/commit.ts';
import type { Identity } from './identity.ts';

/** Routes that answer whoever asks. Everything else under /api asks who is there before it looks at anything. */
export const PUBLIC: ReadonlySet<string> = new Set([
  'POST /api/sign-in',
  'GET /api/sign-in-means',
  'POST /api/activate',
  'POST /api/activate/phone-code',
  'POST /api/sign-out',
  'POST /api/passkeys/sign-in-options',
  'POST /api/passkeys/sign-in',
  'GET /api/demo/posts',
  'POST /api/demo/sign-in',
  'GET /api/verify/:token',
]);

const DEEPEST = 24;

const UNREADABLE = {
  code: 'request.unreadable',
  message: {
    zh: '提交内容含有无法保存的字符(如空字符)或嵌套过深,请删除后重新提交。',
    en: 'What was sent holds characters that cannot be kept (such as NUL) or is nested too deeply. Remove them and send it again.',
  },
};

const isReadable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Fields that hold a filled form: a form tells its own faults, field by field, so only its depth is looked at. */
const FORMS = new Set(['form', 'values']);

interface Waiting {
  readonly value: unknown;
  readonly depth: number;
  readonly inForm: boolean;
}

/** Can the database keep it, and can it be walked? Without recursion: a hostile body is made to break that. */
const isSound = (value: unknown): boolean => {
  const waiting: Waiting[] = [{ value, depth: 0, inForm: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: one, depth, inForm } = next;
    if (typeof one === 'string' && !inForm && !isReadable(one)) return false;
    if (one === null || typeof one !== 'object') continue;
    if (depth >= DEEPEST) return false;
    for (const [key, inner] of Object.entries(one)) {
      if (!inForm && !isReadable(key)) return false;
      waiting.push({ value: inner, depth: depth + 1, inForm: inForm || (depth === 0 && FORMS.has(key)) });
    }
  }
  return true;
};

/** Who is there, and is what he sent sound: asked of every route alike, before its own questions. */
export const guardEntry = (app: FastifyInstance, identity: Pick<Identity, 'principalOf'>): void => {
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    if (request.routeOptions.url?.startsWith('/api/') && !PUBLIC.has(route)) await identity.principalOf(request);
  });
  app.addHook('preValidation', async (request: FastifyRequest) => {
    const sound = isSound(request.params) && isSound(request.query) && isSound(request.body);
    if (!sound) throw new Refused(UNREADABLE);
  });
};
