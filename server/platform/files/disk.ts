import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Blobs, ContentMissing, type Staged } from './blobs.ts';

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

/** Moves a file into place, all or nothing, so that a power cut does not undo it. */
const moveTo = async (path: string, target: string): Promise<void> => {
  const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(path, target);
  await syncFolder(dirname(target));
  if (made === undefined) return;
  for (let folder = dirname(target); folder.length >= made.length; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
  }
};

/** A file under a random name in `<root>/incoming`; `path` is where it lies until it is kept somewhere or discarded. */
export const stageOnDisk = async (root: string): Promise<Omit<Staged, 'keep'> & { readonly path: string }> => {
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
    path,
    write: async (chunk) => {
      for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten;
    },
    finish: async () => {
      await file.sync();
      await close();
    },
    discard: async () => {
      await close();
      await rm(path, { force: true });
    },
  };
};

const stageIn = async (root: string): Promise<Staged> => {
  const staged = await stageOnDisk(root);
  return { ...staged, keep: (to) => moveTo(staged.path, join(root, to)) };
};

/** Paths of files under `root`, as seen from it. */
export async function* pathsOlderThan(root: string, ms: number): AsyncGenerator<string> {
  const before = Date.now() - ms;
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) yield path.slice(root.length + 1).replaceAll('\\', '/');
  }
}

async function* readFrom(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ContentMissing('a content that the database knows is not on disk');
  }
}

/** Below this a paper or an upload may no longer fit. */
const LEAST_ROOM = 2 * 1_048_576;

const stateOf = async (root: string): Promise<'up' | 'full' | 'away'> => {
  try {
    // Made at the first upload.
    await mkdir(root, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(root);
    return bavail * bsize < LEAST_ROOM ? 'full' : 'up';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'full' : 'away';
  }
};

/** Contents on a local disk, in folders of 0700. */
export const diskBlobs = (root: string): Blobs => ({
  stage: () => stageIn(root),
  read: (path) => readFrom(join(root, path)),
  has: (path) =>
    access(join(root, path)).then(
      () => true,
      () => false,
    ),
  olderThan: (ms) => pathsOlderThan(root, ms),
  remove: (path) => rm(join(root, path), { force: true }),
  state: () => stateOf(root),
});
