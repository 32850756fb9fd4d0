import type { Slice } from '../engine/compile.ts';
import type { Bits } from './columns.ts';
import type { TruthBits } from './leaf-bits.ts';

// In the loops below `as number` stands for reads within a typed array's length; `?? 0` would cost a test for each.

const found = new WeakMap<Slice, ReadonlyMap<string, readonly number[]>>();

/** 豁免 the places of the rules that exempt from a rule, by the id of that rule. */
function exemptionsIn(slice: Slice): ReadonlyMap<string, readonly number[]> {
  const known = found.get(slice);
  if (known) return known;
  const places = new Map<string, number[]>();
  slice.rules.forEach((_, index) => {
    const target = targetOf(slice, index);
    if (target !== null) places.set(target, [...(places.get(target) ?? []), index]);
  });
  found.set(slice, places);
  return places;
}

/** The rule from which the rule at a place exempts; null when it is no exemption. */
export function targetOf({ rules }: Slice, index: number): string | null {
  const override = rules[index]?.rule.override;
  return override?.kind === 'exempts' ? override.rule : null;
}

/** Where exemptions from a rule are known to hold, one piece for each; what lifts it is any of them. */
export function liftedBits(slice: Slice, index: number, rules: readonly TruthBits[]): readonly Bits[] {
  const id = slice.rules[index]?.rule.id ?? '';
  return (exemptionsIn(slice).get(id) ?? []).flatMap((at) => rules[at]?.yes ?? []);
}

/** What is left of a rule after the exemptions from it; null for an exemption, which never stands in the way itself. */
export function unlifted(
  slice: Slice,
  index: number,
  { rules, take }: { readonly rules: readonly TruthBits[]; readonly take: () => Bits },
): TruthBits | null {
  const bits = rules[index];
  if (!bits || targetOf(slice, index) !== null) return null;
  const lifted = liftedBits(slice, index, rules);
  if (lifted.length === 0) return bits;
  const yes = without(bits.yes, lifted, take());
  return { yes, maybe: bits.yes === bits.maybe ? yes : without(bits.maybe, lifted, take()) };
}

/** What a verdict tells of a rule: of an exemption only where there is something to exempt from. */
export function toldBits(slice: Slice, index: number, rules: readonly TruthBits[]): TruthBits | null {
  const bits = rules[index];
  const target = targetOf(slice, index);
  if (!bits || target === null) return bits ?? null;
  const lifts = rules[slice.rules.findIndex(({ rule }) => rule.id === target)]?.maybe;
  return { yes: within(bits.yes, lifts), maybe: within(bits.maybe, lifts) };
}

const within = (bits: Bits, limit: Bits | undefined): Bits =>
  bits.map((word, index) => word & (limit?.[index] ?? 0));

function without(bits: Bits, lifted: readonly Bits[], into: Bits): Bits {
  into.set(bits);
  for (const one of lifted)
    for (let word = 0; word < into.length; word += 1)
      into[word] = (into[word] as number) & ~(one[word] as number);
  return into;
}
