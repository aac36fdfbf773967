import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../testing/house.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: Schema; readonly example?: unknown }> };
  readonly responses: Record<
    string,
    { readonly description?: string; readonly content?: Record<string, { readonly schema?: Schema }> }
  >;
}
interface Schema {
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
}

let house: House;
let document: {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
};
let operations: { readonly at: string; readonly path: string; readonly method: string; readonly of: Operation }[];

beforeAll(async () => {
  house = await openHouse({ demo: false });
  document = (await (await house.visitor()).get('/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, of]) => ({ at: `${method} ${path}`, path, method, of })),
  );
}, 60_000);
afterAll(() => house.stop());

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch']);
const allRefs = (value: unknown): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([key, one]) => (key === '$ref' ? [String(one)] : allRefs(one)));
const follow = (ref: string): unknown =>
  ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
const without = (lacks: (one: (typeof operations)[0]) => boolean) => operations.filter(lacks).map(({ at }) => at);

describe('/openapi.json', () => {
  it('is a document of OpenAPI 3.1 whose references lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info.title && document.info.version).toBeTruthy();
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/'))).toEqual([]);
    expect(without(({ method }) => !METHODS.has(method))).toEqual([]);
    expect(allRefs(document).filter((ref) => follow(ref) === undefined)).toEqual([]);
    const declared = ({ path, of }: (typeof operations)[0]): boolean =>
      [...path.matchAll(/\{(\w+)\}/g)].every(([, name]) =>
        of.parameters?.some((p) => p.in === 'path' && p.name === name),
      );
    expect(without((one) => !declared(one))).toEqual([]);
    expect(without(({ of }) => Object.values(of.responses).some(({ description }) => !description))).toEqual([]);
  });

  it('knows every route', () => {
    const known = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
    const routes = house.routes
      .filter((route) => / \/(api\/|healthz|readyz|metrics|openapi)/.test(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    expect(routes.filter((route) => !known.has(route))).toEqual([]);
  });

  it('says of each what it is for, what it answers, and how it refuses', () => {
    expect(without(({ of }) => !of.summary || !of.tags?.length)).toEqual([]);
    const answers = (of: Operation): boolean =>
      Object.entries(of.responses).some(
        ([status, { content }]) =>
          /^2/.test(status) && (status === '204' || Object.values(content ?? {}).every(({ schema }) => schema)),
      );
    expect(without(({ of }) => !answers(of))).toEqual([]);
    const refuses = (of: Operation): boolean =>
      of.responses['4XX']?.content?.['application/problem+json'] !== undefined;
    expect(without(({ path, of }) => path.startsWith('/api/') && !refuses(of))).toEqual([]);
  });

  it('shows an example of every body that is sent, and the key that every write bears', () => {
    const hasExample = (schema: Schema | undefined): boolean =>
      (schema?.examples?.length ?? 0) > 0 || (schema?.anyOf?.every(hasExample) ?? false);
    const shown = (of: Operation): boolean =>
      Object.values(of.requestBody?.content ?? {}).every(
        ({ schema, example }) => example !== undefined || hasExample(schema),
      );
    expect(without(({ of }) => !shown(of))).toEqual([]);
    const keyed = (of: Operation): boolean => of.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
    expect(without(({ method, of }) => method !== 'get' && !keyed(of))).toEqual([]);
  });
});
