import {
  Engine,
  type EngineResult,
  Fact,
  type RuleResult,
  type TopLevelConditionResult,
} from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import { MARK } from './closures.ts';
import type { CompiledRule, Slice } from './compile.ts';
import { leafMark, type Marker, markCase } from './marker.ts';

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
  const results = resultsByName(await runAlone(slice, known));
  // The marks stand in one place for all cases of the slice, so nothing may wait between here and their last reading.
  markCase(slice.marker, Object.fromEntries(known));
  return slice.rules.map((compiled, index) => {
    const result = results.get(compiled.rule.id);
    invariant(result, `Rule ${compiled.rule.id} is in force but has no result`);
    const truth = agreedTruth(slice, { result, index, known });
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

function resultsByName({ results, failureResults }: EngineResult): ReadonlyMap<string, RuleResult> {
  const byName = new Map<string, RuleResult>();
  for (const result of results) byName.set(result.name, result);
  for (const result of failureResults) byName.set(result.name, result);
  return byName;
}

const TRUTHS: Readonly<Record<number, Truth>> = {
  [MARK.no]: false,
  [MARK.unknown]: 'unknown',
  [MARK.yes]: true,
};

interface Decided {
  readonly result: RuleResult;
  /** Place of the rule in its slice. */
  readonly index: number;
  readonly known: ReadonlyMap<string, FactValue>;
}

/** Where nothing is unknown the engine's own answer, which knows two values only, has to be the same as well. */
function agreedTruth({ marker, form }: Slice, { result, index, known }: Decided): RuleOutcome['truth'] {
  const first = form.begins[index] ?? 0;
  const reader: Reader = { known, marker, leaf: first, agrees: true, isWhole: true };
  const mark = markOf(result.conditions, reader);
  const end = form.begins[index + 1] ?? form.leaves.length;
  const agrees =
    reader.agrees &&
    reader.leaf === end &&
    mark === marker.roots[index] &&
    (!reader.isWhole || result.result === (mark === MARK.yes));
  return agrees ? (TRUTHS[mark] ?? 'engine-mismatch') : 'engine-mismatch';
}

type ConditionResult = TopLevelConditionResult | { fact: string; result?: boolean };

interface Reader {
  readonly known: ReadonlyMap<string, FactValue>;
  readonly marker: Marker;
  /** Number of the next comparison. */
  leaf: number;
  /** Whether the marker said the same of every comparison so far. */
  agrees: boolean;
  /** Whether every fact compared so far is known. */
  isWhole: boolean;
}

/** Reads the engine's comparisons with three values and holds each against the marker's. */
function markOf(condition: ConditionResult, reader: Reader): number {
  if ('all' in condition) return leastOf(condition.all, reader);
  if ('any' in condition) return greatestOf(condition.any, reader);
  if ('not' in condition) return 2 - markOf(condition.not, reader);
  invariant('fact' in condition, 'Compiled rules have no references to shared conditions');
  const mark = comparisonOf(condition, reader);
  if (mark !== leafMark(reader.marker, reader.leaf)) reader.agrees = false;
  reader.leaf += 1;
  return mark;
}

function leastOf(conditions: readonly ConditionResult[], reader: Reader): number {
  let least: number = MARK.yes;
  for (const condition of conditions) least = Math.min(least, markOf(condition, reader));
  return least;
}

function greatestOf(conditions: readonly ConditionResult[], reader: Reader): number {
  let greatest: number = MARK.no;
  for (const condition of conditions) greatest = Math.max(greatest, markOf(condition, reader));
  return greatest;
}

function comparisonOf(
  { fact, result }: { readonly fact: string; readonly result?: boolean },
  reader: Reader,
): number {
  if (!reader.known.has(fact)) {
    reader.isWhole = false;
    return MARK.unknown;
  }
  invariant(typeof result === 'boolean', `The comparison of ${fact} was not made`);
  return result ? MARK.yes : MARK.no;
}
