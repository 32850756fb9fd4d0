/**
 * 抽签 draws lots from a seed: the same seed and the same ids give the same order, whatever order they are given in, so
 * that anyone can draw again and compare. The seed comes from outside, after the ids are fixed.
 */
export const drawLots = (seed: string, ids: readonly string[]): readonly string[] =>
  [...ids].sort((a, b) => lotOf(seed, a) - lotOf(seed, b) || (a < b ? -1 : 1));

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The lot of one id: FNV-1a over seed and id, with murmur's finish so that ids that differ at the end lie far apart. */
export function lotOf(seed: string, id: string): number {
  let hash = FNV_OFFSET;
  for (const letter of `${seed}\n${id}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
