import type { Instant } from '../../../core/base/time.ts';
import type { AnchorReader } from '../../papers/record-keeping.ts';

const NOT_ADMITTED = new Set(['refused', 'rejected', 'withdrawn']);

const endOf = async (...[tx, { caseId }]: Parameters<AnchorReader>) => {
  const [row] = await tx.query<{ ended_at: Instant | null; ended_as: string | null }>(
    'select ended_at, ended_as from cases where id = $1',
    [caseId],
  );
  return { endedAt: row?.ended_at ?? null, isOut: NOT_ADMITTED.has(row?.ended_as ?? '') };
};

/** A refused application is kept from its refusal; who was admitted is never refused any more. */
const refused: AnchorReader = async (tx, on) => {
  const { endedAt, isOut } = await endOf(tx, on);
  if (endedAt === null) return null;
  return isOut ? endedAt : 'never';
};

/** Nobody has left the platform yet whom the product admitted; who was not admitted never leaves it. */
const platformExit: AnchorReader = async (tx, on) => ((await endOf(tx, on)).isOut ? 'never' : null);

export const admissionAnchors = { refused, platformExit } as const;
