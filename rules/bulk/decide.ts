import type { Outcome } from '../../domain/policy/types.ts';
import type { Slice } from '../engine/compile.ts';
import { type Bits, blankBits, type Columns, hasBit } from './columns.ts';
import type { TruthBits } from './leaf-bits.ts';
import { ruleBits } from './rule-bits.ts';

/** Outcomes from the hardest to the mildest that is not a pass; each case has at most one of these bits. */
const LEVELS = ['block', 'needs-information', 'require-approval', 'warn'] as const satisfies readonly Outcome[];

type OutcomeBits = readonly [Bits, Bits, Bits, Bits];

/** All rules of a slice in all cases of a block. */
export interface DecidedBlock {
  readonly size: number;
  /** In the order of the slice's rules. */
  readonly rules: readonly TruthBits[];
  readonly outcomes: OutcomeBits;
}

export function decideBlock(columns: Columns, slice: Slice): DecidedBlock {
  const rules = ruleBits(columns, slice.marker);
  const blank = () => blankBits(columns.size);
  const outcomes: OutcomeBits = [blank(), blank(), blank(), blank()];
  const join = joiner(slice, rules, outcomes);
  for (let word = 0; word < outcomes[0].length; word += 1) join(word);
  return { size: columns.size, rules, outcomes };
}

/** What two slices have in common: for each rule of the later one its place in the earlier one, -1 where it differs. */
export interface Change {
  readonly before: Slice;
  readonly after: Slice;
  readonly sameAs: readonly number[];
  /** Whether a fact means the same in both, so that they can share columns. */
  readonly sharesFacts: boolean;
  /** Rules that are new, gone, or not the same any more: their places before and after, -1 for none. */
  readonly differing: readonly { readonly before: number; readonly after: number; readonly sameSeverity: boolean }[];
}

export function changeBetween(before: Slice, after: Slice): Change {
  const sharesFacts = haveSameFacts(before, after);
  const meaning = ({ rules }: Slice, index: number) => {
    const one = rules[index];
    return one && JSON.stringify([one.rule.severity, one.literal]);
  };
  const placeIn = ({ rules }: Slice, id: string) => rules.findIndex(({ rule }) => rule.id === id);
  const pairs = after.rules.map(({ rule }, index) => ({ before: placeIn(before, rule.id), after: index }));
  const isSame = (pair: { readonly before: number; readonly after: number }) =>
    sharesFacts && pair.before >= 0 && meaning(before, pair.before) === meaning(after, pair.after);
  const gone = before.rules.flatMap(({ rule }, index) =>
    placeIn(after, rule.id) < 0 ? [{ before: index, after: -1 }] : [],
  );
  return {
    before,
    after,
    sharesFacts,
    sameAs: pairs.map((pair) => (isSame(pair) ? pair.before : -1)),
    differing: [...pairs.filter((pair) => !isSame(pair)), ...gone].map((pair) => ({
      ...pair,
      sameSeverity: before.rules[pair.before]?.rule.severity === after.rules[pair.after]?.rule.severity,
    })),
  };
}

function haveSameFacts(before: Slice, after: Slice): boolean {
  const isSame = (name: string) => {
    const [one, other] = [before.definitions.get(name), after.definitions.get(name)];
    return !one || !other || JSON.stringify(one) === JSON.stringify(other);
  };
  const namesOf = ({ nonWaivable }: Slice) => [...nonWaivable].sort().join(' ');
  return [...before.form.slots, ...after.form.slots].every(isSame) && namesOf(before) === namesOf(after);
}

/** A block decided again, with the cases some rule treats differently. */
export interface Redecided {
  readonly after: DecidedBlock;
  readonly touched: Bits;
}

/** Decides a block under changed rules; only these are evaluated, and only the cases they touch get a new outcome. */
export function redecide(columns: Columns, before: DecidedBlock, change: Change): Redecided {
  const wanted = change.differing.flatMap(({ after }) => (after < 0 ? [] : [after]));
  const found = new Map(ruleBits(columns, change.after.marker, wanted).map((bits, at) => [wanted[at], bits]));
  const rules = change.sameAs.map((same, index) => {
    const bits = same < 0 ? found.get(index) : before.rules[same];
    if (!bits) throw new RangeError(`Rule ${index} was not decided`);
    return bits;
  });
  const touched = blankBits(columns.size);
  for (const pair of change.differing)
    touch(touched, { one: before.rules[pair.before], other: rules[pair.after], exact: pair.sameSeverity });
  const [a, b, c, d] = before.outcomes;
  const outcomes: OutcomeBits = [a.slice(), b.slice(), c.slice(), d.slice()];
  const join = joiner(change.after, rules, outcomes);
  for (let word = 0; word < touched.length; word += 1) if (touched[word] !== 0) join(word);
  return { after: { size: columns.size, rules, outcomes }, touched };
}

interface Compared {
  readonly one: TruthBits | undefined;
  readonly other: TruthBits | undefined;
  /** Whether cases in which both say the same are none the wiser. */
  readonly exact: boolean;
}

function touch(into: Bits, { one, other, exact }: Compared): void {
  for (let word = 0; word < into.length; word += 1) {
    const [yes, maybe] = [one?.yes[word] ?? 0, one?.maybe[word] ?? 0];
    const [newYes, newMaybe] = [other?.yes[word] ?? 0, other?.maybe[word] ?? 0];
    const bits = exact ? (yes ^ newYes) | (maybe ^ newMaybe) : maybe | newMaybe;
    into[word] = (into[word] ?? 0) | bits;
  }
}

const LEVEL_OF = { block: 0, 'require-approval': 2, warn: 3, inform: -1 } as const;

/** Joins the rules of one word into outcomes, as a verdict joins its findings. */
function joiner(slice: Slice, rules: readonly TruthBits[], into: OutcomeBits): (word: number) => void {
  const levels = slice.rules.map(({ rule }) => LEVEL_OF[rule.severity]);
  const [block, needs, approval, warn] = into;
  return (word) => {
    let [blocked, unknown, asked, warned] = [0, 0, 0, 0];
    for (let index = 0; index < rules.length; index += 1) {
      const { yes: yesBits, maybe: maybeBits } = rules[index] as TruthBits;
      const yes = yesBits[word] as number;
      if (yesBits !== maybeBits) unknown |= (maybeBits[word] as number) & ~yes;
      const level = levels[index];
      if (level === 0) blocked |= yes;
      else if (level === 2) asked |= yes;
      else if (level === 3) warned |= yes;
    }
    block[word] = blocked;
    needs[word] = unknown & ~blocked;
    approval[word] = asked & ~unknown & ~blocked;
    warn[word] = warned & ~asked & ~unknown & ~blocked;
  };
}

export function outcomeAt({ outcomes }: DecidedBlock, index: number): Outcome {
  const level = outcomes.findIndex((bits) => hasBit(bits, index));
  return LEVELS[level] ?? 'pass';
}

/** Ids of the rules that fire in a case, and of those that could not be decided, as one list each. */
export function findingsAt(
  { rules }: DecidedBlock,
  slice: Slice,
  index: number,
): { readonly fired: readonly string[]; readonly undetermined: readonly string[] } {
  const idsOf = (wanted: (bits: TruthBits) => boolean) =>
    slice.rules.flatMap(({ rule }, at) => {
      const bits = rules[at];
      return bits && wanted(bits) ? [rule.id] : [];
    });
  return {
    fired: idsOf(({ yes }) => hasBit(yes, index)),
    undetermined: idsOf(({ yes, maybe }) => !hasBit(yes, index) && hasBit(maybe, index)),
  };
}
