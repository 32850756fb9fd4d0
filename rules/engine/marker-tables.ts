import { type Clause, clausesOf } from './clauses.ts';
import { type CompiledForm, MARK } from './closures.ts';
import { type Kinds, kindsFor } from './kinds.ts';
import { type LiteralLeaf, literalLeaves } from './literal.ts';
import type { FactDefinition } from './pack-schema.ts';

/** Rows every fact has before those of its kinds; an unknown fact satisfies a clause perhaps, and so has two. */
export const ROW = { unknownAsNo: 0, unknownAsYes: 1, odd: 2, kinds: 3 } as const;

/** What the comparisons of one fact do to the words of a decision. */
export interface Part {
  readonly name: string;
  readonly kinds: Kinds;
  /** Its comparisons, each once; their marks stand one after the other from `leafAt` of the first. */
  readonly leaves: readonly number[];
  /** Words its rows change; the last ones hold marks, four to a word. */
  readonly wordAt: readonly number[];
  readonly markWords: number;
  /** For each comparison the clauses it satisfies. */
  readonly uses: readonly (readonly Use[])[];
  /** Place of its first row among all rows. */
  readonly from: number;
}

/** A clause a comparison satisfies: a bit of one of the part's words, and whether it does so by failing. */
interface Use {
  readonly word: number;
  readonly bit: number;
  readonly negated: boolean;
}

/** Where everything stands before any row is written. */
export interface Plan {
  readonly parts: readonly Part[];
  /** Words with one bit for each condition: first the first clause of all conditions, then their second clauses … */
  readonly across: number;
  readonly clauseWords: number;
  readonly words: number;
  readonly rowWords: number;
  /** Clauses a condition does not have count as satisfied. */
  readonly blank: Int32Array;
  /** Number of a comparison → place of its mark behind the clause words. */
  readonly leafAt: Uint16Array;
  /** Conditions of too many clauses. */
  readonly large: readonly number[];
}

const BITS = 32;
const MARKS_A_WORD = 4;

export function planFor(form: CompiledForm, definitions: ReadonlyMap<string, FactDefinition>): Plan {
  const clauses = form.conditions.map((condition, index) => clausesOf(condition, form.begins[index] ?? 0));
  const leaves = form.conditions.flatMap(literalLeaves);
  const across = Math.ceil(clauses.length / BITS);
  const clauseWords = across * Math.max(1, ...clauses.map((all) => all?.length ?? 0));
  const blank = new Int32Array(clauseWords).fill(-1);
  const uses = usesOf(clauses, { across, leaves: leaves.length });
  for (const { word, bit } of uses.flat()) blank[word] = (blank[word] ?? 0) & ~bit;
  const leafAt = new Uint16Array(leaves.length);
  const parts: Part[] = [];
  let [words, rowWords] = [clauseWords, 0];
  for (const name of form.slots) {
    const definition = definitions.get(name);
    const part = partFor({ name, definition, leaves, uses, leafAt, words, clauseWords, from: rowWords });
    parts.push(part);
    words += part.markWords;
    rowWords += (ROW.kinds + part.kinds.examples.length) * part.wordAt.length;
  }
  const large = clauses.flatMap((one, index) => (one === null ? [index] : []));
  return { parts, across, clauseWords, words, rowWords, blank, leafAt, large };
}

/** For each comparison the clauses it stands in. */
function usesOf(
  clauses: readonly (readonly Clause[] | null)[],
  size: { readonly across: number; readonly leaves: number },
): readonly (readonly Use[])[] {
  const uses: Use[][] = Array.from({ length: size.leaves }, () => []);
  clauses.forEach((all, condition) =>
    all?.forEach((clause, index) => {
      const word = index * size.across + Math.floor(condition / BITS);
      for (const { leaf, negated } of clause)
        uses[leaf]?.push({ word, bit: 1 << (condition % BITS), negated });
    }),
  );
  return uses;
}

interface PartAsked {
  readonly name: string;
  readonly definition: FactDefinition | undefined;
  readonly leaves: readonly LiteralLeaf[];
  readonly uses: readonly (readonly Use[])[];
  readonly leafAt: Uint16Array;
  readonly words: number;
  readonly clauseWords: number;
  readonly from: number;
}

function partFor({ name, definition, leaves, uses, leafAt, words, clauseWords, from }: PartAsked): Part {
  const own = leaves.flatMap(({ fact }, index) => (fact === name ? [index] : []));
  const keys = own.map((index) => JSON.stringify([leaves[index]?.operator, leaves[index]?.value]));
  const same = [...new Set(keys)].map((key) => own.filter((_, at) => keys[at] === key));
  same.forEach((group, place) => {
    for (const index of group) leafAt[index] = (words - clauseWords) * MARKS_A_WORD + place;
  });
  const allUses = same.map((group) => group.flatMap((index) => uses[index] ?? []));
  const touched = [...new Set(allUses.flat().map(({ word }) => word))].sort((a, b) => a - b);
  const markWords = Math.ceil(same.length / MARKS_A_WORD);
  return {
    name,
    kinds: kindsFor(
      leaves.filter(({ fact }) => fact === name),
      definition,
    ),
    leaves: same.flatMap(([first]) => first ?? []),
    wordAt: [...touched, ...Array.from({ length: markWords }, (_, index) => words + index)],
    markWords,
    uses: allUses.map((all) => all.map((use) => ({ ...use, word: touched.indexOf(use.word) }))),
    from,
  };
}

/** Writes one row of a fact from the marks of its comparisons. */
export function writeRow(
  { from, wordAt, markWords, uses, leaves }: Part,
  rows: Int32Array,
  { row, markOf }: { readonly row: number; readonly markOf: (leaf: number) => number },
): void {
  const begin = from + row * wordAt.length;
  const words = rows.subarray(begin, begin + wordAt.length).fill(0);
  const marks = new Uint8Array(words.buffer, words.byteOffset + (wordAt.length - markWords) * MARKS_A_WORD);
  leaves.forEach((leaf, place) => {
    const mark = markOf(leaf);
    marks[place] = mark;
    for (const { word, bit, negated } of uses[place] ?? [])
      if (satisfies(mark, { row, negated })) words[word] = (words[word] ?? 0) | bit;
  });
}

function satisfies(
  mark: number,
  { row, negated }: { readonly row: number; readonly negated: boolean },
): boolean {
  return mark === MARK.unknown ? row === ROW.unknownAsYes : (mark === MARK.yes) !== negated;
}
