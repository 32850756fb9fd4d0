import { MARK, type Row } from '../engine/closures.ts';
import type { LiteralLeaf } from '../engine/literal.ts';
import { type Bits, blankBits, type Column } from './columns.ts';

/** 三值 what a condition comes to in each case of a block: it holds, or may hold as far as the facts tell. */
export interface TruthBits {
  readonly yes: Bits;
  /** The same piece as `yes` where nothing is unknown. */
  readonly maybe: Bits;
}

type Comparison = (row: Row) => number;

/** One comparison in all cases of a block. `closure` is that of the compiled form, with `slot` its fact's place. */
export function leafBits(
  column: Column,
  leaf: LiteralLeaf,
  { closure, slot }: { readonly closure: Comparison; readonly slot: number },
): TruthBits {
  const yes =
    column.kind === 'numbers'
      ? numberBits(column, leaf)
      : wordBits(column, (value) => closure(rowWith(slot, value)) === MARK.yes);
  if (column.isWhole) return { yes, maybe: yes };
  const maybe = new Int32Array(yes.length);
  for (let word = 0; word < yes.length; word += 1) {
    yes[word] = (yes[word] ?? 0) & (column.known[word] ?? 0);
    maybe[word] = (yes[word] ?? 0) | ~(column.known[word] ?? 0);
  }
  return { yes, maybe };
}

function rowWith(slot: number, value: Row[number]): Row {
  const row: Row[number][] = [];
  row[slot] = value;
  return row;
}

type Numbers = Extract<Column, { readonly kind: 'numbers' }>;
type Words = Extract<Column, { readonly kind: 'words' }>;

/** Unknown values are NaN: every comparison with them is false, and its contrary is cut to what is known. */
function numberBits({ values }: Numbers, { operator, value }: LiteralLeaf): Bits {
  const limit = typeof value === 'number' ? value : Number.NaN;
  const listed = typeof value === 'object' ? value.filter((one) => typeof one === 'number') : [limit];
  const into = blankBits(values.length);
  switch (operator) {
    case 'lessThan':
      return below(values, limit, into);
    case 'lessThanInclusive':
      return atMost(values, limit, into);
    case 'greaterThan':
      return above(values, limit, into);
    case 'greaterThanInclusive':
      return atLeast(values, limit, into);
    case 'equal':
    case 'in':
      return sameAsAny(values, listed, into);
    case 'notEqual':
    case 'notIn':
      return contrary(sameAsAny(values, listed, into));
    case 'contains':
    case 'doesNotContain':
      // A number holds nothing, and the closures say no to both.
      return into;
  }
}

// Four loops that differ in one sign: a comparison handed in as a function would be called for every case.
// From the highest bit down, and without a branch that nobody could foresee.

function below(values: Float64Array, limit: number, into: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1)
      bits = (bits << 1) | Number((values[at] as number) < limit);
    into[word] = bits;
  }
  return into;
}

function atMost(values: Float64Array, limit: number, into: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1)
      bits = (bits << 1) | Number((values[at] as number) <= limit);
    into[word] = bits;
  }
  return into;
}

function above(values: Float64Array, limit: number, into: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1)
      bits = (bits << 1) | Number((values[at] as number) > limit);
    into[word] = bits;
  }
  return into;
}

function atLeast(values: Float64Array, limit: number, into: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1)
      bits = (bits << 1) | Number((values[at] as number) >= limit);
    into[word] = bits;
  }
  return into;
}

function sameAsAny(values: Float64Array, listed: readonly number[], into: Bits): Bits {
  for (const one of listed) {
    for (let word = 0; word < into.length; word += 1) {
      let bits = 0;
      for (let at = word * 32 + 31; at >= word * 32; at -= 1)
        bits = (bits << 1) | Number(values[at] === one);
      into[word] = (into[word] ?? 0) | bits;
    }
  }
  return into;
}

function contrary(bits: Bits): Bits {
  for (let word = 0; word < bits.length; word += 1) bits[word] = ~(bits[word] ?? 0);
  return bits;
}

/** The comparison is made once for each different value, not for each case. */
function wordBits({ ids, words, bitsOf }: Words, holds: (value: Row[number]) => boolean): Bits {
  const into = blankBits(ids.length);
  if (bitsOf.length === words.length) {
    words.forEach((value, at) => {
      const own = bitsOf[at];
      if (own && holds(value)) for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (own[word] ?? 0);
    });
    return into;
  }
  const passes = Uint8Array.from([0, ...words.map((value) => Number(holds(value)))]);
  for (let word = 0; word < into.length; word += 1) {
    let bits = 0;
    for (let at = word * 32 + 31; at >= word * 32; at -= 1) bits = (bits << 1) | (passes[ids[at] ?? 0] ?? 0);
    into[word] = bits;
  }
  return into;
}
