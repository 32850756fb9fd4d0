import type { RulesFound } from '../../domain/policy/backtest.ts';
import type { Outcome } from '../../domain/policy/types.ts';
import type { CompiledRule, Slice } from '../engine/compile.ts';
import type { Change } from './change.ts';
import { type Bits, bitSource, blankBits, type Columns, hasBit } from './columns.ts';
import { liftedBits, targetOf, toldBits, unlifted } from './exemptions.ts';
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
  slice.rules.forEach((compiled, index) => {
    for (const [level, asks] of asksOf(unlifted(slice, index, { rules, take }), compiled, take))
      count(once[level], twice[level], asks);
  });
  return { size, rules, once, twice, outcomes: outcomesOf(once, take) };
}

const levelBits = (take: () => Bits): LevelBits => [take(), take(), take(), take()];

type Level = 0 | 1 | 2 | 3;

/** Where a rule asks for a level: its own where it fires, what it says of a missing fact where it cannot be decided. */
function asksOf(
  bits: TruthBits | null,
  compiled: CompiledRule | undefined,
  take: () => Bits,
): readonly (readonly [Level, Bits])[] {
  if (!bits) return [];
  const { yes, maybe } = bits;
  const level = compiled ? LEVEL_OF[compiled.rule.severity] : null;
  const fired = level === null ? [] : [[level, yes] as const];
  if (yes === maybe) return fired;
  const unknown = take();
  for (let word = 0; word < unknown.length; word += 1)
    unknown[word] = (maybe[word] as number) & ~(yes[word] as number);
  return [...fired, [compiled?.rule.onMissing === 'block' ? LEVEL_OF.block : UNDETERMINED, unknown]];
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

/** A block decided again, with the cases some rule treats differently. */
export interface Redecided {
  readonly after: Decided;
  readonly touched: Bits;
}

/** Decides a block under changed rules; only these are evaluated. */
export function redecide(columns: Columns, before: DecidedBlock, change: Change): Redecided {
  const { size } = columns;
  const { after, differing } = change;
  const wanted = differing.flatMap((pair) => (pair.after < 0 ? [] : [pair.after]));
  const found = new Map(ruleBits(columns, after.form, wanted).map((bits, at) => [wanted[at], bits]));
  const rules = change.sameAs.map((same, index) => {
    const bits = same < 0 ? found.get(index) : before.rules[same];
    if (!bits) throw new RangeError(`Rule ${index} was not decided`);
    return bits;
  });
  const touched = blankBits(size);
  for (const { before: from, after: to, sameForce } of differing) {
    const [old, young] = [toldBits(change.before, from, before.rules), toldBits(after, to, rules)];
    touch(touched, { old, young, sameForce });
  }
  const [single, ...more] = differing;
  if (!single) return { after: before, touched };
  // An exemption changes what is left of another rule, which is then not the same any more either.
  if (more.length > 0 || single.exempts) return { after: joinRules({ size, rules }, after), touched };
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
  const old = unlifted(change.before, before, { rules: block.rules, take });
  for (const [level, asks] of asksOf(old, change.before.rules[before], take)) {
    const [bits, twice] = [own(level), block.twice[level]];
    for (let word = 0; word < bits.length; word += 1)
      bits[word] = ((bits[word] as number) & ~(asks[word] as number)) | (twice[word] as number);
  }
  const young = unlifted(change.after, after, { rules, take });
  for (const [level, asks] of asksOf(young, change.after.rules[after], take)) {
    const bits = own(level);
    for (let word = 0; word < bits.length; word += 1)
      bits[word] = (bits[word] as number) | (asks[word] as number);
  }
  return outcomesOf(asked, take);
}

interface Told {
  readonly old: TruthBits | null;
  readonly young: TruthBits | null;
  /** Whether it matters as much as before, so that where both say the same nobody is the wiser. */
  readonly sameForce: boolean;
}

/** Marks the cases that a changed rule treats otherwise. */
function touch(into: Bits, { old, young, sameForce }: Told): void {
  for (let word = 0; word < into.length; word += 1) {
    const [yes, maybe] = [old?.yes[word] ?? 0, old?.maybe[word] ?? 0];
    const [newYes, newMaybe] = [young?.yes[word] ?? 0, young?.maybe[word] ?? 0];
    const bits = sameForce ? (yes ^ newYes) | (maybe ^ newMaybe) : maybe | newMaybe;
    into[word] = (into[word] ?? 0) | bits;
  }
}

export function outcomeAt({ outcomes }: Decided, index: number): Outcome {
  const level = outcomes.findIndex((bits) => hasBit(bits, index));
  return LEVELS[level] ?? 'pass';
}

/** What the rules say of one case, as the findings of a verdict tell it. */
export function foundAt(decided: Decided, slice: Slice, index: number): RulesFound {
  const { rules } = decided;
  const found = slice.rules.flatMap(({ rule: { id } }, at) => {
    const bits = rules[at];
    if (!bits || !hasBit(bits.maybe, index)) return [];
    const lifted = liftedBits(slice, at, rules).some((one) => hasBit(one, index));
    return [{ id, target: targetOf(slice, at), fires: hasBit(bits.yes, index), lifted }];
  });
  const ids = new Set(found.map(({ id }) => id));
  const told = found.filter(({ target }) => target === null || ids.has(target));
  const idsOf = (wanted: (one: (typeof told)[number]) => boolean) => told.filter(wanted).map(({ id }) => id);
  return {
    outcome: outcomeAt(decided, index),
    fired: idsOf(({ fires, lifted }) => fires && !lifted),
    undetermined: idsOf(({ fires, lifted }) => !fires && !lifted),
    exempted: idsOf(({ lifted }) => lifted),
  };
}
