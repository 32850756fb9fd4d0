/** Reads the named words of an address and nothing else; whatever is not a word is left out. */
export function wordsOf<K extends string>(...names: readonly K[]) {
  return (search: Record<string, unknown>): { [Name in K]?: string } => {
    const given = names.flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    });
    // Object.fromEntries forgets the names it was given.
    return Object.fromEntries(given) as { [Name in K]?: string };
  };
}
