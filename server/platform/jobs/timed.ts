import type { Log } from '../log/log.ts';
import type { Metrics } from '../metrics/metrics.ts';

export interface Attempt {
  /** Queue or schedule. */
  readonly job: string;
  readonly id: string;
  readonly attempt: number;
  /** A failure of this one is final. */
  readonly last: boolean;
}

/** Runs an attempt; its outcome and time go to log and metrics, its error on to the caller. */
export const timed = async (
  on: { readonly log: Log; readonly metrics: Metrics },
  { job, id, attempt, last }: Attempt,
  work: () => Promise<void>,
): Promise<void> => {
  const begun = performance.now();
  const say = (outcome: 'done' | 'failed' | 'dead'): void => {
    const ms = Math.round(performance.now() - begun);
    on.log.job({ job, id, outcome, attempt, ms });
    on.metrics.jobs.inc({ job, outcome });
    on.metrics.jobSeconds.observe({ job }, ms / 1_000);
  };
  try {
    await work();
    say('done');
  } catch (error) {
    on.log.defect(error, { job });
    say(last ? 'dead' : 'failed');
    throw error;
  }
};
