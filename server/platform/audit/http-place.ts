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

/**
 * A target that keeps objects under names and refuses to overwrite them (If-None-Match: *), as S3 and WebDAV do: head
 * `0000000000000042.ndjson` and the pointer `latest.json`, the only object that is overwritten. All objects in the order of
 * their names are a file that the verifier reads. Throws if the target does not answer within ten seconds or says no.
 */
export const httpPlace = (name: string, { url, headers = {} }: HttpPlaceOptions): HeadPlace => {
  const ask = (object: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url.replace(/\/$/, '')}/${object}`, {
      ...init,
      headers: { ...headers, ...init.headers },
      signal: AbortSignal.timeout(patienceMs),
    });
  const accepted = (response: Response, object: string): void => {
    if (!response.ok) throw new Defect(`${name} answered ${response.status} to ${object}`);
  };
  const last = async (): Promise<HeadStatement | null> => {
    const response = await ask('latest.json');
    if (response.status === 404) return null;
    accepted(response, 'latest.json');
    return (await response.json()) as HeadStatement;
  };
  const keep = async (object: string, body: string): Promise<void> => {
    const response = await ask(object, { method: 'PUT', body, headers: { 'If-None-Match': '*' } });
    if (response.status !== 412) return accepted(response, object);
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
      if (before !== null)
        accepted(await ask('latest.json', { method: 'PUT', body: JSON.stringify(before) }), 'latest.json');
    },
  };
};
