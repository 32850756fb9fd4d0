import type { Facts, FactValue } from '../policy/types.ts';

/** 条件 a question about the typed facts of the form; a fact that is not given answers no. */
export type Condition =
  | {
      readonly fact: string;
      readonly is: 'equals' | 'atLeast' | 'below' | 'contains';
      readonly value: FactValue;
    }
  | { readonly every: readonly Condition[] }
  | { readonly some: readonly Condition[] }
  | { readonly not: Condition };

/** Does the condition hold for these facts? */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('every' in condition) return condition.every.every((one) => holds(one, facts));
  if ('some' in condition) return condition.some.some((one) => holds(one, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  const given = Object.hasOwn(facts, condition.fact) ? facts[condition.fact] : undefined;
  const { value } = condition;
  switch (condition.is) {
    case 'equals':
      return given === value;
    case 'atLeast':
      return typeof given === 'number' && typeof value === 'number' && given >= value;
    case 'below':
      return typeof given === 'number' && typeof value === 'number' && given < value;
    case 'contains':
      return Array.isArray(given) && given.some((one) => one === value);
  }
}

/** As `holds`, where some facts are not known yet: null while the answer depends on them. */
export function wouldHold(condition: Condition, facts: Facts): boolean | null {
  if ('not' in condition) {
    const inner = wouldHold(condition.not, facts);
    return inner === null ? null : !inner;
  }
  if ('every' in condition || 'some' in condition) {
    const settles = 'some' in condition;
    const parts = ('every' in condition ? condition.every : condition.some).map((one) =>
      wouldHold(one, facts),
    );
    if (parts.includes(settles)) return settles;
    return parts.includes(null) ? null : !settles;
  }
  return Object.hasOwn(facts, condition.fact) ? holds(condition, facts) : null;
}

/** The facts a condition asks for. */
export function factsAsked(condition: Condition): readonly string[] {
  if ('every' in condition) return condition.every.flatMap(factsAsked);
  if ('some' in condition) return condition.some.flatMap(factsAsked);
  if ('not' in condition) return factsAsked(condition.not);
  return [condition.fact];
}
