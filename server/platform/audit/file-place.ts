import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HeadStatement } from './head.ts';
import { type HeadPlace, publicationsText } from './places.ts';

const firstWindow = 64 * 1024;

interface Tail {
  readonly statement: HeadStatement | null;
  /** Where the last whole head ends. */
  readonly end: number;
  readonly size: number;
}

type Handle = Awaited<ReturnType<typeof open>>;

const opened = async (path: string): Promise<Handle> => {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const handle = await open(path, 'a+', 0o644);
  if ((await handle.stat()).size === 0) {
    // The name of a new file must survive a power cut as well as its contents.
    const parent = await open(folder);
    await parent.sync().finally(() => parent.close());
  }
  return handle;
};

/** Looks backwards for the last whole head line, in ever larger windows: the index lines between may be long. */
const tailOf = async (handle: Handle): Promise<Tail> => {
  const { size } = await handle.stat();
  for (let window = Math.min(firstWindow, size); size > 0; window = Math.min(window * 8, size)) {
    const buffer = Buffer.alloc(window);
    await handle.read(buffer, 0, window, size - window);
    const end = buffer.lastIndexOf('\n') + 1;
    const lines = buffer.toString('latin1', 0, end);
    const start = lines.lastIndexOf('{"head":');
    if (start === 0 ? window === size : lines[start - 1] === '\n') {
      const stop = lines.indexOf('\n', start) + 1;
      const { head } = JSON.parse(buffer.toString('utf8', start, stop)) as { head: HeadStatement };
      return { statement: head, end: size - window + stop, size };
    }
    if (window === size) break;
  }
  return { statement: null, end: 0, size };
};

/**
 * A file that is only appended to, on a disk of this machine or on a mount of another. A tail that a power cut left half
 * written is cut back to the last whole head and written again.
 */
export const filePlace = (name: string, path: string): HeadPlace => {
  const within = async <T>(work: (handle: Handle) => Promise<T>): Promise<T> => {
    const handle = await opened(path);
    return work(handle).finally(() => handle.close());
  };
  return {
    name,
    last: () => within(async (handle) => (await tailOf(handle)).statement),
    append: (publications) =>
      within(async (handle) => {
        const { statement, end, size } = await tailOf(handle);
        if (end < size) await handle.truncate(end);
        await handle.appendFile(publicationsText(publications, statement));
        await handle.sync();
      }),
  };
};
