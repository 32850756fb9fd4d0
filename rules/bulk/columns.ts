import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { isFactValue } from '../engine/lint.ts';
import type { FactDefinition } from '../engine/pack-schema.ts';

/** One bit for each case of a block; case 0 is the lowest bit of word 0. Bits beyond the last case mean nothing. */
export type Bits = Int32Array;

/** One fact of all cases of a block. What is missing or of the wrong type is unknown, as for a single case. */
export type Column =
  /** Numbers; NaN where unknown. */
  | {
      readonly kind: 'numbers';
      readonly values: Float64Array;
      readonly known: Bits;
      readonly isWhole: boolean;
    }
  /** Everything else: each different value once, by number. */
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

/** Hands out blank bits from large pieces of memory: one piece for each would cost more than what is done with it. */
export function bitSource(size: number): () => Bits {
  const length = Math.ceil(size / 32);
  let piece = new ArrayBuffer(0);
  let at = 0;
  return () => {
    if (at + length * 4 > piece.byteLength) {
      piece = new ArrayBuffer(length * 4 * BITS_A_PIECE);
      at = 0;
    }
    const bits = new Int32Array(piece, at, length);
    at += length * 4;
    return bits;
  };
}

const BITS_A_PIECE = 64;

export const hasBit = (bits: Bits, index: number): boolean =>
  (((bits[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;

function setBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31));
}

function clearBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) & ~(1 << (index & 31));
}

function numbers(cases: readonly Facts[], definition: FactDefinition): Column {
  const { name } = definition;
  const values = new Float64Array(padded(cases.length)).fill(Number.NaN);
  const known = blankBits(cases.length).fill(-1);
  let isWhole = true;
  for (let index = 0; index < cases.length; index += 1) {
    const value = (cases[index] as Facts)[name];
    // A whole number is a number in every unit.
    if (Number.isSafeInteger(value) || (typeof value === 'number' && isFactValue(definition, value))) {
      values[index] = value as number;
    } else {
      clearBit(known, index);
      isWhole = false;
    }
  }
  return { kind: 'numbers', values, known, isWhole };
}

function words(cases: readonly Facts[], definition: FactDefinition): Column {
  const { name } = definition;
  const ids = new Uint16Array(padded(cases.length));
  const numberOf = new Map<unknown, number>();
  const list: FactValue[] = [];
  for (let index = 0; index < cases.length; index += 1) {
    const value = (cases[index] as Facts)[name];
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    let id = numberOf.get(key);
    if (id === undefined) {
      id = value !== undefined && isFactValue(definition, value) ? list.push(value) : UNKNOWN;
      numberOf.set(key, id);
    }
    ids[index] = id;
  }
  return { kind: 'words', ids, words: list, ...indexed(ids, { size: cases.length, different: list.length }) };
}

/** Number of the value of a case that has none. */
const UNKNOWN = 0;

function indexed(
  ids: Uint16Array,
  { size, different }: { readonly size: number; readonly different: number },
): Pick<Extract<Column, { readonly kind: 'words' }>, 'bitsOf' | 'known' | 'isWhole'> {
  const known = blankBits(size).fill(-1);
  const bitsOf = different > MAX_INDEXED ? [] : Array.from({ length: different }, () => blankBits(size));
  let isWhole = true;
  for (let index = 0; index < size; index += 1) {
    const id = ids[index] as number;
    const bits = bitsOf[id - 1];
    if (bits) setBit(bits, index);
    if (id !== UNKNOWN) continue;
    clearBit(known, index);
    isWhole = false;
  }
  return { bitsOf, known, isWhole };
}
