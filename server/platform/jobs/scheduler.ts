import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { Defect } from '../../../core/base/result.ts';
import { type Instant, instant } from '../../../core/base/time.ts';
import type { Log } from '../log/log.ts';
import { safeError } from '../log/safe-error.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database } from '../postgres/sql.ts';
import { parseCron } from './cron-pattern.ts';
import {
  beginRun,
  collectDue,
  declareSchedules,
  endRun,
  noteFailure,
  type Schedule,
  waitingNames,
} from './schedule-store.ts';
import { timed } from './timed.ts';

export interface HandledSchedule extends Schedule {
  readonly handler: (due: Instant) => Promise<void>;
}

export interface SchedulerOptions {
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock?: () => Instant;
}

/** The queue that carries one exclusive job for each schedule with a waiting run. */
export const cronQueue = 'cron';

/** The queue stores what is thrown: an error without its sentence, which may quote values. */
const bare = (error: unknown): Error => {
  const { name, code } = safeError(error);
  const thrown = new Error(code ?? name);
  thrown.stack = '';
  return thrown;
};

/** Turns the clock into runs and serves them, oldest first. Every process has one; the database decides who does what. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #boss: PgBoss;
  readonly #poll: number;
  readonly #schedules = new Map<string, HandledSchedule>();
  #ticking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: SchedulerOptions, boss: PgBoss, pollMs: number) {
    this.#options = options;
    this.#boss = boss;
    this.#poll = pollMs;
  }

  #now(): Instant {
    return this.#options.clock?.() ?? instant(Date.now());
  }

  add(schedule: HandledSchedule): void {
    parseCron(schedule.pattern);
    if (this.#schedules.has(schedule.name)) throw new Defect(`schedule ${schedule.name} is declared twice`);
    this.#schedules.set(schedule.name, schedule);
  }

  async start(): Promise<void> {
    await declareSchedules(this.#options.database, [...this.#schedules.values()], this.#now());
    const options = { pollingIntervalSeconds: this.#poll / 1_000, localConcurrency: 4, includeMetadata: true } as const;
    await this.#boss.work(cronQueue, options, async (jobs: JobWithMetadata<{ name: string }>[]) => {
      for (const job of jobs) await this.#serve(job);
    });
    this.#nextTick(0);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    await this.#ticking;
  }

  #nextTick(afterMs: number): void {
    if (this.#stopping) return;
    this.#timer = setTimeout(() => {
      this.#ticking = this.#tick()
        .catch((error: unknown) => this.#options.log.defect(error, { part: 'schedules' }))
        .finally(() => this.#nextTick(this.#poll));
    }, afterMs);
  }

  async #tick(): Promise<void> {
    const schedules = [...this.#schedules.values()];
    if (schedules.length === 0) return;
    const { database } = this.#options;
    await collectDue(database, schedules, this.#now());
    const names = schedules.map(({ name }) => name);
    for (const name of await waitingNames(database, names)) {
      // Refused without a sound while one of that name waits or runs: that one serves this run too.
      await this.#boss.send(cronQueue, { name }, { singletonKey: name });
    }
  }

  /** Serves the waiting runs of one schedule, oldest first; an exclusive job, so no other process does. */
  async #serve(job: JobWithMetadata<{ name: string }>): Promise<void> {
    const { name } = job.data;
    const schedule = this.#schedules.get(name);
    const { database, metrics } = this.#options;
    const last = job.retryCount >= job.retryLimit;
    while (schedule !== undefined && !this.#stopping) {
      const run = await beginRun(database, name, this.#now());
      if (run === null) return;
      metrics.lateness.observe({ kind: 'cron' }, (this.#now() - run.due) / 1_000);
      const attempt = { job: name, id: `${name}@${run.due}`, attempt: run.attempts, last };
      try {
        await timed(this.#options, attempt, () => schedule.handler(run.due));
      } catch (error) {
        await noteFailure(database, name, run.due, { ...safeError(error) });
        if (last) await endRun(database, name, run.due, 'dead', this.#now());
        throw bare(error);
      }
      await endRun(database, name, run.due, 'done', this.#now());
    }
  }
}
