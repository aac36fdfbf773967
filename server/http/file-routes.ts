import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Refusal } from '../../core/base/result.ts';
import { formatInstant } from '../../core/base/time.ts';
import { FileView } from '../../core/contract/case-view.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import { Refused } from '../case/commit.ts';
import type { Kernel } from '../case/kernel.ts';
import { recordAccess } from '../platform/audit/access.ts';
import type { StoredFile } from '../platform/files/file-rows.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { Database } from '../platform/postgres/sql.ts';
import { must, mustBeAllowed, readableCase } from './case-access.ts';
import type { Identity } from './identity.ts';

export interface FileRoutesDeps {
  readonly db: Database;
  readonly files: FileStore;
  readonly kernel: Kernel;
  readonly identity: Identity;
  /** Entity under whose keys an upload is kept. */
  readonly homeOf: (principal: Principal) => string;
}

const NO_FILE = { code: 'file.unknown', message: { zh: '请选择要上传的文件。', en: 'Choose a file to upload.' } };
const UNKNOWN = {
  code: 'file.unknown',
  message: { zh: '没有这个文件,或您无权查看。', en: 'There is no such file, or you may not see it.' },
};

const viewOf = (file: StoredFile): z.infer<typeof FileView> => ({
  id: file.id,
  name: file.name,
  mediaType: file.mediaType,
  bytes: file.bytes,
  pages: file.pages,
  document: null,
  uploadedAt: formatInstant(file.uploadedAt),
});

interface Filed {
  readonly case_id: string;
  readonly party_id: string | null;
}

/** Cases through which somebody may see a file; none where it was uploaded and filed nowhere yet. */
const casesOf = (db: Database, fileId: string): Promise<readonly Filed[]> =>
  db.prepared<Filed>(
    'file-cases',
    `select c.case_id, a.party_id from case_files c join files f on f.id = c.file_id left join accounts a on a.id = f.uploaded_by
     where c.file_id = $1 order by c.filed_at limit 20`,
    [fileId],
  );

const mayRead = async (deps: FileRoutesDeps, principal: Principal, file: StoredFile): Promise<void> => {
  const filed = await casesOf(deps.db, file.id);
  if (filed.length === 0 && file.uploadedBy === principal.accountId) return;
  let refusal: Refusal = UNKNOWN;
  for (const { case_id, party_id } of filed) {
    // What the house filed in a party's case is the house's own.
    if (principal.kind === 'merchant' && party_id !== principal.partyId) continue;
    try {
      mustBeAllowed(principal, 'file.read', await readableCase(deps.kernel, principal, case_id));
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal = error.refusal;
    }
  }
  throw new Refused(refusal);
};

/** Uploads and originals. Every look at an original goes on record before a byte is sent. */
export const fileRoutes =
  (deps: FileRoutesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart, { limits: { files: 1, fields: 5, fileSize: 60 * 1024 * 1024 } });

    app.post(
      '/api/files',
      {
        schema: {
          tags: ['files'],
          summary: 'Upload one file; refused by content, never by name',
          querystring: z.object({ accept: z.enum(['pdf', 'image', 'pdfOrImage']).default('pdfOrImage') }),
          response: { 201: FileView },
        },
      },
      async (request, reply) => {
        const principal = await deps.identity.principalOf(request);
        const part = await request.file();
        if (!part) throw new Refused(NO_FILE);
        const stored = must(
          await deps.files.put(part.file, {
            entityId: deps.homeOf(principal),
            name: part.filename,
            accept: request.query.accept,
            by: principal.accountId,
          }),
        );
        return reply.status(201).send(viewOf(stored));
      },
    );

    app.get(
      '/api/files/:id',
      {
        schema: {
          tags: ['files'],
          summary: 'The original',
          params: z.object({ id: z.uuid() }),
        },
      },
      async (request, reply) => {
        const principal = await deps.identity.principalOf(request);
        const [file] = await deps.files.describe([request.params.id]);
        if (!file) throw new Refused(UNKNOWN);
        await mayRead(deps, principal, file);
        const at = deps.kernel.clock();
        const actor = { personId: principal.personId, accountId: principal.accountId };
        await recordAccess(deps.db, {
          entityId: file.entityId,
          at,
          actor,
          what: 'file.original',
          subjects: [{ kind: 'file', id: file.id }],
        });
        const { content } = must(await deps.files.open(file.id));
        return reply
          .type(file.mediaType)
          .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
          .send(content);
      },
    );
  };
