type Hash = (text: string) => string;

/** How many a share in percent is of a population; rounded up, and never none where there are any. */
export const shareOf = (percent: number, population: number): number => Math.ceil((population * percent) / 100);

/** `head` is published before the population is frozen (DECISIONS 11), so that whoever fills the population cannot steer it. */
export const seedOf = (head: string, occasion: string, hash: Hash): string => hash(`${head}\n${occasion}`);

/** Draws without replacement: each member gets a lot from the seed, the lowest lots are drawn. The order of `ids` is no matter. */
export const draw = (ids: readonly string[], count: number, seed: string, hash: Hash): readonly string[] =>
  [...new Set(ids)]
    .map((id) => ({ id, lot: hash(`${seed}\n${id}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .slice(0, count)
    .map(({ id }) => id);

/** Fingerprint of a population: what it was when it was frozen, whatever comes to be in it later. */
export const fingerprint = (ids: readonly string[], hash: Hash): string => hash([...new Set(ids)].sort().join('\n'));
