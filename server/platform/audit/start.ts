import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../../core/base/time.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database } from '../postgres/sql.ts';
import { filePlace } from './file-place.ts';
import { type AuditGate, openAuditGate } from './health.ts';
import { httpPlace } from './http-place.ts';
import { keptHeadSigner } from './key-file.ts';
import type { HeadPlace } from './places.ts';
import { createSequencer, type Sequencer } from './sequencer.ts';

export interface StartOptions {
  readonly db: Database;
  /** PLUMBLINE_DATA: the key lies in `secrets/`, the heads in `audit/heads.ndjson`. */
  readonly dataFolder: string;
  /** PLUMBLINE_AUDIT_WITNESS: a folder on another machine (mounted here) or an http(s) address. */
  readonly witness?: string | undefined;
  readonly now: () => Instant;
  readonly metrics?: Metrics;
  readonly onProblem?: (part: string, problem: string) => void;
}

export interface RunningAudit {
  readonly sequencer: Sequencer;
  readonly gate: AuditGate;
  readonly stop: () => Promise<void>;
}

export const headsFile = (folder: string): string => join(folder, 'heads.ndjson');

const placesOf = ({ dataFolder, witness }: StartOptions): HeadPlace[] => {
  const local = filePlace(`local:${hostname()}`, headsFile(join(dataFolder, 'audit')));
  if (witness === undefined) return [local];
  return [
    local,
    /^https?:/.test(witness) ? httpPlace('witness', { url: witness }) : filePlace('witness', headsFile(witness)),
  ];
};

/**
 * Everything that keeps the audit going in one process: it first catches up with what a stopped process left, so the gate
 * does not refuse the first write after a long rest.
 */
export const startAudit = async (options: StartOptions): Promise<RunningAudit> => {
  const { db, now, metrics, onProblem } = options;
  const signer = keptHeadSigner(join(options.dataFolder, 'secrets'));
  const sequencer = createSequencer({ db, signer, now, places: placesOf(options), ...(onProblem && { onProblem }) });
  await sequencer.tick().catch(() => {});
  sequencer.start();
  const gate = await openAuditGate({ db, ...(metrics && { metrics }) });
  return {
    sequencer,
    gate,
    stop: async () => {
      await Promise.all([gate.stop(), sequencer.stop()]);
    },
  };
};
