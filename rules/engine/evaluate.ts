import {
  Engine,
  type EngineResult,
  Fact,
  type RuleResult,
  type TopLevelConditionResult,
} from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import { blankMarks, MARK, type Marks, markAll, rowOf } from './closures.ts';
import type { CompiledRule, Slice } from './compile.ts';

/** Kleene's three values: what depends on an unknown fact is itself unknown, never false. */
export type Truth = boolean | 'unknown';

export interface RuleOutcome {
  readonly compiled: CompiledRule;
  /** `engine-mismatch` when the two evaluators differ about the rule or one of its comparisons; it is never guessed. */
  readonly truth: Truth | 'engine-mismatch';
  /** Facts that were missing or of the wrong type, where the rule could not be decided. */
  readonly missing: readonly string[];
}

const MAX_IDLE_ENGINES = 8;
// A fact with caching would be hashed for a cache key that a constant never needs.
const UNCACHED = { cache: false };

/**
 * Runs all rules of a slice on json-rules-engine, read with three values, and on the compiled form, and compares them.
 * Sorted by rule id; throws when a rule has no result.
 */
export async function evaluateSlice(
  slice: Slice,
  known: ReadonlyMap<string, FactValue>,
): Promise<readonly RuleOutcome[]> {
  if (slice.rules.length === 0) return [];
  const marks = blankMarks(slice.form);
  markAll(slice.form, rowOf(slice.form, known), marks);
  const results = resultsByName(await runAlone(slice, known));
  return slice.rules.map((compiled, index) => {
    const result = results.get(compiled.rule.id);
    invariant(result, `Rule ${compiled.rule.id} is in force but has no result`);
    const truth = agreedTruth(readingOf(result, known), secondReading(slice, marks, index));
    const missing = truth === 'unknown' ? compiled.factNames.filter((name) => !known.has(name)) : [];
    return { compiled, truth, missing };
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

/** What one evaluator says about a rule: its truth and that of each comparison in the order they are written. */
interface Reading {
  readonly truth: Truth;
  readonly leaves: readonly Truth[];
  /** The engine's own answer, which knows two values only. */
  readonly plain?: boolean;
}

const agreedTruth = (first: Reading, second: Reading): RuleOutcome['truth'] =>
  agree(first, second) ? first.truth : 'engine-mismatch';

/** Where nothing is unknown the engine's own answer has to be the same as well. */
function agree(first: Reading, second: Reading): boolean {
  if (first.truth !== second.truth || first.leaves.length !== second.leaves.length) return false;
  if (!first.leaves.every((truth, index) => truth === second.leaves[index])) return false;
  return first.leaves.includes('unknown') || first.plain === first.truth;
}

function readingOf(result: RuleResult, known: ReadonlyMap<string, FactValue>): Reading {
  const leaves: Truth[] = [];
  const truth = truthOf(result.conditions, { known, leaves });
  return { truth, leaves, plain: result.result === true };
}

const TRUTHS: Readonly<Record<number, Truth>> = {
  [MARK.no]: false,
  [MARK.unknown]: 'unknown',
  [MARK.yes]: true,
};
const truthFor = (mark: number | undefined): Truth => TRUTHS[mark ?? MARK.unknown] ?? 'unknown';

function secondReading({ form }: Slice, { roots, leaves }: Marks, index: number): Reading {
  const own = leaves.subarray(form.begins[index], form.begins[index + 1]);
  return { truth: truthFor(roots[index]), leaves: Array.from(own, truthFor) };
}

type ConditionResult = TopLevelConditionResult | { fact: string; result?: boolean };

interface Reader {
  readonly known: ReadonlyMap<string, FactValue>;
  /** Collects what each comparison said. */
  readonly leaves: Truth[];
}

function truthOf(condition: ConditionResult, reader: Reader): Truth {
  if ('all' in condition) return every(condition.all.map((one) => truthOf(one, reader)));
  if ('any' in condition) return negate(every(condition.any.map((one) => negate(truthOf(one, reader)))));
  if ('not' in condition) return negate(truthOf(condition.not, reader));
  invariant('fact' in condition, 'Compiled rules have no references to shared conditions');
  const truth = comparisonOf(condition, reader.known);
  reader.leaves.push(truth);
  return truth;
}

function comparisonOf(
  { fact, result }: { readonly fact: string; readonly result?: boolean },
  known: ReadonlyMap<string, FactValue>,
): Truth {
  if (!known.has(fact)) return 'unknown';
  invariant(typeof result === 'boolean', `The comparison of ${fact} was not made`);
  return result;
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

const negate = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);
