import { dateOf, type Instant } from '../../../core/base/time.ts';
import { carries } from '../../../core/manual/carriers.ts';
import type { Database } from '../postgres/sql.ts';
import { appendToChain } from './append.ts';
import type { AuditActor } from './entry.ts';

export interface Access {
  readonly entityId: string;
  readonly at: Instant;
  readonly actor: AuditActor;
  /** What was read, e.g. `person.phone`, `file.original`, `export.cases`. */
  readonly what: string;
  /** Whose data: ids only. */
  readonly subjects: readonly { readonly kind: string; readonly id: string }[];
  /** Why, in the reader's words, where the operation asks for it. It must not repeat what was read. */
  readonly reason?: string;
  /** How much left, for exports and searches. */
  readonly rows?: number;
}

const readerOf = ({ personId, accountId, system }: AuditActor): string => personId ?? accountId ?? system ?? 'unknown';

/** One chain for each reader and day, so that readers never wait for one another and no chain grows for ever. */
export const accessChain = (access: Pick<Access, 'entityId' | 'actor' | 'at'>): string =>
  `access:${access.entityId}:${dateOf(access.at)}:${readerOf(access.actor)}`;

const noteAccess = async (db: Database, access: Access): Promise<void> => {
  const { entityId, at, actor, what, subjects, reason, rows } = access;
  const payload = {
    what,
    subjects: subjects.map(({ kind, id }) => ({ kind, id })),
    ...(reason !== undefined && { reason }),
    ...(rows !== undefined && { rows }),
  };
  await db.transaction((tx) =>
    appendToChain(tx, { entityId, chainId: accessChain(access) }, [{ at, kind: 'access.read', actor, payload }]),
  );
};

/**
 * Notes that sensitive data is about to be read, in a transaction of its own. Call it before giving the data out: if it
 * throws, nothing may be shown.
 */
export const recordAccess = carries(
  { kind: 'security', name: 'audit.access', obligations: ['P08-5-02'] },
  noteAccess,
  () => async () => {},
);
