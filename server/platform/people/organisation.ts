import type { JsonObject } from '../../../core/base/json.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import type { Text } from '../../../core/base/text.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { DepartmentId } from '../../../core/manual/departments.ts';
import type { PostRole } from '../../../core/people/operations.ts';
import { useApproval } from './access-requests.ts';
import { type Change, record } from './change.ts';
import { endRows, openRow } from './dated.ts';
import { rotateSessionsOfPosts } from './session-ends.ts';

export interface DepartmentState {
  readonly id: string;
  readonly entityId: string;
  readonly title: Text;
  readonly standsFor: readonly DepartmentId[];
  readonly from: Instant;
}

export interface PostState {
  readonly id: string;
  readonly entityId: string;
  readonly departmentId: string;
  readonly title: Text;
  readonly isHead: boolean;
  /** Further legal entities in which the post counts. */
  readonly alsoIn: readonly string[];
  readonly from: Instant;
}

const plain = (row: object | undefined): JsonObject | null => (row === undefined ? null : { ...(row as JsonObject) });

/** Sets up a department, or changes its name from an instant on. */
export const defineDepartment = async (change: Change, department: DepartmentState): Promise<void> => {
  const { tx } = change;
  await tx.query('insert into departments (id, entity_id) values ($1, $2) on conflict do nothing', [
    department.id,
    department.entityId,
  ]);
  const [before] = await endRows<object>(tx, 'department_states', { department_id: department.id }, department.from);
  const state = {
    department_id: department.id,
    title_zh: department.title.zh,
    title_en: department.title.en,
    stands_for: [...department.standsFor],
  };
  await openRow(tx, 'department_states', state, department.from);
  await record(change, department.entityId, 'departmentDefined', {
    subject: { departmentId: department.id },
    before: plain(before),
    after: { ...state, valid_from: department.from },
  });
};

/** Sets up a post, or changes its title, department or standing from an instant on. */
export const definePost = async (change: Change, post: PostState): Promise<void> => {
  const { tx } = change;
  await tx.query('insert into posts (id, entity_id) values ($1, $2) on conflict do nothing', [post.id, post.entityId]);
  const [before] = await endRows<object>(tx, 'post_states', { post_id: post.id }, post.from);
  const state = {
    post_id: post.id,
    department_id: post.departmentId,
    title_zh: post.title.zh,
    title_en: post.title.en,
    is_head: post.isHead,
    also_in: [...post.alsoIn],
  };
  await openRow(tx, 'post_states', state, post.from);
  await record(change, post.entityId, 'postDefined', {
    subject: { postId: post.id },
    before: plain(before),
    after: { ...state, valid_from: post.from },
  });
};

/** Closes a post: who held it loses it, the roles it carried fall empty and climb until they are laid on another post. */
export const endPost = async (
  change: Change,
  post: { readonly id: string; readonly entityId: string; readonly at: Instant },
): Promise<void> => {
  await rotateSessionsOfPosts(change.tx, [post.id], post.at);
  const [before] = await endRows<object>(change.tx, 'post_states', { post_id: post.id }, post.at);
  for (const table of ['account_posts', 'role_posts', 'delegations'] as const)
    await endRows(change.tx, table, { post_id: post.id }, post.at);
  await record(change, post.entityId, 'postEnded', {
    subject: { postId: post.id },
    before: plain(before),
    after: { valid_to: post.at },
  });
};

export interface RoleMapping {
  readonly entityId: string;
  readonly role: PostRole;
  readonly postIds: readonly string[];
  readonly from: Instant;
}

/**
 * Says which posts carry a role of the manuals from an instant on; the list replaces the one before. Since this grants
 * what the role may do, it needs the approval of quality management (P04 §5.4).
 */
export const mapRole = async (change: Change, mapping: RoleMapping, requestId?: string): Promise<Result<void>> => {
  const { entityId, role } = mapping;
  const approval = await useApproval(change, requestId, {
    kind: 'mapRole',
    entityId,
    role,
    postIds: [...mapping.postIds].sort(),
  });
  if (!approval.ok) return approval;
  const before = await endRows<{ post_id: string }>(
    change.tx,
    'role_posts',
    { entity_id: entityId, role },
    mapping.from,
  );
  for (const postId of mapping.postIds)
    await openRow(change.tx, 'role_posts', { entity_id: entityId, role, post_id: postId }, mapping.from);
  await rotateSessionsOfPosts(change.tx, [...before.map((row) => row.post_id), ...mapping.postIds], mapping.from);
  await record(change, entityId, 'roleMapped', {
    subject: { role },
    before: { postIds: before.map((row) => row.post_id) },
    after: { postIds: [...mapping.postIds], valid_from: mapping.from, requestId: requestId ?? null },
  });
  return ok(undefined);
};
