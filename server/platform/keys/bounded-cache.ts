/** Keeps at most `most` entries and forgets the one that was unused for longest. */
export interface BoundedCache<K, V> {
  readonly get: (key: K) => V | undefined;
  readonly set: (key: K, value: V) => void;
  readonly delete: (key: K) => void;
  readonly size: () => number;
}

export const boundedCache = <K, V>(most: number): BoundedCache<K, V> => {
  // A Map iterates in order of insertion: taking out and putting in again makes an entry the youngest.
  const entries = new Map<K, V>();
  return {
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > most) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
    },
    delete: (key) => void entries.delete(key),
    size: () => entries.size,
  };
};
