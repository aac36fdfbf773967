import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../../core/base/time.ts';
import type { Bucket } from '../files/s3-bucket.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database } from '../postgres/sql.ts';
import { bucketPlace } from './bucket-place.ts';
import { filePlace } from './file-place.ts';
import { type AuditGate, openAuditGate } from './health.ts';
import { httpPlace } from './http-place.ts';
import { keptHeadSigner } from './kept-key.ts';
import type { HeadPlace } from './places.ts';
import { createSequencer, type Sequencer } from './sequencer.ts';

export interface OpenAuditOptions {
  readonly db: Database;
  /** PLUMBLINE_DATA: the key lies in `secrets/`, the heads in `audit/heads.ndjson`. */
  readonly dataFolder: string;
  /** The place off this machine: a mounted folder, or an http(s) address. Without it `audit-second/` stands in for it. */
  readonly witness?: string | undefined;
  /** The bucket of the files: a witness whose address lies in it is written to with its key. */
  readonly bucket?: { readonly url: string; readonly ask: Bucket } | undefined;
  readonly now: () => Instant;
  readonly metrics?: Metrics;
  readonly onProblem?: (part: string, problem: string) => void;
}

const heads = (folder: string): string => join(folder, 'heads.ndjson');

const witnessOf = ({ dataFolder, witness, bucket }: OpenAuditOptions): HeadPlace => {
  const inBucket = bucket && `${bucket.url.replace(/\/$/, '')}/`;
  if (bucket && inBucket && witness?.startsWith(inBucket))
    return bucketPlace('witness', bucket.ask, `${witness.slice(inBucket.length).replace(/\/$/, '')}/`);
  return witness !== undefined && /^https?:/.test(witness)
    ? httpPlace('witness', { url: witness })
    : filePlace('witness', heads(witness ?? join(dataFolder, 'audit-second')));
};

/** A file on a machine's own disk carries its name, because every machine of a cluster keeps one. */
const placesOf = (options: OpenAuditOptions): HeadPlace[] => [
  filePlace(`local:${hostname()}`, heads(join(options.dataFolder, 'audit'))),
  witnessOf(options),
];

/**
 * The audit of one process. It first takes in what a stopped process left, so that the gate does not refuse the first
 * write after a long rest; `sequencer.start()` keeps it going.
 */
export const openAudit = async (options: OpenAuditOptions): Promise<{ sequencer: Sequencer; gate: AuditGate }> => {
  const { db, now, metrics, onProblem } = options;
  const signer = keptHeadSigner(options.dataFolder);
  const sequencer = createSequencer({ db, signer, now, places: placesOf(options), ...(onProblem && { onProblem }) });
  await sequencer.tick().catch(() => {});
  return { sequencer, gate: await openAuditGate({ db, ...(metrics && { metrics }) }) };
};
