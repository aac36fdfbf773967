/** What is under way in this process, by name. */
const underWay = new Map<string, Promise<unknown>>();

/** One after the other within this process: `work` begins once all earlier work under `name` has ended, well or badly. */
export const inTurn = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const before = underWay.get(name) ?? Promise.resolve();
  const mine = before.catch(() => {}).then(work);
  underWay.set(name, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(name) === mine) underWay.delete(name);
  }
};
