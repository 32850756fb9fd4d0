import type { CompiledRule, Slice } from '../engine/compile.ts';
import { targetOf } from './exemptions.ts';

/** What two slices have in common: for each rule of the later one its place in the earlier one, -1 where it differs. */
export interface Change {
  readonly before: Slice;
  readonly after: Slice;
  readonly sameAs: readonly number[];
  /** Whether a fact means the same in both, so that they can share columns. */
  readonly sharesFacts: boolean;
  /** Rules that are new, gone, or not the same any more: their places before and after, -1 for none. */
  readonly differing: readonly Differing[];
}

interface Differing {
  readonly before: number;
  readonly after: number;
  /** Same severity, the same of a missing fact, and the same towards rules of wider layers. */
  readonly sameForce: boolean;
  /** Whether it is an exemption, or was one. */
  readonly exempts: boolean;
}

export function changeBetween(before: Slice, after: Slice): Change {
  const sharesFacts = haveSameFacts(before, after);
  const meaning = ({ rules }: Slice, index: number) => {
    const one = rules[index];
    return one && JSON.stringify([forceOf(one), one.literal]);
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
      sameForce: forceOf(before.rules[pair.before]) === forceOf(after.rules[pair.after]),
      exempts: targetOf(before, pair.before) !== null || targetOf(after, pair.after) !== null,
    })),
  };
}

/** What a rule does when it fires; undefined for no rule. */
const forceOf = (compiled: CompiledRule | undefined): string | undefined =>
  compiled &&
  JSON.stringify([
    compiled.rule.severity,
    compiled.rule.onMissing ?? 'needs-information',
    compiled.rule.override?.kind === 'exempts' ? compiled.rule.override.rule : null,
  ]);

function haveSameFacts(before: Slice, after: Slice): boolean {
  const isSame = (name: string) => {
    const [one, other] = [before.definitions.get(name), after.definitions.get(name)];
    return !one || !other || JSON.stringify(one) === JSON.stringify(other);
  };
  const namesOf = ({ nonWaivable }: Slice) => [...nonWaivable].sort().join(' ');
  return [...before.form.slots, ...after.form.slots].every(isSame) && namesOf(before) === namesOf(after);
}
