import type { Instant } from '../../../core/base/time.ts';
import type { Database } from '../postgres/sql.ts';
import { insertEntries } from './append.ts';
import { entryText, type LinkedEntry, leafHash, markOf, noHash } from './entry.ts';
import { type HeadSigner, indexLine, signHead } from './head.ts';
import { GrowingTree } from './merkle.ts';
import { addHead, addLeaves } from './store.ts';

/** Every entry in the order of the log, as a superuser reads it. */
export const readAll = (superuser: Database): Promise<LinkedEntry[]> =>
  superuser.query<LinkedEntry>(
    `select e.entity_id as "entityId", e.chain_id as "chainId", e.seq, encode(e.prev_hash, 'hex') as "prevHash", e.at, e.kind, e.actor,
       e.payload, encode(e.hash, 'hex') as hash from audit_entries e join audit_log l using (chain_id, seq) order by l.position`,
  );

/** The same contents with chains that fit again. */
export const rehash = (entries: readonly LinkedEntry[]): LinkedEntry[] => {
  const ends = new Map<string, LinkedEntry>();
  return entries.map((old) => {
    const before = ends.get(old.chainId);
    const entry = { ...old, seq: (before?.seq ?? 0) + 1, prevHash: before?.hash ?? noHash };
    const done = { ...entry, hash: leafHash(entryText(entry)) };
    ends.set(old.chainId, done);
    return done;
  });
};

/** Writes entries, chains, log and signed heads anew, all fitting one another; `headAt` every six entries as before. */
export const rewriteAll = async (
  superuser: Database,
  signer: HeadSigner,
  at: Instant,
  entries: readonly LinkedEntry[],
): Promise<void> => {
  await superuser.query('truncate audit_entries, audit_log, audit_heads');
  for (const entry of entries) await insertEntries(superuser, [entry]);
  const tree = new GrowingTree();
  let previous = null;
  for (let from = 0; from < entries.length; from += 6) {
    const leaves = entries.slice(from, from + 6).map((e) => ({ ...e, mark: markOf(e) }));
    for (const { hash } of leaves) tree.add(hash);
    const head = signHead(signer, { size: tree.size, root: tree.root(), at, index: indexLine(from, leaves), previous });
    previous = head.statement;
    await addLeaves(superuser, from, leaves);
    await addHead(superuser, head, tree.frontier, '9999999:9999999:');
  }
};
