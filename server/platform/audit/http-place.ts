import { Defect } from '../../../core/base/result.ts';
import type { HeadStatement } from './head.ts';
import { type HeadPlace, publicationText } from './places.ts';

const patienceMs = 10_000;

export interface HttpPlaceOptions {
  /** Folder in a bucket or on a server, e.g. `https://witness.example.cn/plumbline`; each head is one object in it. */
  readonly url: string;
  /** Such as an authorization. */
  readonly headers?: Readonly<Record<string, string>>;
}

const objectName = (size: number): string => `${String(size).padStart(16, '0')}.ndjson`;

/** Gets an object, or puts one; `once` forbids to overwrite. */
export type AskForObject = (
  object: string,
  put?: { readonly body: string; readonly once: boolean },
) => Promise<{ readonly status: number; readonly text: () => Promise<string> }>;

/** What forbids to overwrite, as S3 and WebDAV understand it. */
export const onceOnly = { 'if-none-match': '*' } as const;

/**
 * A target that keeps objects under names and refuses to overwrite them (If-None-Match: *), as S3 and WebDAV do: head
 * `0000000000000042.ndjson` and the pointer `latest.json`, the only object that is overwritten. All objects in the order of
 * their names are a file that the verifier reads. Throws if the target says no.
 */
export const objectPlace = (name: string, ask: AskForObject): HeadPlace => {
  const accepted = (status: number, object: string): void => {
    if (status < 200 || status > 299) throw new Defect(`${name} answered ${status} to ${object}`);
  };
  const last = async (): Promise<HeadStatement | null> => {
    const answer = await ask('latest.json');
    const said = await answer.text();
    if (answer.status === 404) return null;
    accepted(answer.status, 'latest.json');
    return JSON.parse(said) as HeadStatement;
  };
  const put = async (object: string, body: string, once: boolean): Promise<number> => {
    const answer = await ask(object, { body, once });
    await answer.text();
    return answer.status;
  };
  const keep = async (object: string, body: string): Promise<void> => {
    const status = await put(object, body, true);
    if (status !== 412) return accepted(status, object);
    // We were cut off between the object and the pointer: fine if the object is the same.
    const kept = await (await ask(object)).text();
    if (kept !== body) throw new Defect(`${name} holds another ${object} than ours`);
  };
  return {
    name,
    last,
    append: async (publications) => {
      let before = await last();
      for (const publication of publications) {
        const { statement } = publication.head;
        await keep(objectName(statement.size), publicationText(publication, before));
        before = statement;
      }
      if (before !== null) accepted(await put('latest.json', JSON.stringify(before), false), 'latest.json');
    },
  };
};

/** The same over plain HTTP. Throws if the target does not answer within ten seconds. */
export const httpPlace = (name: string, { url, headers = {} }: HttpPlaceOptions): HeadPlace =>
  objectPlace(name, (object, put) =>
    fetch(`${url.replace(/\/$/, '')}/${object}`, {
      ...(put ? { method: 'PUT', body: put.body } : {}),
      headers: { ...headers, ...(put?.once ? onceOnly : {}) },
      signal: AbortSignal.timeout(patienceMs),
    }),
  );
