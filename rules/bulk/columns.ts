import type { FactValue } from '../../domain/policy/types.ts';

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

export function setBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) | (1 << (index & 31));
}

export function clearBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] ?? 0) & ~(1 << (index & 31));
}
