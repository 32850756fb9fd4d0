/**
 * 抽样 which decisions the engine decides again: one in a hundred, and at least 200. Chosen by seed and name, so that
 * the order in which decisions come makes no difference.
 */
export class Sample<T> {
  private readonly seed: number;
  /** The least numbers seen so far and not in the hundredth; more than needed, cut now and then. */
  private reserve: { readonly number: number; readonly one: T }[] = [];
  private taken = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Whether a decision is in the sample for certain; otherwise it is kept as long as it might be needed. */
  takes(name: string, one: () => T): boolean {
    const number = scattered(name, this.seed);
    if (number < SHARE) {
      this.taken += 1;
      return true;
    }
    const worst = this.reserve.length >= LEAST ? (this.reserve[LEAST - 1]?.number ?? 1) : 1;
    if (number < worst) this.reserve.push({ number, one: one() });
    if (this.reserve.length >= 2 * LEAST) this.cut();
    return false;
  }

  /** What is missing to the least number, the lowest numbers first. */
  rest(): readonly T[] {
    this.cut();
    return this.reserve.slice(0, Math.max(0, LEAST - this.taken)).map(({ one }) => one);
  }

  private cut(): void {
    this.reserve = this.reserve.sort((a, b) => a.number - b.number).slice(0, LEAST);
  }
}

const SHARE = 0.01;
const LEAST = 200;

/** A number from 0 to below 1 that looks random and depends on nothing but name and seed (FNV-1a, then mixed). */
function scattered(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
