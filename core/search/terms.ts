/**
 * Terms for full-text search of Chinese and Latin text: single characters and bigrams of Han text, whole words of the
 * rest, so that a two-character term is found through an index (PostgreSQL's trigrams need three characters).
 */
export const searchTerms = (text: string): readonly string[] => {
  const terms = new Set<string>();
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}]+/gu)) {
    const word = run[0];
    if (!/^\p{Script=Han}/u.test(word)) {
      terms.add(word);
      continue;
    }
    const characters = [...word];
    for (const [index, character] of characters.entries()) {
      terms.add(character);
      const next = characters[index + 1];
      if (next !== undefined) terms.add(character + next);
    }
  }
  return [...terms];
};

/** The terms that a query must all meet: bigrams where there are any, the character alone where it stands alone. */
export const queryTerms = (query: string): readonly string[] => {
  const terms = searchTerms(query);
  return terms.filter((term) => [...term].length > 1 || !terms.some((other) => other !== term && other.includes(term)));
};
