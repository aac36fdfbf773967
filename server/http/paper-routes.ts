import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { formatInstant, type Instant } from '../../core/base/time.ts';
import type { FileView } from '../../core/contract/case-view.ts';
import { InstantView, TextView } from '../../core/contract/common.ts';
import { Refused } from '../case/commit.ts';
import type { Kernel } from '../case/kernel.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { Database, Sql } from '../platform/postgres/sql.ts';
import { mustBeAllowed, readableCase } from './case-access.ts';
import type { Identity } from './identity.ts';

interface FiledRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly document: string | null;
  readonly uploaded_at: Instant;
}

/** Files filed in a case, in the order in which they were filed; for an outside party only what its own accounts brought. */
export const filesOf = async (caseId: string, partyId: string | null, sql: Sql): Promise<readonly FileView[]> => {
  const rows = await sql.prepared<FiledRow>(
    'files-of-case',
    `select f.id, f.name, f.media_type, f.bytes, f.pages, c.document, f.uploaded_at
       from case_files c join files f on f.id = c.file_id left join accounts a on a.id = f.uploaded_by
       where c.case_id = $1 and ($2::text is null or a.party_id = $2) order by c.filed_at, f.uploaded_at, f.id`,
    [caseId, partyId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    pages: row.pages,
    document: row.document === null ? null : (JSON.parse(row.document) as { zh: string; en: string }),
    uploadedAt: formatInstant(row.uploaded_at),
  }));
};

const PaperCheck = z.object({
  number: z.string(),
  title: TextView,
  issuedAt: InstantView,
  state: z.string(),
  sha256: z.string(),
  issuer: z.string(),
  addressee: z.string(),
});

const NO_PAPER = {
  code: 'paper.unknown',
  message: { zh: '没有这份文书,或您无权查看。', en: 'There is no such paper, or you may not see it.' },
};

export const paperRoutes =
  (deps: {
    readonly db: Database;
    readonly kernel: Kernel;
    readonly files: FileStore;
    readonly identity: Identity;
  }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/papers/:file',
      {
        schema: {
          tags: ['papers'],
          summary: 'A paper as PDF',
          params: z.object({ file: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.pdf$/) }),
          querystring: z.object({
            /** `original`: a corrected record as it was first printed. */
            print: z.enum(['latest', 'original']).default('latest'),
          }),
        },
      },
      async (request, reply) => {
        const principal = await deps.identity.principalOf(request);
        const id = request.params.file.slice(0, 36);
        const [paper] = await deps.db.query<{
          case_id: string;
          file_id: string;
          number: string;
          kind: string;
        }>(
          `select p.case_id, coalesce(l.file_id, p.file_id) as file_id, p.number, p.kind from papers p left join lateral (
             select file_id from record_prints where paper_id = p.id and $2 = 'latest' order by version desc limit 1) l on true
           where p.id = $1`,
          [id, request.query.print],
        );
        // Records are the house's own; a notice is also the party's to whom it was sent.
        if (!paper || (principal.kind === 'merchant' && paper.kind !== 'notice')) throw new Refused(NO_PAPER);
        mustBeAllowed(principal, 'paper.read', await readableCase(deps.kernel, principal, paper.case_id));
        if (principal.kind === 'merchant')
          await deps.db.query(
            'update papers set read_at = coalesce(read_at, now()), seen_at = coalesce(seen_at, now()) where id = $1',
            [id],
          );
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${paper.number}.pdf`)}`)
          .send(await deps.files.readWhole(paper.file_id));
      },
    );

    app.get(
      '/api/verify/:token',
      {
        schema: {
          tags: ['papers'],
          summary: 'What the QR code of a paper leads to',
          params: z.object({ token: z.string().max(40) }),
          response: { 200: PaperCheck },
        },
      },
      async (request) => {
        const [paper] = await deps.db.query<{
          number: string;
          title: string;
          title_en: string;
          issued_at: Instant;
          state: string;
          sha256: string;
          entity: string;
          subject: string;
        }>(
          `select p.number, p.title, p.title_en, p.issued_at, p.state, p.sha256, e.name as entity, c.subject
         from papers p join legal_entities e on e.id = p.entity_id join cases c on c.id = p.case_id where p.verify_token = $1`,
          [request.params.token],
        );
        if (!paper)
          throw new Refused({
            code: 'paper.unknown',
            message: {
              zh: '未查到此文书,请核对二维码是否完整;如为伪造请向我方举报。',
              en: 'No such paper is known. Check that the code was read whole; report a forgery to us.',
            },
          });
        return {
          number: paper.number,
          title: { zh: paper.title, en: paper.title_en },
          issuedAt: formatInstant(paper.issued_at),
          state: paper.state,
          sha256: paper.sha256,
          issuer: paper.entity,
          addressee: paper.subject,
        };
      },
    );
  };
