import { randomUUID } from 'node:crypto';

/** What came back: `body` is read as JSON where it is JSON, else as text. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

export interface Sent {
  readonly key?: string;
  readonly body?: unknown;
  readonly raw?: FormData | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser: keeps its cookie and sends what our own pages send. */
export class Visitor {
  cookie = '';
  #origin: () => string;

  constructor(origin: () => string) {
    this.#origin = origin;
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const json = sent.body !== undefined;
    const response = await fetch(`${this.#origin()}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(method === 'GET' ? {} : { origin: this.#origin(), 'idempotency-key': sent.key ?? randomUUID() }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...sent.headers,
      },
      ...(json ? { body: JSON.stringify(sent.body) } : {}),
      ...(sent.raw === undefined ? {} : { body: sent.raw }),
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0] ?? '';
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const body = type.includes('json') ? JSON.parse(text) : text;
    return { status: response.status, type, body, headers: response.headers };
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, key?: string): Promise<Answer> {
    return this.send('POST', path, {
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, { body });
  }

  upload(bytes: Uint8Array, name: string, accept = 'pdf'): Promise<Answer> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return this.send('POST', `/api/files?accept=${accept}`, { raw: form });
  }
}
