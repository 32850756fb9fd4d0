import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { type CompiledForm, MARK } from './closures.ts';
import { SORT } from './kinds.ts';
import { isFactValue } from './lint.ts';
import { type Part, planFor, ROW, writeRow } from './marker-tables.ts';
import type { FactDefinition } from './pack-schema.ts';
import { holdsFor, type Places, placesOf } from './places.ts';

// In the loops below `as number` stands for reads within a typed array's length; `?? 0` would cost a test for each.

/**
 * The compiled form as tables. What a comparison says depends only on the kind of its fact's value, so each fact has one
 * row of words for each kind: the marks of its comparisons and, as bits, the clauses they satisfy. A decision looks up
 * one row for each fact, joins them, and makes no garbage. The rows are written by the closures themselves; what has no
 * kinds (lists), and conditions of too many clauses, are left to them at each decision.
 */
export interface Marker {
  readonly form: CompiledForm;
  readonly parts: readonly Part[];
  readonly definitions: readonly (FactDefinition | undefined)[];
  /** Marks of all conditions, good until the next case is marked. */
  readonly roots: Uint8Array;
  /** Marks of comparisons, those that say the same only once; a comparison's mark stands at `leafAt`. */
  readonly leaves: Uint8Array;
  readonly leafAt: Uint16Array;
  /** Where its facts stood in the latest case; most cases have theirs in the same order. */
  places: Places;
  /** The facts of the case by slot. */
  readonly row: (FactValue | undefined)[];
  /** Conditions decided by their closure. */
  readonly large: readonly number[];
  readonly tables: Tables;
  readonly reading: Reading;
}

/** How the value of each fact is read: its sort, and what its kind is found by. */
interface Reading {
  readonly sorts: Uint8Array;
  /** Limits of all numbers one after the other, and where those of each fact begin. */
  readonly limits: Float64Array;
  readonly limitsFrom: Int32Array;
  readonly words: readonly ReadonlyMap<string, number>[];
  /** Kind of a word that is not there; -1 where the fact's words are listed. */
  readonly otherWord: Int32Array;
}

interface Tables {
  readonly rows: Int32Array;
  /** Row chosen for each fact. */
  readonly chosen: Int32Array;
  /** Place of each fact's first row, and where its words begin in `wordAt`, with the end behind the last. */
  readonly from: Int32Array;
  readonly begins: Int32Array;
  readonly wordAt: Int32Array;
  readonly blank: Int32Array;
  /** Joined rows; the second time with what is unknown taken as satisfied. */
  readonly sure: Int32Array;
  readonly perhaps: Int32Array;
  readonly across: number;
  /** `roots`, four marks to a word. */
  readonly rootWords: Int32Array;
}

export function createMarker(form: CompiledForm, definitions: ReadonlyMap<string, FactDefinition>): Marker {
  const { parts, across, clauseWords, words, rowWords, blank, leafAt, large } = planFor(form, definitions);
  const sure = new Int32Array(words);
  const rootWords = new Int32Array(across * 8);
  const begins = [0];
  for (const { wordAt } of parts) begins.push((begins.at(-1) ?? 0) + wordAt.length);
  const marker: Marker = {
    form,
    parts,
    definitions: parts.map(({ name }) => definitions.get(name)),
    places: placesOf(form.slots, []),
    roots: new Uint8Array(rootWords.buffer, 0, form.conditions.length),
    leaves: new Uint8Array(sure.buffer, clauseWords * 4),
    leafAt,
    row: parts.map(() => undefined),
    large,
    reading: readingOf(parts),
    tables: {
      rows: new Int32Array(rowWords),
      chosen: new Int32Array(parts.length),
      from: Int32Array.from(parts, ({ from }) => from),
      begins: Int32Array.from(begins),
      wordAt: Int32Array.from(parts.flatMap(({ wordAt }) => wordAt)),
      blank,
      sure,
      perhaps: new Int32Array(words),
      across,
      rootWords,
    },
  };
  for (const [slot, part] of parts.entries()) writeKinds(marker, part, slot);
  return marker;
}

function readingOf(parts: readonly Part[]): Reading {
  const kinds = parts.map((part) => part.kinds);
  const limitsFrom = [0];
  for (const { limits } of kinds) limitsFrom.push((limitsFrom.at(-1) ?? 0) + limits.length);
  return {
    sorts: Uint8Array.from(kinds, ({ sort }) => sort),
    limits: Float64Array.from(kinds.flatMap(({ limits }) => limits)),
    limitsFrom: Int32Array.from(limitsFrom),
    words: kinds.map(({ words }) => words),
    otherWord: Int32Array.from(kinds, ({ isListed, examples }) => (isListed ? -1 : examples.length - 1)),
  };
}

function writeKinds({ form, tables }: Marker, part: Part, slot: number): void {
  const unknown = () => MARK.unknown;
  for (const row of [ROW.unknownAsNo, ROW.unknownAsYes])
    writeRow(part, tables.rows, { row, markOf: unknown });
  part.kinds.examples.forEach((value, kind) => {
    const facts: FactValue[] = [];
    facts[slot] = value;
    const markOf = (leaf: number) => form.leaves[leaf]?.(facts) ?? MARK.unknown;
    writeRow(part, tables.rows, { row: ROW.kinds + kind, markOf });
  });
}

/** Marks all conditions and comparisons for a case; a missing fact or one of the wrong type is unknown. */
export function markCase(marker: Marker, facts: Facts): void {
  const { tables, large, form, row, roots } = marker;
  const isWhole = choose(marker, facts);
  join(tables, tables.sure, ROW.unknownAsNo);
  if (!isWhole) join(tables, tables.perhaps, ROW.unknownAsYes);
  spread(tables, isWhole ? tables.sure : tables.perhaps);
  for (const index of large) roots[index] = form.roots[index]?.(row) ?? MARK.unknown;
}

/** Mark of a comparison, by its number in the order they are written. */
export function leafMark({ leaves, leafAt }: Marker, index: number): number {
  const at = leafAt[index];
  return at === undefined ? MARK.unknown : (leaves[at] ?? MARK.unknown);
}

/** Tells whether all facts are known. */
function choose(marker: Marker, facts: Facts): boolean {
  const { row, reading, tables } = marker;
  const { chosen } = tables;
  const keys = Object.keys(facts);
  if (!holdsFor(marker.places, keys)) marker.places = placesOf(marker.form.slots, keys);
  const { at } = marker.places;
  const values = Object.values(facts);
  let isWhole = true;
  for (let slot = 0; slot < chosen.length; slot += 1) {
    const value = values[at[slot] as number];
    const kind =
      reading.sorts[slot] === SORT.odd ? oddKind(marker, slot, value) : kindOf(reading, slot, value);
    if (kind < 0) {
      row[slot] = undefined;
      chosen[slot] = ROW.unknownAsNo;
      isWhole = false;
    } else {
      row[slot] = value;
      chosen[slot] = kind;
    }
  }
  return isWhole;
}

/** The row of a value's kind; -1 for what is missing or no value of the fact. */
function kindOf(reading: Reading, slot: number, value: unknown): number {
  switch (reading.sorts[slot]) {
    case SORT.flag:
      return value === true ? ROW.kinds + 1 : value === false ? ROW.kinds : -1;
    case SORT.whole:
      return Number.isSafeInteger(value) ? numberKind(reading, slot, value as number) : -1;
    case SORT.fraction:
      return Number.isFinite(value) ? numberKind(reading, slot, value as number) : -1;
    default: {
      if (typeof value !== 'string') return -1;
      const kind = reading.words[slot]?.get(value) ?? reading.otherWord[slot] ?? -1;
      return kind < 0 ? -1 : ROW.kinds + kind;
    }
  }
}

/** Counting all limits is faster than stopping at the right one, which no processor can foresee. */
function numberKind({ limits, limitsFrom }: Reading, slot: number, value: number): number {
  let kind: number = ROW.kinds;
  const end = limitsFrom[slot + 1] as number;
  for (let index = limitsFrom[slot] as number; index < end; index += 1) {
    const limit = limits[index] as number;
    kind += Number(value > limit) + Number(value >= limit);
  }
  return kind;
}

/** For a value without a kind its comparisons are made now, in a row of its own. */
function oddKind(
  { form, definitions, parts, tables, row }: Marker,
  slot: number,
  value: FactValue | undefined,
): number {
  const definition = definitions[slot];
  if (value === undefined || definition === undefined || !isFactValue(definition, value)) return -1;
  row[slot] = value;
  const markOf = (leaf: number) => form.leaves[leaf]?.(row) ?? MARK.unknown;
  writeRow(parts[slot] as Part, tables.rows, { row: ROW.odd, markOf });
  return ROW.odd;
}

function join(
  { rows, chosen, from, begins, wordAt, blank }: Tables,
  into: Int32Array,
  unknown: number,
): void {
  into.fill(0, blank.length);
  into.set(blank);
  let begin = 0;
  for (let slot = 0; slot < chosen.length; slot += 1) {
    const end = begins[slot + 1] as number;
    const row = chosen[slot] === ROW.unknownAsNo ? unknown : (chosen[slot] as number);
    let at = (from[slot] as number) + row * (end - begin);
    for (let index = begin; index < end; index += 1) {
      into[wordAt[index] as number]! |= rows[at] as number;
      at += 1;
    }
    begin = end;
  }
}

/** Four bits as four bytes. */
const SPREAD = Int32Array.from({ length: 16 }, (_, bits) => {
  const bytes = Uint8Array.from([0, 1, 2, 3], (at) => (bits >> at) & 1);
  return new Int32Array(bytes.buffer)[0] ?? 0;
});

/** A condition holds for sure, perhaps, or not at all: its mark is the sum of the first two. */
function spread({ sure, blank, across, rootWords }: Tables, perhaps: Int32Array): void {
  for (let word = 0; word < across; word += 1) {
    let [yes, maybe] = [-1, -1];
    for (let plane = word; plane < blank.length; plane += across) {
      yes &= sure[plane] as number;
      maybe &= perhaps[plane] as number;
    }
    for (let part = 0; part < 8; part += 1) {
      const [one, other] = [(yes >>> (4 * part)) & 15, (maybe >>> (4 * part)) & 15];
      rootWords[word * 8 + part] = (SPREAD[one] as number) + (SPREAD[other] as number);
    }
  }
}
