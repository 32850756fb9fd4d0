import type { Outcome } from '../../domain/policy/types.ts';
import type { CompiledRule, Slice } from '../engine/compile.ts';
import { type Bits, bitSource, blankBits, type Columns, hasBit } from './columns.ts';
import type { TruthBits } from './leaf-bits.ts';
import { ruleBits } from './rule-bits.ts';

// In the loops below `as number` stands for reads within a typed array's length; `?? 0` would cost a test for each.

/** Outcomes from the hardest to the mildest that is not a pass; each case has at most one of these bits. */
const LEVELS = [
  'block',
  'needs-information',
  'require-approval',
  'warn',
] as const satisfies readonly Outcome[];
const UNDETERMINED = 1;
const LEVEL_OF = { block: 0, 'require-approval': 2, warn: 3, inform: null } as const;

/** One piece of bits for each level. */
type LevelBits = readonly [Bits, Bits, Bits, Bits];

/** All rules of a slice in all cases of a block. */
export interface Decided {
  readonly size: number;
  /** In the order of the slice's rules. */
  readonly rules: readonly TruthBits[];
  readonly outcomes: LevelBits;
}

/** The same with what is needed to take one rule away: where at least one rule asks for a level, and where several do. */
export interface DecidedBlock extends Decided {
  readonly once: LevelBits;
  readonly twice: LevelBits;
}

export const decideBlock = (columns: Columns, slice: Slice): DecidedBlock =>
  joinRules({ size: columns.size, rules: ruleBits(columns, slice.form) }, slice);

function joinRules({ size, rules }: Pick<Decided, 'size' | 'rules'>, slice: Slice): DecidedBlock {
  const take = bitSource(size);
  const [once, twice] = [levelBits(take), levelBits(take)];
  rules.forEach((bits, index) => {
    for (const [level, asks] of asksOf(bits, slice.rules[index], take))
      count(once[level], twice[level], asks);
  });
  return { size, rules, once, twice, outcomes: outcomesOf(once, take) };
}

const levelBits = (take: () => Bits): LevelBits => [take(), take(), take(), take()];

type Level = 0 | 1 | 2 | 3;

/** Where a rule asks for a level: its own where it fires, information where it cannot be decided. */
function asksOf(
  { yes, maybe }: TruthBits,
  compiled: CompiledRule | undefined,
  take: () => Bits,
): readonly (readonly [Level, Bits])[] {
  const level = compiled ? LEVEL_OF[compiled.rule.severity] : null;
  const fired = level === null ? [] : [[level, yes] as const];
  if (yes === maybe) return fired;
  const unknown = take();
  for (let word = 0; word < unknown.length; word += 1)
    unknown[word] = (maybe[word] as number) & ~(yes[word] as number);
  return [...fired, [UNDETERMINED, unknown]];
}

function count(once: Bits, twice: Bits, asks: Bits): void {
  for (let word = 0; word < once.length; word += 1) {
    const [before, now] = [once[word] as number, asks[word] as number];
    twice[word] = (twice[word] as number) | (before & now);
    once[word] = before | now;
  }
}

/** As a verdict joins its findings: the hardest level counts. */
function outcomesOf([blocked, unknown, asked, warned]: LevelBits, take: () => Bits): LevelBits {
  const [block, needs, approval, warn] = levelBits(take);
  for (let word = 0; word < block.length; word += 1) {
    const first = blocked[word] as number;
    const second = first | (unknown[word] as number);
    const third = second | (asked[word] as number);
    block[word] = first;
    needs[word] = second & ~first;
    approval[word] = third & ~second;
    warn[word] = (warned[word] as number) & ~third;
  }
  return [block, needs, approval, warn];
}

/** What two slices have in common: for each rule of the later one its place in the earlier one, -1 where it differs. */
export interface Change {
  readonly before: Slice;
  readonly after: Slice;
  readonly sameAs: readonly number[];
  /** Whether a fact means the same in both, so that they can share columns. */
  readonly sharesFacts: boolean;
  /** Rules that are new, gone, or not the same any more: their places before and after, -1 for none. */
  readonly differing: readonly {
    readonly before: number;
    readonly after: number;
    readonly sameSeverity: boolean;
  }[];
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
  readonly after: Decided;
  readonly touched: Bits;
}

/** Decides a block under changed rules; only these are evaluated. */
export function redecide(columns: Columns, before: DecidedBlock, change: Change): Redecided {
  const { size } = columns;
  const wanted = change.differing.flatMap(({ after }) => (after < 0 ? [] : [after]));
  const found = new Map(ruleBits(columns, change.after.form, wanted).map((bits, at) => [wanted[at], bits]));
  const rules = change.sameAs.map((same, index) => {
    const bits = same < 0 ? found.get(index) : before.rules[same];
    if (!bits) throw new RangeError(`Rule ${index} was not decided`);
    return bits;
  });
  const touched = blankBits(size);
  for (const pair of change.differing)
    touch(touched, { one: before.rules[pair.before], other: rules[pair.after], exact: pair.sameSeverity });
  const [single, ...more] = change.differing;
  if (!single) return { after: before, touched };
  if (more.length > 0) return { after: joinRules({ size, rules }, change.after), touched };
  return { after: { size, rules, outcomes: exchanged(before, { rules, change, ...single }) }, touched };
}

interface Exchange {
  readonly rules: readonly TruthBits[];
  readonly change: Change;
  readonly before: number;
  readonly after: number;
}

/** Takes one rule out of the outcomes and puts another in, without looking at the rest. */
function exchanged(block: DecidedBlock, { rules, change, before, after }: Exchange): LevelBits {
  const take = bitSource(block.size);
  const asked: [Bits, Bits, Bits, Bits] = [...block.once];
  const own = (level: Level): Bits => {
    const bits = asked[level] === block.once[level] ? block.once[level].slice() : asked[level];
    asked[level] = bits;
    return bits;
  };
  const old = block.rules[before];
  for (const [level, asks] of old ? asksOf(old, change.before.rules[before], take) : []) {
    const [bits, twice] = [own(level), block.twice[level]];
    for (let word = 0; word < bits.length; word += 1)
      bits[word] = ((bits[word] as number) & ~(asks[word] as number)) | (twice[word] as number);
  }
  const young = rules[after];
  for (const [level, asks] of young ? asksOf(young, change.after.rules[after], take) : []) {
    const bits = own(level);
    for (let word = 0; word < bits.length; word += 1)
      bits[word] = (bits[word] as number) | (asks[word] as number);
  }
  return outcomesOf(asked, take);
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

export function outcomeAt({ outcomes }: Decided, index: number): Outcome {
  const level = outcomes.findIndex((bits) => hasBit(bits, index));
  return LEVELS[level] ?? 'pass';
}

/** Ids of the rules that fire in a case, and of those that could not be decided, as one list each. */
export function findingsAt(
  { rules }: Decided,
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
