import type { Search } from './case-search.ts';
import { type Definitions, findDifference, shifted, stepOf } from './cases.ts';
import { compileForm, MARK, rowOf } from './closures.ts';
import { knownOf } from './known.ts';
import { type Literal, type LiteralLeaf, putInOn, withLiterals } from './literal.ts';
import type { Pack, Rule } from './pack-schema.ts';
import type { Release } from './release.ts';

/** A rule with one deliberate fault; examples that are worth something tell it from the rule. */
export interface Mutant {
  readonly rule: string;
  readonly change: string;
  readonly when: Literal;
}

/** A mutant no example tells from the rule, with a case that would. */
export interface Survivor {
  readonly rule: string;
  readonly change: string;
  readonly search: Search;
}

export interface MutationReport {
  readonly pack: string;
  readonly mutants: number;
  readonly killed: number;
  /** Proved to mean the same as the rule in every case; they do not count. */
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
  /** Killed of those that count, in percent. */
  readonly score: number;
}

/** Tries every mutant of a pack's rules on the rule's own examples, as the law stands on the rule's first day. */
export function mutatePack(pack: Pack, release: Release): MutationReport {
  const definitions = release.words.facts;
  const tried = pack.rules.flatMap((rule) => {
    const when = withLiterals(rule.when, putInOn(release, rule.effective.from));
    return mutantsOf(rule.id, when, definitions).map((mutant) => ({
      mutant,
      killed: rule.examples.some(({ facts, expect }) => answerOf(mutant.when, facts, definitions) !== expect),
      original: when,
    }));
  });
  const left = tried
    .filter(({ killed }) => !killed)
    .map(({ mutant: { rule, change, when }, original }) => ({
      rule,
      change,
      search: findDifference(original, when, definitions),
    }));
  const survivors = left.filter(({ search }) => search.kind !== 'none');
  const killed = tried.length - left.length;
  return {
    pack: pack.id,
    mutants: tried.length,
    killed,
    equivalent: left.length - survivors.length,
    survivors,
    score: scoreOf(killed, survivors.length),
  };
}

export const scoreOf = (killed: number, survived: number): number =>
  killed + survived === 0 ? 100 : Math.floor((killed / (killed + survived)) * 10_000) / 100;

type Expected = Rule['examples'][number]['expect'];

function answerOf(
  when: Literal,
  facts: Rule['examples'][number]['facts'],
  definitions: Definitions,
): Expected {
  const form = compileForm([when]);
  const mark = form.roots[0]?.(rowOf(form, knownOf([...definitions.values()], facts)));
  if (mark === MARK.yes) return 'fires';
  return mark === MARK.no ? 'passes' : 'undetermined';
}

export const mutantsOf = (rule: string, when: Literal, definitions: Definitions): readonly Mutant[] =>
  changesOf(when, definitions).map((changed) => ({ rule, ...changed }));

interface Changed {
  readonly when: Literal;
  readonly change: string;
}

function changesOf(condition: Literal, definitions: Definitions): readonly Changed[] {
  if ('fact' in condition) return leafChanges(condition, definitions);
  if ('not' in condition) {
    const inner = changesOf(condition.not, definitions);
    return [
      { when: condition.not, change: 'not dropped' },
      ...inner.map(({ when, change }) => ({ when: { not: when }, change })),
    ];
  }
  const isAll = 'all' in condition;
  const inner = isAll ? condition.all : condition.any;
  const joined = (some: readonly Literal[], all: boolean): Literal => (all ? { all: some } : { any: some });
  const whole: readonly Changed[] =
    inner.length < 2
      ? []
      : [
          { when: joined(inner, !isAll), change: isAll ? 'all → any' : 'any → all' },
          ...inner.map((one, index) => ({
            when: joined(inner.toSpliced(index, 1), isAll),
            change: `dropped: ${shown(one)}`,
          })),
        ];
  const parts = inner.flatMap((one, index) =>
    changesOf(one, definitions).map(({ when, change }) => ({
      when: joined(inner.with(index, when), isAll),
      change,
    })),
  );
  return [...whole, ...parts];
}

const FLIPS: Readonly<Record<LiteralLeaf['operator'], readonly LiteralLeaf['operator'][]>> = {
  equal: ['notEqual'],
  notEqual: ['equal'],
  lessThan: ['lessThanInclusive', 'greaterThanInclusive'],
  lessThanInclusive: ['lessThan', 'greaterThan'],
  greaterThan: ['greaterThanInclusive', 'lessThanInclusive'],
  greaterThanInclusive: ['greaterThan', 'lessThan'],
  in: ['notIn'],
  notIn: ['in'],
  contains: ['doesNotContain'],
  doesNotContain: ['contains'],
};

function leafChanges(leaf: LiteralLeaf, definitions: Definitions): readonly Changed[] {
  const flips = FLIPS[leaf.operator].map((operator) => ({ ...leaf, operator }));
  const values = valueChanges(leaf, definitions).map((value) => ({ ...leaf, value }));
  return [...flips, ...values].map((when) => ({ when, change: `${shown(leaf)} → ${shown(when)}` }));
}

/** A figure one unit off, a list without one of its words. */
function valueChanges(
  { fact, value }: LiteralLeaf,
  definitions: Definitions,
): readonly LiteralLeaf['value'][] {
  const definition = definitions.get(fact);
  if (typeof value === 'number' && definition) {
    const step = stepOf(definition);
    return [shifted(value, -step), shifted(value, step)];
  }
  if (!Array.isArray(value) || value.length < 2) return [];
  const listed: readonly (string | number)[] = value;
  return listed.map((_, index) => listed.toSpliced(index, 1));
}

function shown(condition: Literal): string {
  if ('fact' in condition)
    return `${condition.fact} ${condition.operator} ${JSON.stringify(condition.value)}`;
  if ('not' in condition) return `not (${shown(condition.not)})`;
  return 'all' in condition
    ? `(${condition.all.map(shown).join(' and ')})`
    : `(${condition.any.map(shown).join(' or ')})`;
}
