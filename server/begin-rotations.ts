import { ok, type Refusal, type Result } from '../core/base/result.ts';
import type { Instant } from '../core/base/time.ts';
import { readConfig } from './platform/config/config.ts';
import { openJobRunner } from './platform/jobs/runner.ts';
import { openLog } from './platform/log/log.ts';
import { openMetrics } from './platform/metrics/metrics.ts';
import { prepareDatabase } from './platform/postgres/prepare.ts';
import { openDatabase } from './platform/postgres/sql.ts';
import { askRotation, KEY_ROTATION, type Rotated } from './worker/key-rotation.ts';

export interface RotationsWanted {
  readonly purposes: readonly Rotated[];
  readonly reason: string;
  /** Undefined for every legal entity that has keys. */
  readonly entityId: string | undefined;
  readonly now: Instant;
}

interface OneRotation {
  readonly entityId: string;
  readonly purpose: Rotated;
}

export interface RotationsBegun {
  readonly asked: readonly OneRotation[];
  readonly underWay: readonly OneRotation[];
}

const UNKNOWN: Refusal = {
  code: 'keys.none',
  message: {
    zh: '没有可轮换的密钥:请核对 --entity,或先启动一次服务器。',
    en: 'There are no keys to rotate: check --entity, or start the server once.',
  },
};

/** Only sends: whichever server works carries the rotations through, and it alone holds the master key. */
const senderOf = (url: string, database: ReturnType<typeof openDatabase>) => {
  const jobs = openJobRunner({
    url,
    database,
    log: openLog({ level: 'silent' }),
    metrics: openMetrics(),
    works: false,
  });
  jobs.resumable(KEY_ROTATION, { total: async () => 0, step: async () => ({ done: 0, cursor: null }) });
  return jobs;
};

/** Asks for rotations in the database that the environment names, beside a server that may be running. */
export const beginRotations = async (wanted: RotationsWanted): Promise<Result<RotationsBegun, readonly Refusal[]>> => {
  const config = readConfig();
  if (!config.ok) return config;
  const prepared = await prepareDatabase(config.value);
  const db = openDatabase(prepared.appUrl, { connections: 2, name: 'plumbline-keys-rotate' });
  const jobs = senderOf(prepared.appUrl, db);
  try {
    await jobs.start();
    const found = await db.query<OneRotation>(
      `select distinct entity_id as "entityId", purpose from data_keys
        where purpose = any ($1) and destroyed_at is null and ($2::text is null or entity_id = $2) order by 1, 2`,
      [[...wanted.purposes], wanted.entityId ?? null],
    );
    if (found.length === 0) return { ok: false, refusal: [UNKNOWN] };
    const [asked, underWay]: [OneRotation[], OneRotation[]] = [[], []];
    for (const one of found) {
      const begun = await db.transaction((tx) => askRotation(tx, jobs, { ...one, reason: wanted.reason }, wanted.now));
      (begun ? asked : underWay).push(one);
    }
    return ok({ asked, underWay });
  } finally {
    await jobs.stop(5);
    await db.close();
    await prepared.stop();
  }
};
