import type { Condition, FactDefinition, Leaf, Pack, Parameter, Rule } from './pack-schema.ts';
import { childrenOf, type PackProblem } from './read-pack.ts';

/** The names a release's rules may use; those of wider layers are visible to narrower ones. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

const ORDERING: ReadonlySet<string> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]);

/** Facts and parameters of all packs of a release; a name defined twice is a problem. */
export function vocabularyOf(
  packs: readonly Pack[],
): Vocabulary & { readonly problems: readonly PackProblem[] } {
  const facts = new Map<string, FactDefinition>();
  const parameters = new Map<string, Parameter>();
  const problems: PackProblem[] = [];
  for (const pack of packs) {
    for (const one of [...pack.facts, ...pack.parameters]) {
      if (facts.has(one.name) || parameters.has(one.name)) {
        problems.push({ place: `${pack.id}: ${one.name}`, reason: 'defined twice' });
      }
      if ('type' in one) facts.set(one.name, one);
      else parameters.set(one.name, one);
    }
  }
  for (const fact of facts.values()) {
    if ((fact.type === 'number') !== (fact.unit !== undefined)) {
      problems.push({ place: fact.name, reason: 'a number needs a unit, and only a number has one' });
    }
  }
  return { facts, parameters, problems };
}

/** Everything about a rule that the schema cannot see: names, types, parameters, dates, placeholders, examples. */
export function lintRule(rule: Rule, words: Vocabulary): readonly PackProblem[] {
  const reasons = [
    ...lintDates(rule),
    ...leavesOf(rule.when).flatMap((leaf) => lintLeaf(leaf, rule, words)),
    ...lintPlaceholders(rule, words),
    ...lintExamples(rule, words),
  ];
  return reasons.map((reason) => ({ place: rule.id, reason }));
}

/** A rule id may come back with other dates (a revised article), never twice on one day. */
export function lintOverlaps(rules: readonly Rule[]): readonly PackProblem[] {
  return rules.flatMap((rule, index) =>
    rules
      .slice(index + 1)
      .filter((other) => other.id === rule.id && overlap(rule.effective, other.effective))
      .map((other) => ({
        place: rule.id,
        reason: `two versions are in force on the same day, such as ${laterOf(rule.effective.from, other.effective.from)}`,
      })),
  );
}

export const leavesOf = (condition: Condition): readonly Leaf[] =>
  'fact' in condition ? [condition] : childrenOf(condition).flatMap(leavesOf);

export const placeholdersOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

const laterOf = (a: string, b: string): string => (a > b ? a : b);

type Span = Rule['effective'] | Parameter['values'][number];

const overlap = (a: Span, b: Span): boolean =>
  (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

const lintDates = ({ effective: { from, to } }: Rule): readonly string[] =>
  to !== null && to <= from ? ['ends before it begins'] : [];

function lintLeaf(leaf: Leaf, rule: Rule, words: Vocabulary): readonly string[] {
  const fact = words.facts.get(leaf.fact);
  if (!fact) return [`unknown fact "${leaf.fact}"`];
  const { value } = leaf;
  if (typeof value === 'object' && !Array.isArray(value))
    return lintParameter(value.parameter, { leaf, fact, rule, words });
  return fits(leaf, fact, value)
    ? []
    : [`"${leaf.operator} ${JSON.stringify(value)}" does not fit ${fact.type} "${fact.name}"`];
}

interface ParameterUse {
  readonly leaf: Leaf;
  readonly fact: FactDefinition;
  readonly rule: Rule;
  readonly words: Vocabulary;
}

function lintParameter(name: string, { leaf, fact, rule, words }: ParameterUse): readonly string[] {
  const parameter = words.parameters.get(name);
  if (!parameter) return [`unknown parameter "${name}"`];
  if (fact.unit !== parameter.unit || !ORDERING.has(leaf.operator)) {
    return [
      `parameter "${name}" (${parameter.unit}) does not fit "${fact.name}" (${fact.unit ?? fact.type})`,
    ];
  }
  return covers(parameter, rule)
    ? []
    : [`parameter "${name}" has not exactly one value on every day of the rule`];
}

function covers({ values }: Parameter, { effective }: Rule): boolean {
  const sorted = [...values].sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined = sorted.every((value, index) => index === 0 || sorted[index - 1]?.to === value.from);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last || !joined || first.from > effective.from) return false;
  return last.to === null || (effective.to !== null && effective.to <= last.to);
}

function fits({ operator }: Leaf, fact: FactDefinition, value: Leaf['value']): boolean {
  if (ORDERING.has(operator)) return fact.type === 'number' && isFactValue(fact, value);
  if (operator === 'contains' || operator === 'doesNotContain') {
    return fact.type === 'texts' && isFactValue(fact, [value]);
  }
  if (fact.type === 'texts') return false;
  // A string instead of a list would make `in` a search for a part of it; an empty list decides nothing.
  if (operator === 'in' || operator === 'notIn') {
    return Array.isArray(value) && value.length > 0 && value.every((one) => isFactValue(fact, one));
  }
  return isFactValue(fact, value);
}

const FRACTIONAL: ReadonlySet<string | undefined> = new Set(['percent', 'points']);

/** Whether a value has the type its fact definition asks for. */
export function isFactValue(fact: FactDefinition, value: unknown): boolean {
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (FRACTIONAL.has(fact.unit) || Number.isSafeInteger(value))
      );
    case 'text':
      return typeof value === 'string' && isWord(fact, value);
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string' && isWord(fact, one));
  }
}

const isWord = ({ values }: FactDefinition, word: string): boolean => !values || Object.hasOwn(values, word);

function lintPlaceholders(rule: Rule, { facts, parameters }: Vocabulary): readonly string[] {
  return [rule.message, rule.remedy].flatMap(({ zh, en }) =>
    [zh, en].flatMap((template) => {
      const unknown = placeholdersOf(template).filter((name) => !facts.has(name) && !parameters.has(name));
      const loose = /[{}]/.test(template.replace(/\{[^{}]*\}/g, ''));
      return [
        ...unknown.map((name) => `unknown placeholder {${name}}`),
        ...(loose ? ['a loose brace in a text'] : []),
      ];
    }),
  );
}

function lintExamples({ examples }: Rule, { facts }: Vocabulary): readonly string[] {
  const missing = (['fires', 'passes'] as const).filter(
    (kind) => !examples.some(({ expect }) => expect === kind),
  );
  const badFacts = examples.flatMap((example) =>
    Object.entries(example.facts).filter(([name, value]) => {
      const fact = facts.get(name);
      return !fact || !isFactValue(fact, value);
    }),
  );
  return [
    ...missing.map((kind) => `no example that ${kind}`),
    ...badFacts.map(([name]) => `example fact "${name}" is unknown or of the wrong type`),
  ];
}
