const longestPauseMs = 15_000;

/** Keeps no process alive by itself. Does `work` again and again, `everyMs` after it ended; twice as late after each failure in a row, up to 15 s. */
export const repeat = (work: () => Promise<unknown>, everyMs: number): { stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const pause = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, ms).unref();
      stopping.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          done();
        },
        { once: true },
      );
    });
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      failures = await work().then(
        () => 0,
        () => failures + 1,
      );
      await pause(Math.min(everyMs * 2 ** failures, longestPauseMs));
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
