import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A content on its way in: nothing stands under its final name until `keep`. */
export interface Staged {
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Returns once the disk has the bytes, not only the system's cache. */
  readonly finish: () => Promise<void>;
  /** Puts it in place, all or nothing; what stood there before is replaced. */
  readonly keep: (path: string) => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Where encrypted contents lie. A path has forward slashes and letters, digits and hyphens only, and is made by us. */
export interface Blobs {
  readonly stage: () => Promise<Staged>;
  readonly read: (path: string) => AsyncIterable<Uint8Array>;
  readonly has: (path: string) => Promise<boolean>;
  /** All paths older than that many milliseconds; staged ones come as `incoming/…`. */
  readonly olderThan: (ms: number) => AsyncIterable<string>;
  readonly remove: (path: string) => Promise<void>;
}

const INCOMING = 'incoming';

/** A rename is lasting only when its folder was written too. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const stageIn = async (root: string): Promise<Staged> => {
  const path = join(root, INCOMING, randomUUID());
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return {
    write: async (chunk) => {
      for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten;
    },
    finish: async () => {
      await file.sync();
      await close();
    },
    keep: async (to) => {
      const target = join(root, to);
      const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(path, target);
      await syncFolder(dirname(target));
      if (made !== undefined) {
        for (let folder = dirname(target); folder.length >= made.length; folder = dirname(folder)) {
          await syncFolder(dirname(folder));
        }
      }
    },
    discard: async () => {
      await close();
      await rm(path, { force: true });
    },
  };
};

async function* pathsOlderThan(root: string, ms: number): AsyncGenerator<string> {
  const before = Date.now() - ms;
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) yield path.slice(root.length + 1).replaceAll('\\', '/');
  }
}

/** Contents on a local disk, in folders of 0700. */
export const diskBlobs = (root: string): Blobs => ({
  stage: () => stageIn(root),
  read: (path) => createReadStream(join(root, path), { highWaterMark: 262_144 }),
  has: (path) =>
    access(join(root, path)).then(
      () => true,
      () => false,
    ),
  olderThan: (ms) => pathsOlderThan(root, ms),
  remove: (path) => rm(join(root, path), { force: true }),
});
