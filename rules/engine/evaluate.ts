import {
  Engine,
  type EngineResult,
  Fact,
  type RuleResult,
  type TopLevelConditionResult,
} from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Facts, FactValue } from '../../domain/policy/types.ts';
import type { CompiledRule, Slice } from './compile.ts';
import { isFactValue } from './lint.ts';

/** Kleene's three values: what depends on an unknown fact is itself unknown, never false. */
export type Truth = boolean | 'unknown';

export interface RuleOutcome {
  readonly compiled: CompiledRule;
  readonly truth: Truth;
  /** Facts that were missing or of the wrong type, where the rule could not be decided. */
  readonly missing: readonly string[];
}

const MAX_IDLE_ENGINES = 8;
// A fact with caching would be hashed for a cache key that a constant never needs.
const UNCACHED = { cache: false };

/** The facts a slice uses, of the right type; whatever is missing or ill-typed is left out and so unknown. */
export function knownFacts(slice: Slice, facts: Facts): ReadonlyMap<string, FactValue> {
  const known = new Map<string, FactValue>();
  for (const definition of slice.facts) {
    const value = Object.hasOwn(facts, definition.name) ? facts[definition.name] : undefined;
    if (value !== undefined && isFactValue(definition, value)) known.set(definition.name, value);
  }
  return known;
}

/**
 * Runs all rules of a slice on json-rules-engine and reads its comparisons with three values.
 * Sorted by rule id; throws when a rule has no result or the two readings of a fully known rule differ.
 */
export async function evaluateSlice(
  slice: Slice,
  known: ReadonlyMap<string, FactValue>,
): Promise<readonly RuleOutcome[]> {
  if (slice.rules.length === 0) return [];
  const results = resultsByName(await runAlone(slice, known));
  return slice.rules.map((compiled) => {
    const result = results.get(compiled.rule.id);
    invariant(result, `Rule ${compiled.rule.id} is in force but has no result`);
    return outcomeOf(compiled, result, known);
  });
}

/** Overlapping runs of one engine can silently lose rules, so an engine is taken out of the pool while it runs. */
async function runAlone(slice: Slice, known: ReadonlyMap<string, FactValue>): Promise<EngineResult> {
  const engine = slice.idle.pop() ?? newEngine(slice.rules);
  const facts = Object.fromEntries(
    [...known].map(([name, value]) => [name, new Fact(name, value, UNCACHED)]),
  );
  const result = await engine.run(facts);
  // Only an engine whose run ended well comes back.
  if (slice.idle.length < MAX_IDLE_ENGINES) slice.idle.push(engine);
  return result;
}

/** No priorities anywhere; facts may be undefined because the three-valued reading takes care of them. */
const newEngine = (rules: readonly CompiledRule[]): Engine =>
  new Engine(
    rules.map(({ engineRule }) => engineRule),
    {
      allowUndefinedFacts: true,
      pathResolver: () => {
        throw new Error('Policy packs have no paths');
      },
    },
  );

const resultsByName = ({ results, failureResults }: EngineResult): ReadonlyMap<string, RuleResult> =>
  new Map([...results, ...failureResults].map((result) => [result.name, result]));

function outcomeOf(
  compiled: CompiledRule,
  result: RuleResult,
  known: ReadonlyMap<string, FactValue>,
): RuleOutcome {
  const truth = truthOf(result.conditions, known);
  const missing = compiled.factNames.filter((name) => !known.has(name));
  if (missing.length === 0) {
    invariant(truth === (result.result === true), `engine-mismatch: rule ${compiled.rule.id}`);
  }
  return { compiled, truth, missing: truth === 'unknown' ? missing : [] };
}

type ConditionResult = TopLevelConditionResult | { fact: string; result?: boolean };

function truthOf(condition: ConditionResult, known: ReadonlyMap<string, FactValue>): Truth {
  if ('all' in condition) return every(condition.all.map((one) => truthOf(one, known)));
  if ('any' in condition) return negate(every(condition.any.map((one) => negate(truthOf(one, known)))));
  if ('not' in condition) return negate(truthOf(condition.not, known));
  invariant('fact' in condition, 'Compiled rules have no references to shared conditions');
  if (!known.has(condition.fact)) return 'unknown';
  invariant(typeof condition.result === 'boolean', `The comparison of ${condition.fact} was not made`);
  return condition.result;
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

const negate = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);
