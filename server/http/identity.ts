import type { FastifyRequest } from 'fastify';
import type { Text } from '../../core/base/text.ts';
import type { SignatureProof } from '../../core/contract/session-view.ts';
import type { RoleId } from '../../core/manual/roles.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { Signer } from '../case/act.ts';
import type { Eligibility } from '../case/move.ts';

/** What the routes ask of the part that knows people. */
export interface Identity {
  /** Who is asking; throws `Refused` (401) where nobody is signed in. */
  readonly principalOf: (request: FastifyRequest) => Promise<Principal>;
  /** Re-authentication at the moment of signing, as a question that the write path asks once it knows what is signed. */
  readonly signer: (request: FastifyRequest, proof: SignatureProof) => Signer;
  readonly names: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly posts: (postIds: readonly string[]) => Promise<ReadonlyMap<string, Text>>;
  readonly entityName: (entityId: string) => Promise<string>;
  /** Of these roles those that nobody of the entity holds now, and to whom their tasks have climbed. */
  readonly vacancies: (
    roles: readonly RoleId[],
    entityId: string,
  ) => Promise<ReadonlyMap<string, 'headOfDepartment' | 'generalManager' | 'nobody'>>;
  /** May this person be given a task of the role? */
  readonly eligible: Eligibility;
}
