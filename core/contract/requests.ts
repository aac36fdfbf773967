import { z } from 'zod';
import { SignatureProof } from './session-view.ts';

/**
 * Bodies of writes. Every write also carries the header `Idempotency-Key` (a UUID made by the client when the user
 * pressed the button): the same key gives the same answer and one effect.
 *
 * POST /api/cases                               StartBody      -> { caseId, number }
 * POST /api/tasks/{taskId}/actions/{action}     ActBody        -> CaseView
 * POST /api/tasks/{taskId}/claim|release        MoveBody       -> CaseView
 * POST /api/tasks/{taskId}/transfer|add-signer|copy  MoveToBody -> CaseView
 * POST /api/tasks/{taskId}/urge                 MoveBody       -> CaseView
 * POST /api/cases/{caseId}/withdraw             MoveBody       -> CaseView      (takes back one's own last act)
 * POST /api/cases/{caseId}/personal             PersonalBody   -> PersonalView  (the full value behind a mask, audited)
 * PUT  /api/tasks/{taskId}/draft                DraftBody      -> { savedAt }
 * POST /api/files  (multipart: file, document?) -> FileView
 * GET  /api/files/{id}            the bytes, audited; ?page=n for a picture of a page is not offered: the web draws the PDF
 * GET  /api/todo?cursor&limit&q&process         TodoPage
 * GET  /api/cases?cursor&limit&q&process&state&sort  CasePage
 * GET  /api/cases/{id}                          CaseView
 * GET  /api/search?q                            SearchAnswer
 * GET  /api/register?chapter&q&carried          RegisterAnswer
 * GET  /api/people?role                         PersonView[]   (whom one may transfer to)
 * GET  /api/session, POST /api/sign-out, GET /api/demo/posts, POST /api/demo/sign-in {accountId}
 */
export const StartBody = z
  .object({
    process: z.string(),
    form: z.record(z.string(), z.unknown()),
    signature: SignatureProof.optional(),
  })
  .meta({
    examples: [
      { process: 'merchant-admission', form: { scenario: 'newEntry', merchantName: '上海青杉医疗器械有限公司' } },
    ],
  });
export const ActBody = z
  .object({
    version: z.number().int(),
    form: z.record(z.string(), z.unknown()).optional(),
    signature: SignatureProof.optional(),
  })
  .meta({
    examples: [
      {
        version: 7,
        form: { receivedOn: '2026-11-20', documentCount: 4, complete: 'yes' },
        signature: { method: 'password', password: '…', totp: '123456' },
      },
    ],
  });
export type ActBody = z.infer<typeof ActBody>;
export const MoveBody = z
  .object({ version: z.number().int(), reason: z.string().max(500).optional() })
  .meta({ examples: [{ version: 7, reason: '请尽快办理' }] });
export const MoveToBody = z
  .object({ version: z.number().int(), to: z.string(), reason: z.string().min(1).max(500) })
  .meta({ examples: [{ version: 7, to: '6f1c0a52-0f0e-4a57-9d5e-2b1d2f0c7a11', reason: '出差,请代办' }] });
export const DraftBody = z
  .object({ action: z.string(), values: z.record(z.string(), z.unknown()) })
  .meta({ examples: [{ action: 'accept', values: { documentCount: 4 } }] });

/** `entry` is the `seq` of the history; `field` a name, or `people[0].phone` in a row. */
export const PersonalBody = z
  .object({
    entry: z.number().int().min(1),
    field: z.string().min(1).max(120),
    reason: z.string().trim().min(2).max(300),
  })
  .meta({ examples: [{ entry: 1, field: 'contactPhone', reason: '电话告知补正' }] });
export const PersonalView = z.object({ field: z.string(), value: z.string() });

export const SearchAnswer = z.object({
  hits: z.array(
    z.object({
      kind: z.enum(['case', 'merchant', 'paper', 'obligation', 'person']),
      id: z.string(),
      title: z.string(),
      detail: z.string(),
      url: z.string(),
    }),
  ),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const RegisterRow = z.object({
  id: z.string(),
  source: z.string(),
  obligation: z.string(),
  system: z.string(),
  kind: z.string(),
  limit: z.string(),
  /** Constructs in code that carry it: process action, limit, rule, duty, record, parameter. */
  carriedBy: z.array(z.object({ kind: z.string(), name: z.string(), url: z.string().nullable() })),
  /** Passing tests whose name bears the id; empty where no report of this tree is at hand. */
  tests: z.array(z.string()),
});
export type RegisterRow = z.infer<typeof RegisterRow>;
export const RegisterAnswer = z.object({
  total: z.number().int(),
  carried: z.number().int(),
  chapters: z.array(
    z.object({ chapter: z.string(), title: z.string(), total: z.number().int(), carried: z.number().int() }),
  ),
  rows: z.array(RegisterRow),
  nextCursor: z.string().nullable(),
});
export type RegisterAnswer = z.infer<typeof RegisterAnswer>;
