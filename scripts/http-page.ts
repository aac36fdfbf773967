import { buildApp } from '../server/http/app.ts';
import { registerRoutes } from '../server/http/routes.ts';
import { openLog } from '../server/platform/log/log.ts';
import { openMetrics } from '../server/platform/metrics/metrics.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Stands for every part of a server: routes are only described here, nobody calls them. */
const inert: unknown = new Proxy(() => undefined, {
  get: (_target, key) => (key === 'then' || key === Symbol.toPrimitive ? undefined : inert),
  apply: () => inert,
});

const describe = async (): Promise<Description> => {
  const app = await buildApp({
    log: openLog({ level: 'error' }),
    metrics: openMetrics(),
    trustProxy: false,
    requestsPerMinute: 0,
    ready: async () => ({ ok: true, parts: {} }),
  });
  await registerRoutes(app, inert as Parameters<typeof registerRoutes>[1]);
  await app.ready();
  const answer = await app.inject({ method: 'GET', url: '/openapi.json' });
  await app.close();
  return answer.json();
};

const tableOf = (description: Description, tag: string): string => {
  const rows = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => (operation.tags?.[0] ?? 'other') === tag)
      .map(([method, { summary }]) => `| \`${method.toUpperCase()} ${path}\` | ${summary ?? ''} |`),
  );
  return `## ${tag}\n\n| route | what it does |\n|---|---|\n${rows.sort().join('\n')}\n`;
};

/** Text of docs/reference/http.md, from the interface description that the server itself gives. */
export const httpPage = async (): Promise<string> => {
  const description = await describe();
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  const tags = [...new Set(operations.map((operation) => operation.tags?.[0] ?? 'other'))].sort();
  return `# HTTP interface 接口

Made from the routes of the server by \`npm run generate\`. The whole description, with schemas, is OpenAPI 3.1 at \`/openapi.json\` of a
running server.

- A session is a cookie; writes must come from a page of ours (origin and fetch metadata are checked) or they are refused.
- Every write carries an \`Idempotency-Key\`: the same press sent five times has one effect.
- An act carries the \`version\` of the case that the person saw; a conflict is 409 with \`currentVersion\`.
- A refusal is an RFC 9457 problem: \`code\`, \`message\` in Chinese and English, the \`obligation\` it rests on, and \`fields\`.
- Lists have \`nextCursor\`; give it back as \`cursor\`.
- Outside the description: \`GET /healthz\` (the process lives), \`GET /readyz\` (database and audit work, else 503), \`GET /metrics\` (Prometheus).

${tags.map((tag) => tableOf(description, tag)).join('\n')}`;
};
