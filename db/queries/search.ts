/** What separates words: the same characters as in goufu_bigrams, whatever the database's locale. */
const BETWEEN_WORDS = /[^a-z0-9\u00c0-\u04ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/u;

/**
 * The tsquery text for words a reader types: every pair of neighbouring characters must occur (goufu_bigrams indexes
 * them), a word of one character by itself. Null when nothing can be searched for.
 */
export function searchQuery(words: string): string | null {
  const grams = words
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .flatMap((word) => gramsOf([...word]));
  // Only letters and digits are left, so that quoting needs no escape.
  return grams.length === 0 ? null : [...new Set(grams)].map((gram) => `'${gram}'`).join(' & ');
}

const gramsOf = (characters: readonly string[]): string[] =>
  characters.length === 1
    ? [...characters]
    : characters.slice(1).map((character, index) => `${characters[index]}${character}`);

/** A pattern for `ilike` that finds the words anywhere, taken literally. */
export const containing = (words: string): string => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
