import { setTimeout as pause } from 'node:timers/promises';

export interface Loop {
  readonly stop: () => Promise<void>;
  /** Runs it at once instead of at the next beat. */
  readonly nudge: () => void;
}

/** Runs `work` at each beat, never twice at once; a failure is reported and the next beat tries again. */
export const everyBeat = (
  ms: number,
  work: (stopping: () => boolean) => Promise<unknown>,
  failed: (error: unknown) => void,
): Loop => {
  let stopped = false;
  let wakeUp = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped) {
      await work(() => stopped).catch(failed);
      await pause(ms, undefined, { signal: wakeUp.signal }).catch(() => {});
      if (wakeUp.signal.aborted) wakeUp = new AbortController();
    }
  };
  const running = run();
  return {
    nudge: () => wakeUp.abort(),
    stop: async () => {
      stopped = true;
      wakeUp.abort();
      await running;
    },
  };
};
