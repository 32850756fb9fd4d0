import { MARK, type Row } from '../engine/closures.ts';
import type { Bits, Column } from './columns.ts';
import type { Comparison } from './comparisons.ts';

// In the loops below `as number` stands for reads within a typed array's length; `?? 0` would cost a test for each.

/** 三值 what a condition comes to in each case of a block: it holds, or may hold as far as the facts tell. */
export interface TruthBits {
  readonly yes: Bits;
  /** The same piece as `yes` where nothing is unknown. */
  readonly maybe: Bits;
}

/** One comparison in all cases of a block. */
export function leafBits(column: Column, comparison: Comparison, take: () => Bits): TruthBits {
  const yes = take();
  if (column.kind === 'numbers') addNumbers(column.values, comparison, yes);
  else addWords(column, comparison, yes);
  if (column.isWhole) return { yes, maybe: yes };
  const maybe = take();
  for (let word = 0; word < yes.length; word += 1) {
    const known = column.known[word] as number;
    yes[word] = (yes[word] as number) & known;
    maybe[word] = (yes[word] as number) | ~known;
  }
  return { yes, maybe };
}

export function contrary({ yes, maybe }: TruthBits, take: () => Bits): TruthBits {
  const no = flipped(maybe, take());
  return { yes: no, maybe: yes === maybe ? no : flipped(yes, take()) };
}

function flipped(bits: Bits, into: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) into[word] = ~(bits[word] as number);
  return into;
}

/** Unknown values are NaN, with which every comparison is false. */
function addNumbers(values: Float64Array, { operator, value }: Comparison, into: Bits): void {
  const limit = typeof value === 'number' ? value : Number.NaN;
  if (operator === 'lessThan') return below(values, limit, into);
  if (operator === 'lessThanInclusive') return atMost(values, limit, into);
  const listed = typeof value === 'object' ? value : [limit];
  for (const one of operator === 'contains' ? [] : listed)
    if (typeof one === 'number') addSame(values, one, into);
}

// Three loops that differ in one sign, eight cases at a time and without a branch: a comparison handed in as a function
// would be called for every case, and which way a branch goes nobody could foresee.

function below(values: Float64Array, limit: number, into: Bits): void {
  let at = 0;
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let shift = 0; shift < 32; shift += 8) {
      bits |=
        (Number((values[at] as number) < limit) |
          (Number((values[at + 1] as number) < limit) << 1) |
          (Number((values[at + 2] as number) < limit) << 2) |
          (Number((values[at + 3] as number) < limit) << 3) |
          (Number((values[at + 4] as number) < limit) << 4) |
          (Number((values[at + 5] as number) < limit) << 5) |
          (Number((values[at + 6] as number) < limit) << 6) |
          (Number((values[at + 7] as number) < limit) << 7)) <<
        shift;
      at += 8;
    }
    into[word] = bits;
  }
}

function atMost(values: Float64Array, limit: number, into: Bits): void {
  let at = 0;
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let shift = 0; shift < 32; shift += 8) {
      bits |=
        (Number((values[at] as number) <= limit) |
          (Number((values[at + 1] as number) <= limit) << 1) |
          (Number((values[at + 2] as number) <= limit) << 2) |
          (Number((values[at + 3] as number) <= limit) << 3) |
          (Number((values[at + 4] as number) <= limit) << 4) |
          (Number((values[at + 5] as number) <= limit) << 5) |
          (Number((values[at + 6] as number) <= limit) << 6) |
          (Number((values[at + 7] as number) <= limit) << 7)) <<
        shift;
      at += 8;
    }
    into[word] = bits;
  }
}

function addSame(values: Float64Array, other: number, into: Bits): void {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1) bits = (bits << 1) | Number(values[at] === other);
    into[word] = (into[word] as number) | bits;
  }
}

type Words = Extract<Column, { readonly kind: 'words' }>;

/** The comparison is made once for each different value, not for each case. */
function addWords({ ids, words, bitsOf }: Words, comparison: Comparison, into: Bits): void {
  const { closure, slot, negated } = comparison;
  const row: Row[number][] = [];
  const passes = words.map((value) => {
    row[slot] = value;
    return (closure(row) === MARK.yes) !== negated;
  });
  if (bitsOf.length < words.length) addPassing(ids, Uint8Array.from([0, ...passes.map(Number)]), into);
  bitsOf.forEach((own, at) => {
    if (passes[at]) addAll(own, into);
  });
}

function addAll(bits: Bits, into: Bits): void {
  for (let word = 0; word < into.length; word += 1)
    into[word] = (into[word] as number) | (bits[word] as number);
}

function addPassing(ids: Uint16Array, passes: Uint8Array, into: Bits): void {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1)
      bits = (bits << 1) | (passes[ids[at] as number] as number);
    into[word] = bits;
  }
}
