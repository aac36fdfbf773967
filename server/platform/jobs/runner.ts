import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import { Defect } from '../../../core/base/result.ts';
import type { Instant } from '../../../core/base/time.ts';
import type { Log } from '../log/log.ts';
import { safeError } from '../log/safe-error.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database, Sql } from '../postgres/sql.ts';
import type { CatchUp } from './catch-up.ts';
import { type DeadLetter, deadQueue, listDeadLetters, reviveRun, takeDeadJob } from './dead-letters.ts';
import { checkJobData, type JobData, jobIdOf } from './job-data.ts';
import { noteStepFailure, openProgress, type Progress, type Resumable, readProgress, runSteps } from './resumable.ts';
import { cronQueue, type HandledSchedule, Scheduler } from './scheduler.ts';
import { timed } from './timed.ts';

export interface RunnerOptions {
  /** Login address of the application; the queue keeps a few connections of its own. */
  readonly url: string;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Decides what is due. Default: the system's clock. */
  readonly clock?: () => Instant;
  /** false: this process only sends. Default true. */
  readonly works?: boolean;
  /** How often schedules and queues are looked at; default 1,000, at least 500. */
  readonly pollMs?: number;
  /** Retries after the first failure, first delay doubling each time. Default 8 from 5 s, at most 15 minutes apart. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number };
  /** A job whose process died is given to another after this. Default 30, at least 10. */
  readonly heartbeatSeconds?: number;
}

export interface QueuedJob<D extends JobData> {
  readonly id: string;
  readonly data: D;
  /** 1 at first. */
  readonly attempt: number;
}

export type QueueHandler<D extends JobData> = (job: QueuedJob<D>) => Promise<void>;

export interface SendOptions {
  /** What the job was sent for: the same cause sends once. */
  readonly cause?: string;
  readonly startAfter?: Instant;
}

export interface JobRunner {
  /** Runs `handler` at each due instant, at least once, one after the other over all processes. Pattern in Asia/Shanghai. */
  readonly cron: (
    name: string,
    pattern: string,
    handler: (due: Instant) => Promise<void>,
    options?: { catchUp?: CatchUp },
  ) => void;
  /** Runs `handler` for each job sent, at least once; `batch` jobs are fetched at a time, each fails alone. */
  readonly queue: <D extends JobData>(
    name: string,
    handler: QueueHandler<D>,
    options?: { batch?: number; concurrency?: number },
  ) => void;
  /** Long work in steps, begun with `resume`. */
  readonly resumable: (name: string, work: Resumable) => void;
  /** Declare everything before. */
  readonly start: () => Promise<void>;
  /** Sends with the transaction: no commit, no job. */
  readonly send: (tx: Sql, queue: string, data: JobData, options?: SendOptions) => Promise<void>;
  readonly resume: (tx: Sql, name: string, subject: string) => Promise<void>;
  readonly progress: (name: string, subject: string) => Promise<Progress | null>;
  readonly deadLetters: () => Promise<DeadLetter[]>;
  /** Tries a dead letter again from the first attempt; false when it is no longer there. */
  readonly revive: (id: string) => Promise<boolean>;
  /** Lets running jobs end, at most `seconds` (default 20), and takes no more. */
  readonly stop: (seconds?: number) => Promise<void>;
}

interface QueueRow {
  readonly name: string;
  readonly batch: number;
  readonly concurrency: number;
  readonly run: (job: QueuedJob<JobData>, last: boolean) => Promise<void>;
}

class Runner {
  readonly #boss: PgBoss;
  readonly #options: RunnerOptions;
  readonly #queues = new Map<string, QueueRow>();
  readonly #scheduler: Scheduler;
  readonly #works: boolean;
  readonly #poll: number;
  #stopping = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#works = options.works ?? true;
    this.#poll = Math.max(500, options.pollMs ?? 1_000);
    this.#boss = new PgBoss({
      connectionString: options.url,
      application_name: 'plumbline-jobs',
      max: 4,
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: this.#works,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
      reindex: false,
      monitorVacuum: false,
    });
    this.#boss.on('error', (error) => options.log.defect(error, { part: 'jobs' }));
    this.#scheduler = new Scheduler(options, this.#boss, this.#poll);
  }

  addSchedule(schedule: HandledSchedule): void {
    this.#scheduler.add(schedule);
  }

  addQueue(queue: QueueRow): void {
    if (this.#queues.has(queue.name)) throw new Defect(`queue ${queue.name} is declared twice`);
    this.#queues.set(queue.name, queue);
  }

  addResumable(name: string, work: Resumable): void {
    const db = this.#options.database;
    const run = async ({ data }: QueuedJob<JobData>, last: boolean): Promise<void> => {
      const subject = String(data.subject);
      try {
        const ended = await runSteps(db, name, subject, work, () => this.#stopping);
        if (!ended) await this.send(db, name, data);
      } catch (error) {
        await noteStepFailure(db, name, subject, { ...safeError(error) }, last);
        throw error;
      }
    };
    this.addQueue({ name, batch: 1, concurrency: 1, run });
  }

  async start(): Promise<void> {
    await this.#boss.start();
    const { limit, delaySeconds } = this.#options.retry ?? { limit: 8, delaySeconds: 5 };
    const common = {
      retryLimit: limit,
      retryDelay: delaySeconds,
      ...(delaySeconds > 0 ? { retryBackoff: true, retryDelayMax: 900 } : {}),
      expireInSeconds: 86_399,
      heartbeatSeconds: this.#options.heartbeatSeconds ?? 30,
    };
    await this.#declare(deadQueue, { retentionSeconds: 10 * 365 * 86_400 });
    await this.#declare(cronQueue, common, 'exclusive');
    for (const { name } of this.#queues.values()) await this.#declare(name, { ...common, deadLetter: deadQueue });
    if (!this.#works) return;
    for (const queue of this.#queues.values()) await this.#workOn(queue);
    await this.#scheduler.start();
  }

  async #declare(name: string, options: Parameters<PgBoss['createQueue']>[1], policy = 'standard'): Promise<void> {
    await this.#boss.createQueue(name, { ...options, policy });
    await this.#boss.updateQueue(name, { ...options });
  }

  async #workOn(queue: QueueRow): Promise<void> {
    await this.#boss.work(
      queue.name,
      {
        batchSize: queue.batch,
        localConcurrency: queue.concurrency,
        pollingIntervalSeconds: this.#poll / 1_000,
        burstWhenBatchFull: true,
        includeMetadata: true,
        perJobResults: true,
      },
      async (jobs: JobWithMetadata<JobData>[]) => {
        const results: JobResult[] = [];
        for (const job of jobs) results.push(await this.#settle(queue, job));
        return results;
      },
    );
  }

  async #settle(queue: QueueRow, { id, data, retryCount, retryLimit }: JobWithMetadata<JobData>): Promise<JobResult> {
    const last = retryCount >= retryLimit;
    const attempt = retryCount + 1;
    try {
      await timed(this.#options, { job: queue.name, id, attempt, last }, () => queue.run({ id, data, attempt }, last));
      return { id, status: 'completed' };
    } catch (error) {
      return { id, status: 'failed', output: { ...safeError(error) } };
    }
  }

  async send(tx: Sql, queue: string, data: JobData, options: SendOptions = {}): Promise<void> {
    if (!this.#queues.has(queue)) throw new Defect(`no queue is called ${queue}`);
    checkJobData(queue, data);
    await this.#boss.send(
      queue,
      { ...data },
      {
        db: { executeSql: async (text, values) => ({ rows: await tx.query(text, values ?? []) }) },
        ...(options.cause === undefined ? {} : { id: jobIdOf(queue, options.cause) }),
        ...(options.startAfter === undefined ? {} : { startAfter: new Date(options.startAfter) }),
      },
    );
  }

  async resume(tx: Sql, name: string, subject: string): Promise<void> {
    await openProgress(tx, name, subject);
    await this.send(tx, name, { subject });
  }

  async revive(id: string): Promise<boolean> {
    const { database } = this.#options;
    if (await reviveRun(database, id)) return true;
    return database.transaction(async (tx) => {
      const dead = await takeDeadJob(tx, id);
      if (dead === null) return false;
      await this.send(tx, dead.queue, dead.data as JobData);
      return true;
    });
  }

  async stop(seconds: number): Promise<void> {
    this.#stopping = true;
    await this.#scheduler.stop();
    await this.#boss.stop({ graceful: true, timeout: seconds * 1_000, close: true });
  }
}

/** Schedules, queues and long work over PostgreSQL; any number of processes may run the same ones. */
export const openJobRunner = (options: RunnerOptions): JobRunner => {
  const runner = new Runner(options);
  return {
    cron: (name, pattern, handler, { catchUp = 'once' } = {}) =>
      runner.addSchedule({ name, pattern, handler, catchUp }),
    queue: (name, handler, { batch = 1, concurrency = 1 } = {}) =>
      runner.addQueue({ name, batch, concurrency, run: (job) => handler(job as Parameters<typeof handler>[0]) }),
    resumable: (name, work) => runner.addResumable(name, work),
    start: () => runner.start(),
    send: (tx, queue, data, sendOptions) => runner.send(tx, queue, data, sendOptions),
    resume: (tx, name, subject) => runner.resume(tx, name, subject),
    progress: (name, subject) => readProgress(options.database, name, subject),
    deadLetters: () => listDeadLetters(options.database),
    revive: (id) => runner.revive(id),
    stop: (seconds = 20) => runner.stop(seconds),
  };
};
