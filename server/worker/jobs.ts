import type { Parts } from '../assemble.ts';
import { releaseTasksOfTheGone } from '../case/leavers.ts';
import { CALENDAR_RECOMPUTE, recomputeWork } from '../case/recompute.ts';
import { watchTableEnd } from '../platform/calendar/watch.ts';
import { KEY_ROTATION, rotationWork } from './key-rotation.ts';

const EVERY_MORNING = '0 8 * * *';
const EVERY_MINUTE = '* * * * *';

/** Declares what runs by the clock or in many steps, and starts the queue; in a process that only serves, to send alone. */
export const startJobs = async (
  parts: Pick<Parts, 'jobs' | 'kernel' | 'calendar' | 'db' | 'clock' | 'config' | 'ring' | 'files'>,
) => {
  const { jobs, kernel, calendar, db, clock } = parts;
  const watch = async (): Promise<void> => {
    await watchTableEnd(db, calendar.table(), clock());
  };
  jobs.resumable(CALENDAR_RECOMPUTE, recomputeWork(kernel));
  jobs.resumable(KEY_ROTATION, rotationWork(parts));
  jobs.cron('calendar.watch', EVERY_MORNING, watch);
  jobs.cron('people.leavers', EVERY_MINUTE, () => releaseTasksOfTheGone(kernel));
  await jobs.start();
  // Not only tomorrow morning: a table that ends is to be seen on the day the product is installed.
  if (parts.config.worker) await watch();
};
