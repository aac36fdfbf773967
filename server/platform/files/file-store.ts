import { createSecretKey, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Defect, ok, type Refusal, type Result, refused } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import { displayFileName } from '../../../core/documents/display-name.ts';
import { refusalOf } from '../inspect/findings.ts';
import { type Inspector, openInspector } from '../inspect/inspector.ts';
import { type Accept, defaultLimits, type InspectionLimits } from '../inspect/limits.ts';
import type { Batch } from '../keys/batch.ts';
import { decrypt } from '../keys/envelope.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { BlobState, Blobs } from './blobs.ts';
import { decryptContent } from './content-cipher.ts';
import { filesById, fileWithContent, type StoredFile, writeFile } from './file-rows.ts';
import { type Incoming, keyPlace, pathOf, settle, TooLarge, takeIn } from './intake.ts';
import { rewrapBatch, sweep } from './upkeep.ts';

export interface FileStoreDeps {
  readonly db: Database;
  readonly ring: KeyRing;
  /** Looks into every upload; one of the store's own where none is given. */
  readonly inspector?: Inspector;
  readonly clock: () => Instant;
  /** Where the contents lie: a folder (disk.ts) or a bucket (s3.ts). */
  readonly blobs: Blobs;
}

export interface Upload {
  readonly entityId: string;
  /** As the browser sent it; only a cleaned form is kept. */
  readonly name: string;
  readonly accept: Accept;
  readonly limits?: InspectionLimits;
  readonly by: string;
}

/** A paper of our own making: not inspected, its row goes into the caller's transaction. */
export interface OwnPaper {
  readonly entityId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly by: string;
}

export interface OpenedFile {
  readonly file: StoredFile;
  /** Fails with a Defect where the stored content was tampered with. */
  readonly content: Readable;
}

export interface FileStore {
  /** Refuses what the inspection finds (see inspect/findings.ts) and service.storageFull; nothing of it stays then. */
  readonly put: (source: AsyncIterable<Uint8Array>, upload: Upload) => Promise<Result<StoredFile>>;
  readonly keepPaper: (tx: Sql, paper: OwnPaper) => Promise<string>;
  /** Refuses file.unknown. Who may read which file is asked before, by the caller, who also writes the audit. */
  readonly open: (id: string) => Promise<Result<OpenedFile>>;
  /** A whole file in memory: for papers, which are small. */
  readonly readWhole: (id: string) => Promise<Buffer>;
  /** In no order; unknown ids are missing. */
  readonly describe: (ids: readonly string[]) => Promise<readonly StoredFile[]>;
  /** Removes contents that no row knows and uploads that were never finished, older than a day; returns how many. */
  readonly sweep: (olderThanMs?: number) => Promise<number>;
  /** A step of the job that follows a rotation of `files`; `damaged` are addresses of contents. */
  readonly rewrapBatch: (entity: string, after: string | null, size?: number) => Promise<Batch>;
  /** Can contents be kept and read just now? */
  readonly state: () => Promise<BlobState>;
  /** Ends the processes of the inspector. */
  readonly close: () => Promise<void>;
}

const storageFull: Refusal = {
  code: 'service.storageFull',
  message: {
    zh: '服务器存储空间已满,文件未保存。请稍后重新上传;若仍失败,请联系平台管理员。',
    en: 'The server has no storage space left; the file was not kept. Upload it again later, and tell the administrator if it goes on.',
  },
};

const unknownFile: Refusal = {
  code: 'file.unknown',
  message: { zh: '找不到该文件。请刷新页面后重试。', en: 'There is no such file. Refresh the page and try again.' },
};

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

const DAY_MS = 86_400_000;
const MB = 1_048_576;

type Deps = FileStoreDeps & { readonly inspector: Inspector };

const fileOf = (
  incoming: Incoming,
  rest: Pick<StoredFile, 'mediaType' | 'pages' | 'inspection' | 'uploadedBy' | 'uploadedAt'> & {
    readonly name: string;
  },
): StoredFile => ({
  ...rest,
  id: randomUUID(),
  entityId: incoming.entity,
  name: displayFileName(rest.name),
  bytes: incoming.bytes,
});

const inspectAndKeep = async (
  deps: Deps,
  upload: Upload,
  limits: InspectionLimits,
  incoming: Incoming,
  clear: readonly Uint8Array[],
): Promise<Result<StoredFile>> => {
  const inspected = await deps.inspector.inspect(Buffer.concat(clear), upload.accept, limits);
  if (!inspected.ok) return inspected;
  const { mediaType, pages } = inspected.value;
  const now = deps.clock();
  const file = fileOf(incoming, {
    mediaType,
    pages,
    inspection: inspected.value,
    name: upload.name,
    uploadedBy: upload.by,
    uploadedAt: now,
  });
  // Not tried again here: the content moves into place once.
  await deps.db.transaction(
    async (tx) => {
      await settle(tx, deps.blobs, incoming, now);
      await writeFile(tx, file, incoming.address);
    },
    { retries: 0 },
  );
  return ok(file);
};

const put = async (deps: Deps, source: AsyncIterable<Uint8Array>, upload: Upload): Promise<Result<StoredFile>> => {
  const limits = upload.limits ?? defaultLimits;
  const clear: Uint8Array[] = [];
  let incoming: Incoming | undefined;
  try {
    incoming = await takeIn(deps, upload.entityId, source, limits.maxMb * MB, (chunk) => void clear.push(chunk));
    return await inspectAndKeep(deps, upload, limits, incoming, clear);
  } catch (error) {
    if (error instanceof TooLarge)
      return refused(refusalOf({ code: 'file.tooLarge', params: { limitMb: limits.maxMb } }));
    if (isFull(error)) return refused(storageFull);
    throw error;
  } finally {
    // Kept by now, or in the way.
    await incoming?.staged.discard();
  }
};

const keepPaper = async (deps: Deps, tx: Sql, paper: OwnPaper): Promise<string> => {
  const one = (async function* () {
    yield paper.bytes;
  })();
  const incoming = await takeIn(deps, paper.entityId, one, Number.POSITIVE_INFINITY, () => {});
  const now = deps.clock();
  const file = fileOf(incoming, {
    mediaType: 'application/pdf',
    pages: null,
    inspection: null,
    name: paper.name,
    uploadedBy: paper.by,
    uploadedAt: now,
  });
  try {
    await settle(tx, deps.blobs, incoming, now);
  } finally {
    await incoming.staged.discard();
  }
  await writeFile(tx, file, incoming.address);
  return file.id;
};

const open = async ({ db, ring, blobs }: Deps, id: string): Promise<Result<OpenedFile>> => {
  const found = await fileWithContent(db, id);
  if (found === null) return refused(unknownFile);
  const { file, content } = found;
  const wrapper = (await ring.byId([content.key_id])).get(content.key_id);
  if (wrapper === undefined) throw new Defect(`the key of file ${id} was destroyed`);
  const secret = decrypt(wrapper, content.wrapped_key, keyPlace(file.entityId, content.address));
  const stored = blobs.read(pathOf(file.entityId, content.address));
  return ok({ file, content: Readable.from(decryptContent(createSecretKey(secret), stored)) });
};

export const openFileStore = (given: FileStoreDeps): FileStore => {
  const inspector = given.inspector ?? openInspector();
  const deps: Deps = { ...given, inspector };
  return {
    put: (source, upload) => put(deps, source, upload),
    keepPaper: (tx, paper) => keepPaper(deps, tx, paper),
    open: (id) => open(deps, id),
    readWhole: async (id) => {
      const opened = await open(deps, id);
      if (!opened.ok) throw new Defect(`there is no file ${id}`);
      return buffer(opened.value.content);
    },
    describe: (ids) => filesById(deps.db, ids),
    sweep: (olderThanMs = DAY_MS) => sweep(deps.db, deps.blobs, olderThanMs),
    rewrapBatch: (entity, after, size = 500) => rewrapBatch(deps.db, deps.ring, entity, after, size),
    state: () => deps.blobs.state(),
    close: inspector.close,
  };
};
