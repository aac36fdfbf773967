import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import { type HeadSigner, type HeadStatement, type IndexEntry, indexLine, signHead, statementText } from './head.ts';
import { GrowingTree } from './merkle.ts';
import type { HeadPlace } from './places.ts';
import { LOCK_SPACE, publishTo } from './publish.ts';
import { repeat } from './repeat.ts';
import {
  addHead,
  addLeaves,
  fetchWaiting,
  keepKey,
  type LogState,
  leafOf,
  openWaiting,
  readState,
  readStatement,
  reportStatus,
  type WaitingEntry,
} from './store.ts';

export interface SequencerOptions {
  readonly db: Database;
  readonly signer: HeadSigner;
  readonly places: readonly HeadPlace[];
  readonly now: () => Instant;
  /** Entries under one head at most; default 2,000. */
  readonly batch?: number;
  /** Pause between two looks; default 250. */
  readonly everyMs?: number;
  /** Told when a part ('log', 'place:…') falls ill, and with '' when it is well again. */
  readonly onProblem?: (part: string, problem: string) => void;
}

export interface Sequencer {
  /** Takes all that waits into the log, then brings every place up to date; returns how many entries were taken. */
  readonly tick: () => Promise<number>;
  /** Does both again and again until `stop`, which waits for what is under way. A slow place never holds up the log. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const isLeader = async (tx: Sql): Promise<boolean> => {
  const [row] = await tx.prepared<{ leads: boolean }>(
    'audit-lead',
    'select pg_try_advisory_xact_lock($1, 1) as leads',
    [LOCK_SPACE],
  );
  return row?.leads ?? false;
};

interface Taken {
  readonly count: number;
  readonly statement: HeadStatement | null;
}

const addBatch = async (
  tx: Sql,
  state: LogState,
  waiting: readonly WaitingEntry[],
  { signer, now }: SequencerOptions,
): Promise<LogState> => {
  const tree = new GrowingTree(state.size, state.frontier);
  const leaves: IndexEntry[] = [];
  for (const entry of waiting) {
    const leaf = leafOf(entry);
    if (leaf === null) {
      throw new Defect(
        `entry ${entry.seq} of chain ${entry.chainId} was altered before it was logged: it is not what was hashed`,
      );
    }
    leaves.push(leaf);
    tree.add(leaf.hash);
  }
  const index = indexLine(state.size, leaves);
  const head = signHead(signer, { size: tree.size, root: tree.root(), at: now(), index, previous: state.statement });
  const seen = waiting[0]?.seen ?? state.seen;
  await addLeaves(tx, state.size, leaves);
  await addHead(tx, head, tree.frontier, seen);
  return { size: tree.size, statement: head.statement, frontier: tree.frontier, seen };
};

/** Takes in one transaction all that waits, under a head for each batch. */
const takeAll = async (tx: Sql, start: LogState, options: SequencerOptions): Promise<Taken> => {
  const batch = options.batch ?? 2_000;
  let state = start;
  await openWaiting(tx, start.seen);
  for (let waiting = await fetchWaiting(tx, batch); waiting.length > 0; waiting = await fetchWaiting(tx, batch)) {
    if (state === start) await keepKey(tx, options.signer.keyId, options.signer.publicKey);
    state = await addBatch(tx, state, waiting, options);
  }
  return { count: state.size - start.size, statement: state.statement };
};

/** A process that has seen a head does not go on from a database that no longer has it. */
const checkRemembered = async (tx: Sql, remembered: HeadStatement | null, state: LogState): Promise<void> => {
  if (remembered === null) return;
  const text = statementText(remembered);
  const same = state.statement !== null && statementText(state.statement) === text;
  if (!same && (await readStatement(tx, remembered.size)) !== text) {
    throw new Defect(
      `the head of size ${remembered.size} is not the one that was signed: the log was rewritten or set back`,
    );
  }
};

const reportAtMostEveryMs = 1_000;

/** Keeps in the database what each part suffers from and how far it is, and tells of changes. */
const statusReporter = ({ db, now, onProblem = () => {} }: SequencerOptions) => {
  const known = new Map<string, { problem: string; size: number; at: number }>();
  return async (part: string, size: number, problem: string): Promise<void> => {
    const before = known.get(part);
    const at = now();
    const same = before?.problem === problem;
    if (same && (before.size === size || at - before.at < reportAtMostEveryMs)) return;
    if (problem !== (before?.problem ?? '')) onProblem(part, problem);
    await reportStatus(db, part, size, problem, at);
    known.set(part, { problem, size, at });
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The one writer of the log. Any number of processes may run one: whoever gets the lock takes what is waiting, the others
 * look again later. All it needs is in the database and at the places, so it may be killed at any moment.
 */
export const createSequencer = (options: SequencerOptions): Sequencer => {
  const { db, places, everyMs = 250 } = options;
  const report = statusReporter(options);
  let remembered: HeadStatement | null = null;

  const take = async (): Promise<number> => {
    try {
      const taken = await db.transaction(async (tx) => {
        if (!(await isLeader(tx))) return null;
        const state = await readState(tx);
        await checkRemembered(tx, remembered, state);
        return takeAll(tx, state, options);
      });
      if (taken === null) return 0;
      remembered = taken.statement;
      await report('log', 0, '');
      return taken.count;
    } catch (error) {
      // Without the database there is nobody to tell here; the lag tells by itself.
      await report('log', 0, messageOf(error)).catch(() => {});
      throw error;
    }
  };

  const publish = async (place: HeadPlace): Promise<void> => {
    const part = `place:${place.name}`;
    try {
      const done = await publishTo(db, place);
      if (done !== null) await report(part, done.size, done.problem);
    } catch (error) {
      await report(part, 0, messageOf(error)).catch(() => {});
      throw error;
    }
  };

  let loops: ReturnType<typeof repeat>[] = [];
  return {
    tick: async () => {
      const count = await take();
      await Promise.all(places.map((place) => publish(place).catch(() => {})));
      return count;
    },
    start: () => {
      if (loops.length === 0)
        loops = [repeat(take, everyMs), ...places.map((place) => repeat(() => publish(place), everyMs))];
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      loops = [];
    },
  };
};
