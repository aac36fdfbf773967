import type { FastifyRequest } from 'fastify';
import type { Text } from '../../core/base/text.ts';
import type { SignatureProof } from '../../core/contract/session-view.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Signer } from '../case/act.ts';
import type { Eligibility } from '../case/move.ts';
import type { ListSigner } from '../case/sign-list.ts';
import type { Sql } from '../platform/postgres/sql.ts';

/** What the routes ask of the part that knows people. */
export interface Identity {
  /** Who is asking; throws `Refused` (401) where nobody is signed in. */
  readonly principalOf: (request: FastifyRequest) => Promise<Principal>;
  /** Re-authentication at the moment of signing, as a question that the write path asks once it knows what is signed. */
  readonly signer: (request: FastifyRequest, proof: SignatureProof) => Signer;
  /** The same once for a whole list; no proof where the list was signed before and is sent again. */
  readonly listSigner: (
    request: FastifyRequest,
    proof: SignatureProof | undefined,
    press: { readonly key: string; readonly requestHash: string },
  ) => ListSigner;
  readonly names: (personIds: readonly string[], sql?: Sql) => Promise<ReadonlyMap<string, string>>;
  readonly posts: (postIds: readonly string[], sql?: Sql) => Promise<ReadonlyMap<string, Text>>;
  readonly entityName: (entityId: string, sql?: Sql) => Promise<string>;
  /** Of these roles those that nobody of the entity holds now, and to whom their tasks have climbed. */
  readonly vacancies: (
    roles: readonly RoleId[],
    entityId: string,
    sql?: Sql,
  ) => Promise<ReadonlyMap<string, 'headOfDepartment' | 'generalManager' | 'nobody'>>;
  /** May this person be given a task of the role? */
  readonly eligible: Eligibility;
}
