import type { Instant } from '../../core/base/time.ts';
import { dateOf } from '../../core/base/time.ts';
import { chinaDays } from '../../core/calendar/china.ts';
import { parameterAt } from '../../core/manual/parameters.ts';
import type { Actor as Principal } from '../../core/people/actor.ts';
import type { PostRole } from '../../core/people/operations.ts';
import type { Process } from '../../core/process/definition.ts';
import { registryOf } from '../../core/process/registry.ts';
import { timekeeperOf } from '../../core/process/timekeeper.ts';
import type { Database } from '../platform/postgres/sql.ts';
import type { Kernel } from './kernel.ts';

/** A clock that stands until it is set. */
export interface TestClock {
  now: Instant;
}

/** A kernel on a real database, for tests of the write path itself; forms in them hold nothing personal. */
export const kernelFor = (
  db: Database,
  clock: TestClock,
  processes: readonly Process[],
  parts: Partial<Kernel> = {},
): Kernel => ({
  db,
  clock: () => clock.now,
  processes: registryOf(processes),
  timekeeper: () => timekeeperOf(chinaDays, '18:00'),
  keepUp: async () => {},
  // A span may stand in place of a parameter's name, so that a test's procedure needs no parameters of its own.
  parameter: () => (id, at) =>
    /^\d/.test(id)
      ? [{ value: id, clause: 'test' }]
      : [{ value: String(parameterAt(id, dateOf(at)).value), clause: parameterAt(id, dateOf(at)).clause }],
  value: () => (id) => parameterAt(id, dateOf(clock.now)).value,
  facts: {},
  effects: {},
  sealer: { seal: async (_form, values) => ({ stored: values, write: async () => {} }) },
  announce: async () => {},
  committed: () => {},
  ...parts,
});

export const staff = (personId: string, ...roles: PostRole[]): Principal => ({
  kind: 'staff',
  personId,
  accountId: `account-${personId}`,
  entityIds: ['house'],
  posts: [{ postId: `post-${personId}`, entityIds: ['house'], roles }],
});

export const merchant = (personId: string, partyId: string): Principal => ({
  kind: 'merchant',
  personId,
  accountId: `account-${personId}`,
  entityIds: ['house'],
  partyId,
  posts: [],
});

export const addHouse = async (owner: Database): Promise<void> => {
  await owner.query(
    `insert into legal_entities (id, kind, name, name_en, uscc) values ('house', 'platform', '测试商城', 'Test house', '91350100M000100Y43')`,
  );
};
