import type { Refusal } from '../../../core/base/result.ts';
import { text } from '../../../core/base/text.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Sql } from '../postgres/sql.ts';
import { repeat } from './repeat.ts';
import { waitingText } from './store.ts';

/** Alarm above this. */
export const lagAlarmSeconds = 5;
/** Default of `refuseAfterSeconds`: above it nothing more is written. */
export const lagRefusalSeconds = 60;

export interface AuditHealth {
  /** Entries in the log. */
  readonly size: number;
  readonly headAt: Instant | null;
  /** How long the oldest committed entry has been waiting for the log, by the database's clock; 0 if none waits. */
  readonly lagSeconds: number;
  /** What keeps the log from growing, '' if nothing does. */
  readonly problem: string;
  readonly places: readonly PlaceHealth[];
}

export interface PlaceHealth {
  readonly name: string;
  readonly size: number;
  /** How long the oldest head that it lacks has been waiting, by the clock that signs. */
  readonly behindSeconds: number;
  readonly problem: string;
}

interface Row {
  readonly size: number | null;
  readonly headAt: Instant | null;
  readonly lag: number;
  readonly parts: readonly { part: string; size: number; problem: string; behind: number }[] | null;
}

const since = (instants: string): string => `greatest(0, extract(epoch from clock_timestamp() - ${instants}))::float8`;

export const auditHealth = async (db: Sql): Promise<AuditHealth> => {
  const [row] = await db.prepared<Row>(
    'audit-health',
    `with head as (select size, statement, seen from audit_heads order by size desc limit 1), from_seen as (
       select coalesce((select seen from head), '1:1:'::pg_snapshot) as seen)
     select (select size from head) as size, (select (statement::json->>'at')::timestamptz from head) as "headAt",
       coalesce((select ${since('min(written_at)')} from (${waitingText('written_at', '(select seen from from_seen)')}) as waiting), 0) as lag,
       (select json_agg(json_build_object('part', part, 'size', s.size, 'problem', problem, 'behind', coalesce((
          select ${since("(statement::json->>'at')::timestamptz")} from audit_heads h where h.size > s.size order by h.size limit 1), 0)))
        from audit_status s) as parts`,
  );
  const parts = row?.parts ?? [];
  return {
    size: row?.size ?? 0,
    headAt: row?.headAt ?? null,
    lagSeconds: row?.lag ?? 0,
    problem: parts.find(({ part }) => part === 'log')?.problem ?? '',
    places: parts
      .filter(({ part }) => part.startsWith('place:'))
      .map(({ part, size, problem, behind }) => ({
        name: part.slice('place:'.length),
        size,
        problem,
        behindSeconds: behind,
      })),
  };
};

const refusal = (seconds: number, why: string): Refusal => ({
  code: 'audit.down',
  message: text(
    `审计日志已停滞 ${Math.round(seconds)} 秒，在恢复之前系统不接受任何写入。您填写的内容未丢失，请稍后重试；若持续出现，请通知系统管理员查看审计状态。`,
    `The audit log has stood still for ${Math.round(seconds)} s; until it runs again nothing can be written. What you entered is not lost: try again shortly. If this lasts, have the administrator look at the state of the audit.`,
  ),
  params: { seconds: Math.round(seconds), why },
});

/**
 * Why nothing may be written now, or null: the log does not grow, no place takes heads, or a place holds a head that the
 * database has lost. One place being away raises an alarm only, or a broken mount would stop the whole company.
 */
export const writeRefusal = (health: AuditHealth, refuseAfterSeconds: number = lagRefusalSeconds): Refusal | null => {
  if (health.lagSeconds > refuseAfterSeconds) return refusal(health.lagSeconds, 'lag');
  const behind = health.places.length === 0 ? 0 : Math.min(...health.places.map((place) => place.behindSeconds));
  return behind > refuseAfterSeconds ? refusal(behind, 'places') : null;
};

export interface AuditGate {
  /** To be asked before every write; costs nothing. */
  readonly refusal: () => Refusal | null;
  readonly health: () => AuditHealth | null;
  readonly stop: () => Promise<void>;
}

export interface GateOptions {
  readonly db: Sql;
  readonly metrics?: Metrics;
  readonly refuseAfterSeconds?: number;
  /** Default 1,000. */
  readonly everyMs?: number;
}

const showIn = (metrics: Metrics, current: () => AuditHealth | null): void => {
  metrics.gauge(
    'plumbline_audit_lag_seconds',
    'How long the oldest committed entry has waited for the log; alarm above 5',
    [],
    (gauge) => gauge.set(current()?.lagSeconds ?? 0),
  );
  metrics.gauge('plumbline_audit_log_size', 'Entries in the log', [], (gauge) => gauge.set(current()?.size ?? 0));
  metrics.gauge(
    'plumbline_audit_place_behind_seconds',
    'How long the oldest head that a place lacks has waited',
    ['channel'],
    (gauge) => {
      for (const place of current()?.places ?? []) gauge.set({ channel: place.name }, place.behindSeconds);
    },
  );
  metrics.gauge('plumbline_audit_problems', 'Parts of the audit that report a problem', [], (gauge) => {
    const health = current();
    const ill = [health?.problem ?? '', ...(health?.places ?? []).map(({ problem }) => problem)].filter(
      (problem) => problem !== '',
    );
    gauge.set(ill.length);
  });
};

/** Looks at the audit's health in the background and answers from memory. Start it after the first tick of the sequencer. */
export const openAuditGate = async ({
  db,
  metrics,
  refuseAfterSeconds,
  everyMs = 1_000,
}: GateOptions): Promise<AuditGate> => {
  let health: AuditHealth | null = await auditHealth(db);
  const loop = repeat(async () => {
    health = await auditHealth(db);
  }, everyMs);
  if (metrics !== undefined) showIn(metrics, () => health);
  return {
    refusal: () => (health === null ? null : writeRefusal(health, refuseAfterSeconds)),
    health: () => health,
    stop: loop.stop,
  };
};
