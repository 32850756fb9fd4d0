import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { isFactValue } from '../engine/lint.ts';
import type { FactDefinition } from '../engine/pack-schema.ts';

/** One bit for each case of a block; case 0 is the lowest bit of word 0. Bits beyond the last case mean nothing. */
export type Bits = Int32Array;

/** One fact of all cases of a block. What is missing or of the wrong type is unknown, as for a single case. */
export type Column =
  /** Numbers; NaN where unknown. */
  | { readonly kind: 'numbers'; readonly values: Float64Array; readonly known: Bits; readonly isWhole: boolean }
  /** Everything else: each different value once, by number; number 0 stands for unknown. */
  | {
      readonly kind: 'words';
      readonly ids: Uint16Array;
      readonly words: readonly FactValue[];
      /** Bits of each value; empty where there are too many different ones. */
      readonly bitsOf: readonly Bits[];
      readonly known: Bits;
      readonly isWhole: boolean;
    };

/** 事实列 the facts of a block of cases, column by column. */
export interface Columns {
  readonly size: number;
  readonly of: ReadonlyMap<string, Column>;
}

/** Cases laid out and decided together: large enough to make the loops long, small enough for the processor's cache. */
export const BLOCK = 16_384;

const MAX_INDEXED = 32;

// Columns are a whole number of words long, so that no loop reads beyond their end.
const padded = (size: number): number => Math.ceil(size / 32) * 32;

/** Lays out the defined facts of at most `BLOCK` cases. */
export function layOut(cases: readonly Facts[], definitions: Iterable<FactDefinition>): Columns {
  if (cases.length > BLOCK) throw new RangeError(`${cases.length} cases are more than a block`);
  const of = new Map<string, Column>();
  for (const definition of definitions) {
    const column = definition.type === 'number' ? numbers(cases, definition) : words(cases, definition);
    of.set(definition.name, column);
  }
  return { size: cases.length, of };
}

export const blankBits = (size: number): Bits => new Int32Array(Math.ceil(size / 32));

export const hasBit = (bits: Bits, index: number): boolean =>
  (((bits[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;

function setBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31));
}

function numbers(cases: readonly Facts[], definition: FactDefinition): Column {
  const values = new Float64Array(padded(cases.length)).fill(Number.NaN);
  const known = blankBits(cases.length);
  let isWhole = true;
  for (let index = 0; index < cases.length; index += 1) {
    const value = cases[index]?.[definition.name];
    if (typeof value === 'number' && isFactValue(definition, value)) {
      values[index] = value;
      setBit(known, index);
    } else isWhole = false;
  }
  return { kind: 'numbers', values, known, isWhole };
}

function words(cases: readonly Facts[], definition: FactDefinition): Column {
  const ids = new Uint16Array(padded(cases.length));
  const known = blankBits(cases.length);
  const numberOf = new Map<unknown, number>();
  const list: FactValue[] = [];
  let isWhole = true;
  for (let index = 0; index < cases.length; index += 1) {
    const value = cases[index]?.[definition.name];
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    let id = numberOf.get(key);
    if (id === undefined) {
      const isKnown = value !== undefined && isFactValue(definition, value);
      id = isKnown ? list.push(value) : 0;
      numberOf.set(key, id);
    }
    ids[index] = id;
    if (id === 0) isWhole = false;
    else setBit(known, index);
  }
  const bitsOf = list.length > MAX_INDEXED ? [] : list.map(() => blankBits(cases.length));
  for (let index = 0; index < cases.length && bitsOf.length > 0; index += 1) {
    const bits = bitsOf[(ids[index] ?? 0) - 1];
    if (bits) setBit(bits, index);
  }
  return { kind: 'words', ids, words: list, bitsOf, known, isWhole };
}
