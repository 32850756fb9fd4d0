import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { isFactValue } from '../engine/lint.ts';
import type { FactDefinition } from '../engine/pack-schema.ts';
import { holdsFor, type Places, placesOf } from '../engine/places.ts';
import { type Bits, BLOCK, bitSource, type Column, type Columns, clearBit, setBit } from './columns.ts';

// In the loops below `as` stands for reads within an array's length; `?? 0` would cost a test for each.

/** Cases read at once: few enough for their values to stay in the processor's cache until all columns have them. */
const READ_AT_ONCE = 512;
const MAX_INDEXED = 32;
const FEW = 6;

/** Lays out the defined facts of at most `BLOCK` cases. */
export function layOut(cases: readonly Facts[], definitions: Iterable<FactDefinition>): Columns {
  const size = cases.length;
  if (size > BLOCK) throw new RangeError(`${size} cases are more than a block`);
  const wanted = [...definitions];
  const room = roomFor(wanted, size);
  const fillers = wanted.map((definition) =>
    definition.type === 'number' ? numbers(definition, room) : words(definition, room),
  );
  const places = placesIn(fillers.map(({ name }) => name));
  for (let begin = 0; begin < size; begin += READ_AT_ONCE) {
    const piece = cases.slice(begin, begin + READ_AT_ONCE);
    const values = piece.map((facts) => Object.values(facts));
    for (const { from, to, at } of runsOf(piece, places))
      fillers.forEach(({ take }, index) => {
        take(values, { begin, from, to, at: at[index] as number });
      });
  }
  return { size, of: new Map(fillers.map(({ name, column }) => [name, column()])) };
}

/** Cases of a piece, one after the other, whose facts stand in the same order. */
interface Run {
  readonly from: number;
  readonly to: number;
  /** For each column the place of its fact among the values of a case. */
  readonly at: Int32Array;
}

function runsOf(piece: readonly Facts[], placesFor: (names: readonly string[]) => Places): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  let places = placesFor(Object.keys(piece[0] ?? {}));
  for (let index = 1; index < piece.length; index += 1) {
    const keys = Object.keys(piece[index] as Facts);
    if (holdsFor(places, keys)) continue;
    runs.push({ from, to: index, at: places.at });
    [from, places] = [index, placesFor(keys)];
  }
  return [...runs, { from, to: piece.length, at: places.at }];
}

/** Places by the order of names, so that orders that take turns are looked at once. */
function placesIn(wanted: readonly string[]): (names: readonly string[]) => Places {
  const known = new Map<string, Places>();
  return (names) => {
    const key = JSON.stringify(names);
    const found = known.get(key) ?? placesOf(wanted, names);
    known.set(key, found);
    return found;
  };
}

interface Reading {
  /** Number of the piece's first case in the block, and which of its cases are read. */
  readonly begin: number;
  readonly from: number;
  readonly to: number;
  /** Place of the fact among the values of a case. */
  readonly at: number;
}

interface Filler {
  readonly name: string;
  readonly take: (values: readonly (readonly unknown[])[], reading: Reading) => void;
  readonly column: () => Column;
}

/** Memory for the columns of a block, taken at once: asking for each by itself would cost more than filling it. */
interface Room {
  readonly size: number;
  readonly takeBits: () => Bits;
  readonly takeNumbers: () => Float64Array;
  readonly takeIds: () => Uint16Array;
}

function roomFor(definitions: readonly FactDefinition[], size: number): Room {
  // Columns are a whole number of words long, so that no loop reads beyond their end.
  const length = Math.ceil(size / 32) * 32;
  const numeric = definitions.filter(({ type }) => type === 'number').length;
  const numbers = new Float64Array(length * numeric).fill(Number.NaN);
  const ids = new Uint16Array(length * (definitions.length - numeric));
  let [numbersTaken, idsTaken] = [0, 0];
  return {
    size,
    takeBits: bitSource(size),
    takeNumbers() {
      numbersTaken += length;
      return numbers.subarray(numbersTaken - length, numbersTaken);
    },
    takeIds() {
      idsTaken += length;
      return ids.subarray(idsTaken - length, idsTaken);
    },
  };
}

function numbers(definition: FactDefinition, { takeNumbers, takeBits }: Room): Filler {
  const values = takeNumbers();
  const known = takeBits().fill(-1);
  // One of its unit tells what all of them may be.
  const mayBeFraction = isFactValue(definition, 0.5);
  let isWhole = true;
  return {
    name: definition.name,
    take(given, { begin, from, to, at }) {
      for (let index = from; index < to; index += 1) {
        const value = (given[index] as readonly unknown[])[at];
        if (
          typeof value === 'number' &&
          (mayBeFraction ? Number.isFinite(value) : Number.isSafeInteger(value))
        ) {
          values[begin + index] = value;
        } else {
          clearBit(known, begin + index);
          isWhole = false;
        }
      }
    },
    column: () => ({ kind: 'numbers', values, known, isWhole }),
  };
}

/** Number of the value of a case that has none. */
const UNKNOWN = 0;

function words(definition: FactDefinition, room: Room): Filler {
  const ids = room.takeIds();
  const numberOf = new Map<unknown, number>();
  const list: FactValue[] = [];
  const idOf = (value: unknown): number => {
    const key = typeof value === 'object' ? JSON.stringify(value) : value;
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    const id = isFactValue(definition, value) ? list.push(value as FactValue) : UNKNOWN;
    numberOf.set(key, id);
    return id;
  };
  return {
    name: definition.name,
    take(given, { begin, from, to, at }) {
      for (let index = from; index < to; index += 1) {
        const value = (given[index] as readonly unknown[])[at];
        // Among a few values the right one is found sooner by looking at each.
        let place = Math.min(list.length, FEW) - 1;
        while (place >= 0 && list[place] !== value) place -= 1;
        ids[begin + index] = place >= 0 ? place + 1 : idOf(value);
      }
    },
    column: () => ({ kind: 'words', ids, words: list, ...indexed(ids, list.length, room) }),
  };
}

function indexed(
  ids: Uint16Array,
  different: number,
  { size, takeBits }: Room,
): Pick<Extract<Column, { readonly kind: 'words' }>, 'bitsOf' | 'known' | 'isWhole'> {
  const known = takeBits().fill(-1);
  const bitsOf: readonly Bits[] = different > MAX_INDEXED ? [] : Array.from({ length: different }, takeBits);
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
