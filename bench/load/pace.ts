import { setTimeout as pause } from 'node:timers/promises';

/** Works through the items with so many at once, for `ms` at most; how many were done in a second. */
export const closedLoop = async <T>(
  items: readonly T[],
  atOnce: number,
  ms: number,
  work: (item: T, worker: number) => Promise<unknown>,
): Promise<number> => {
  const begun = performance.now();
  let next = 0;
  let done = 0;
  const worker = async (n: number): Promise<void> => {
    for (let item = items[next++]; item !== undefined && performance.now() - begun < ms; item = items[next++]) {
      await work(item, n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, n) => worker(n)));
  return (done * 1_000) / (performance.now() - begun);
};

/**
 * Begins an item every 1/`perSecond` s whether or not those before it are done, as people do; how many ms each took, from
 * the instant at which it ought to have begun.
 */
export const openLoop = async <T>(
  items: readonly T[],
  perSecond: number,
  work: (item: T) => Promise<unknown>,
): Promise<number[]> => {
  const begun = performance.now();
  const under: Promise<number>[] = [];
  for (const [index, item] of items.entries()) {
    const due = begun + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    under.push(work(item).then(() => performance.now() - due));
  }
  return Promise.all(under);
};
