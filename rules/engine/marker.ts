import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { type CompiledForm, MARK } from './closures.ts';
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
  const { parts, across, clauseWords, words, rowWords, blank, leafAt, large } = planFor(form);
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

function writeKinds({ form, tables }: Marker, part: Part, slot: number): void {
  const unknown = () => MARK.unknown;
  for (const row of [ROW.unknownAsNo, ROW.unknownAsYes])
    writeRow(part, tables.rows, { row, markOf: unknown });
  part.examples.forEach((value, kind) => {
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
  const { parts, definitions, row, tables } = marker;
  const keys = Object.keys(facts);
  if (!holdsFor(marker.places, keys)) marker.places = placesOf(marker.form.slots, keys);
  const { at } = marker.places;
  const values = Object.values(facts);
  let isWhole = true;
  for (let slot = 0; slot < parts.length; slot += 1) {
    const part = parts[slot] as Part;
    const definition = definitions[slot];
    const value = values[at[slot] as number];
    if (value === undefined || definition === undefined || !isFactValue(definition, value)) {
      row[slot] = undefined;
      tables.chosen[slot] = ROW.unknownAsNo;
      isWhole = false;
    } else {
      row[slot] = value;
      const kind = part.kindOf(value);
      tables.chosen[slot] = kind < 0 ? oddRow(marker, part) : ROW.kinds + kind;
    }
  }
  return isWhole;
}

/** For a value without a kind its comparisons are made now. */
function oddRow({ form, tables, row }: Marker, part: Part): number {
  const markOf = (leaf: number) => form.leaves[leaf]?.(row) ?? MARK.unknown;
  writeRow(part, tables.rows, { row: ROW.odd, markOf });
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
