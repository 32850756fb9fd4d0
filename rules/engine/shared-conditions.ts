import { text } from '../../domain/kernel/text.ts';
import type { Condition, Leaf, Pack, SharedCondition } from './pack-schema.ts';
import { type ConditionSize, childrenOf, type PackProblem, sizeOf, sizeProblems } from './read-pack.ts';

/** 共用条件 the shared conditions of a release by name; in one that fits together every name leads somewhere. */
export type SharedConditions = ReadonlyMap<string, SharedCondition>;

export const NONE_SHARED: SharedConditions = new Map();

/** A comparison with the name of the shared condition it was written in; null where the rule itself says it. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly within: string | null;
}

/** The comparisons of a condition in the order they are evaluated, those of shared conditions in their places. */
export function placedLeaves(
  condition: Condition,
  shared: SharedConditions,
  within: string | null = null,
): readonly PlacedLeaf[] {
  if ('fact' in condition) return [{ leaf: condition, within }];
  if ('condition' in condition) {
    const named = shared.get(condition.condition);
    return named ? placedLeaves(named.when, shared, named.name) : [];
  }
  return childrenOf(condition).flatMap((one) => placedLeaves(one, shared, within));
}

/** Names a condition refers to, directly or through another. */
export function namesWithin(condition: Condition, shared: SharedConditions): readonly string[] {
  const found = new Set<string>();
  const open = [...directNames(condition)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const named = shared.get(name);
    if (named) open.push(...directNames(named.when));
  }
  return [...found].sort();
}

const directNames = (condition: Condition): readonly string[] =>
  'condition' in condition ? [condition.condition] : childrenOf(condition).flatMap(directNames);

/** A condition with shared ones written out in their places, for tables, which have no names. */
export function writtenOut(condition: Condition, shared: SharedConditions): Condition {
  if ('fact' in condition) return condition;
  if ('all' in condition) return { all: condition.all.map((one) => writtenOut(one, shared)) };
  if ('any' in condition) return { any: condition.any.map((one) => writtenOut(one, shared)) };
  if ('not' in condition) return { not: writtenOut(condition.not, shared) };
  const named = shared.get(condition.condition);
  return named ? writtenOut(named.when, shared) : condition;
}

export const sharedConditionsOf = (packs: readonly Pack[]): SharedConditions =>
  new Map(packs.flatMap(({ conditions = [] }) => conditions.map((one) => [one.name, one] as const)));

/**
 * What is wrong with the shared conditions of packs: a name twice, a name that leads nowhere, a circle, one that no rule
 * uses, and rules that grow too large when they are put in. Nothing is written out before its size is known.
 */
export function lintSharedConditions(packs: readonly Pack[]): readonly PackProblem[] {
  const shared = sharedConditionsOf(packs);
  const named = packs.flatMap(({ id, conditions = [] }) =>
    conditions.map((one) => ({ place: `${id}: ${one.name}`, one })),
  );
  const rules = packs.flatMap((pack) => pack.rules);
  const used = new Set(rules.flatMap(({ when }) => namesWithin(when, shared)));
  const broken = [
    ...named
      .filter(({ one }) => shared.get(one.name) !== one)
      .map(({ place }) => ({ place, reason: text('重复定义', 'defined twice') })),
    ...named.flatMap(({ place, one }) => lostNames(one.when, shared, `${place}.when`)),
    ...rules.flatMap(({ id, when }) => lostNames(when, shared, `${id}.when`)),
    ...named.flatMap(({ place, one }) => circleFrom(one, shared, place)),
    ...named
      .filter(({ one }) => !used.has(one.name))
      .map(({ place }) => ({ place, reason: text('没有规则使用此共用条件', 'no rule uses this condition') })),
  ];
  if (broken.length > 0) return broken;
  const sizes = new Map<string, ConditionSize>();
  const referred = (name: string): ConditionSize => {
    const size = sizes.get(name) ?? sizeOf(shared.get(name)?.when ?? { condition: name }, referred);
    sizes.set(name, size);
    return size;
  };
  return rules.flatMap(({ id, when }) => sizeProblems(sizeOf(when, referred), `${id}.when`));
}

const lostNames = (when: Condition, shared: SharedConditions, place: string): readonly PackProblem[] =>
  [...new Set(directNames(when))]
    .filter((name) => !shared.has(name))
    .map((name) => ({
      place,
      reason: text(`未定义的共用条件 "${name}"`, `unknown shared condition "${name}"`),
    }));

/** Each member of a circle says so itself, with the way back to it. */
function circleFrom(start: SharedCondition, shared: SharedConditions, place: string): readonly PackProblem[] {
  const seen = new Set<string>();
  const open = directNames(start.when).map((name) => [start.name, name]);
  for (let way = open.pop(); way; way = open.pop()) {
    const name = way.at(-1) ?? '';
    if (name === start.name) {
      const round = way.join(' → ');
      return [{ place, reason: text(`共用条件循环引用：${round}`, `refers back to itself: ${round}`) }];
    }
    if (seen.has(name)) continue;
    seen.add(name);
    const on = way;
    open.push(...directNames(shared.get(name)?.when ?? { all: [] }).map((next) => [...on, next]));
  }
  return [];
}
