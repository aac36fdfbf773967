/** Levenshtein distance of two short words. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known word that was probably meant: one begun with what was typed, else the nearest within a third of its length. */
export const nearest = (typed: string, known: readonly string[]): string | null => {
  if (typed === '') return null;
  const begun = known.find((word) => word.startsWith(typed));
  if (begun !== undefined) return begun;
  const [best] = known
    .map((word) => ({ word, far: distance(typed, word) }))
    .filter(({ word, far }) => far <= Math.ceil(word.length / 3))
    .sort((a, b) => a.far - b.far);
  return best?.word ?? null;
};
