import type { FastifyRequest } from 'fastify';
import { ok } from '../../../core/base/result.ts';
import type { Text } from '../../../core/base/text.ts';
import type { SignatureProof } from '../../../core/contract/session-view.ts';
import type { Actor } from '../../../core/people/actor.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import type { Signer } from '../../case/act.ts';
import type { ListSigner } from '../../case/sign-list.ts';
import type { People } from '../../platform/people/people.ts';
import { type ListPress, signListOnce, writeListed } from '../../platform/people/signed-lists.ts';
import { subjectOf, verifySignature, writeSignature } from '../../platform/people/signing.ts';
import { holdersOf, vacancies, worksFor } from '../../platform/people/who.ts';
import type { Sql } from '../../platform/postgres/sql.ts';
import { requireSession } from './current-session.ts';

/** What the routes of cases ask of the people: who is there, is this his signature, what is everybody called. */
export const peopleIdentity = (people: People) => ({
  principalOf: async (request: FastifyRequest): Promise<Actor> => (await requireSession(people, request)).actor,

  signer:
    (request: FastifyRequest, proof: SignatureProof): Signer =>
    async ({ meaning, form, subject }) => {
      const { account } = await requireSession(people, request);
      const signing = subjectOf(subject, form);
      const signed = await verifySignature(people, account, proof, { meaning, subjects: [signing] });
      if (!signed.ok) return signed;
      const { name, at, method } = signed.value;
      return ok({
        record: { meaningZh: meaning.zh, meaningEn: meaning.en, method, name, at, contentHash: signing.hash },
        write: (tx) => writeSignature(tx, signed.value),
      });
    },

  listSigner:
    (request: FastifyRequest, proof: SignatureProof | undefined, press: ListPress): ListSigner =>
    async ({ meaning, contents }) => {
      const { account } = await requireSession(people, request);
      const subjects = contents.map(({ subject, form }) => subjectOf(subject, form));
      const signed = await signListOnce(people, account, proof, { meaning, subjects }, press);
      if (!signed.ok) return signed;
      const { name, at, method } = signed.value;
      const hashes = new Map(subjects.map(({ taskId, hash }) => [taskId, hash]));
      return ok((subject) => ({
        record: {
          meaningZh: meaning.zh,
          meaningEn: meaning.en,
          method,
          name,
          at,
          contentHash: hashes.get(subject) ?? '',
        },
        write: (tx) => writeListed(tx, signed.value, subject),
      }));
    },

  names: async (personIds: readonly string[], sql: Sql = people.db): Promise<ReadonlyMap<string, string>> => {
    if (personIds.length === 0) return new Map();
    const rows = await sql.prepared<{ id: string; real_name: string }>(
      'people-names',
      'select id, real_name from persons where id = any($1)',
      [[...personIds]],
    );
    return new Map(rows.map((row) => [row.id, row.real_name]));
  },

  /** Titles as of now, or the last ones of posts that are no more. */
  posts: async (postIds: readonly string[], sql: Sql = people.db): Promise<ReadonlyMap<string, Text>> => {
    if (postIds.length === 0) return new Map();
    const rows = await sql.prepared<{ post_id: string; title_zh: string; title_en: string }>(
      'people-post-titles',
      'select distinct on (post_id) post_id, title_zh, title_en from post_states where post_id = any($1) order by post_id, valid_from desc',
      [[...postIds]],
    );
    return new Map(rows.map((row) => [row.post_id, { zh: row.title_zh, en: row.title_en }]));
  },

  entityName: async (entityId: string, sql: Sql = people.db): Promise<string> => {
    const [row] = await sql.prepared<{ name: string }>(
      'people-entity-name',
      'select name from legal_entities where id = $1',
      [entityId],
    );
    return row?.name ?? '';
  },

  vacancies: (roles: readonly PostRole[], entityId: string, sql: Sql = people.db) =>
    vacancies(sql, roles, entityId, people.now()),

  eligible: async (tx: Sql, personId: string, role: string | null, entityId: string): Promise<boolean> =>
    role === null
      ? worksFor(tx, personId, entityId, people.now())
      : (await holdersOf(tx, role as PostRole, entityId, people.now())).some((h) => h.personId === personId),
});
