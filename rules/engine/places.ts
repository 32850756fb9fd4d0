/** Where the facts wanted stand among the values of objects whose keys come in one order. */
export interface Places {
  readonly names: readonly string[];
  /** For each fact wanted its place; the one behind the last where there is no such fact. */
  readonly at: Int32Array;
}

export const placesOf = (wanted: readonly string[], names: readonly string[]): Places => ({
  names,
  at: Int32Array.from(wanted, (name) => (names.includes(name) ? names.indexOf(name) : names.length)),
});

/**
 * Whether the places hold for an object with these keys. Comparing keys and reading by place costs less than reading
 * many facts by name, which no processor or compiler can foresee.
 */
export function holdsFor({ names }: Places, keys: readonly string[]): boolean {
  if (keys.length !== names.length) return false;
  for (let index = 0; index < keys.length; index += 1) if (keys[index] !== names[index]) return false;
  return true;
}
