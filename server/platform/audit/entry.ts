import { hash as digest } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../../../core/base/json.ts';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Hash = string;

/** Who did it. Ids only, never names; at least one of personId, accountId and system. */
export interface AuditActor {
  readonly personId?: string;
  readonly accountId?: string;
  readonly postId?: string;
  /** The person who gave the delegation under which this was done. */
  readonly onBehalfOf?: string;
  /** The part of the product that acted on its own, e.g. `limits`. */
  readonly system?: string;
}

/** What happened. `payload` carries personal values only as `{"$sealed": {"commitment", "ref"}}`. */
export interface AuditInput {
  readonly at: Instant;
  /** Past tense, dotted, e.g. `case.acted`, `access.read`. */
  readonly kind: string;
  readonly actor: AuditActor;
  readonly payload: JsonObject;
}

/** The end of a chain: the number and hash of its newest entry (0 and `noHash` where there is none yet). */
export interface ChainTip {
  readonly entityId: string;
  readonly chainId: string;
  readonly seq: number;
  readonly hash: Hash;
}

/** A row of `audit_entries`; `actor` and `payload` are canonical JSON, because their exact bytes are hashed. */
export interface LinkedEntry {
  readonly entityId: string;
  readonly chainId: string;
  readonly seq: number;
  readonly prevHash: Hash;
  readonly at: Instant;
  readonly kind: string;
  readonly actor: string;
  readonly payload: string;
  readonly hash: Hash;
}

/** What the first entry of a chain has for a predecessor. */
export const noHash: Hash = '0'.repeat(64);

/** Before the chain exists. */
export const newChain = (entityId: string, chainId: string): ChainTip => ({ entityId, chainId, seq: 0, hash: noHash });

/** JSON.stringify leaves such names as they are, and the database and the verifier can therefore quote them the same way. */
const plainName = /^[^\p{Cc}\s"\\]{1,200}$/u;

const checkedName = (name: string): string => {
  if (!plainName.test(name))
    throw new Defect('a name in the audit has blanks, quotes, control characters or no length');
  return name;
};

type Content = Pick<LinkedEntry, 'at' | 'kind' | 'actor' | 'payload'>;

const contentText = (entry: Content): string => `${entry.at},"${entry.kind}",${entry.actor},${entry.payload}]`;

/**
 * The bytes that are hashed, which are also what an export shows:
 * `[1,"entity","chain",seq,"previous hash",at in ms,"kind",{actor},{payload}]`.
 */
export const entryText = (entry: Omit<LinkedEntry, 'hash'>): string =>
  `[1,"${entry.entityId}","${entry.chainId}",${entry.seq},"${entry.prevHash}",${contentText(entry)}`;

/** An entry's hash is at once its leaf in the log: SHA-256(0x00 ‖ text), the leaf hash of RFC 6962. */
export const leafHash = (text: string): Hash => digest('sha256', `\0${text}`, 'hex');

/** What an entry says apart from its place in the chain: tells a moved entry from a new one when a whole chain was rehashed. */
export const markOf = (entry: Content): string => digest('sha256', `\x02${contentText(entry)}`, 'hex').slice(0, 16);

const linkOne = (tip: ChainTip, input: AuditInput): LinkedEntry => {
  const { personId, accountId, system } = input.actor;
  if ((personId ?? accountId ?? system) === undefined) throw new Defect('an audit entry without an actor');
  if (!Number.isSafeInteger(input.at)) throw new Defect('an audit entry without an instant');
  const entry = {
    entityId: tip.entityId,
    chainId: tip.chainId,
    seq: tip.seq + 1,
    prevHash: tip.hash,
    at: input.at,
    kind: checkedName(input.kind),
    actor: canonicalJson(input.actor as Json),
    payload: canonicalJson(input.payload),
  };
  return { ...entry, hash: leafHash(entryText(entry)) };
};

/** Continues a chain. Pure: the caller holds the chain's lock and writes the rows with `insertEntries`. */
export const linkEntries = (tip: ChainTip, inputs: readonly AuditInput[]): LinkedEntry[] => {
  checkedName(tip.entityId);
  checkedName(tip.chainId);
  const linked: LinkedEntry[] = [];
  let end = tip;
  for (const input of inputs) {
    const entry = linkOne(end, input);
    linked.push(entry);
    end = { ...tip, seq: entry.seq, hash: entry.hash };
  }
  return linked;
};
