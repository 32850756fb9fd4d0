import type { BulkResult, ColdResult } from './bulk.ts';

export interface DecisionResult {
  readonly name: string;
  readonly microseconds: number;
  readonly timesYardstick: number;
  readonly shareOfLimit: number;
  /** Measured only where it is promised. */
  readonly garbageBytes: number | null;
}

/** A figure to be reached, and what this run found. */
export interface Goal {
  readonly goal: string;
  readonly found: number;
  readonly reached: boolean;
}

interface Measured {
  readonly results: readonly DecisionResult[];
  readonly bulk: readonly BulkResult[];
  readonly cold: readonly ColdResult[];
  readonly lintMs: number;
}

export function goalsOf({ results, bulk, cold, lintMs }: Measured): readonly Goal[] {
  const find = (name: string) => results.find((one) => one.name === name);
  const micro = (name: string) => find(name)?.microseconds ?? Number.NaN;
  const [leaves, tree] = ['compiled, with leaf outcomes', 'compiled, with the whole trace tree'];
  const [engine, zen] = ['json-rules-engine, reused', 'zen-engine, with trace'];
  const live = micro('live decision (both, compared, findings)') / micro(engine);
  return [
    atMost('live decision, times the reused engine', live, 1.5),
    atLeast('leaf outcomes, times faster than the reused engine', micro(engine) / micro(leaves), 100),
    atLeast('leaf outcomes, times faster than zen with trace', micro(zen) / micro(leaves), 40),
    atLeast('leaf outcomes, % of the hand-written limit', (find(leaves)?.shareOfLimit ?? 0) * 100, 15),
    atMost('leaf outcomes, bytes of garbage a decision', find(leaves)?.garbageBytes ?? Number.NaN, 1_024),
    atLeast('trace tree, times faster than the reused engine', micro(engine) / micro(tree), 30),
    atLeast('trace tree, times faster than zen with trace', micro(zen) / micro(tree), 10),
    ...bulk.flatMap((one) => bulkGoals(one)),
    ...cold.map((one) =>
      atLeast(`first run in a fresh process, ${one.cases}, times by hand`, one.timesByHand, 0.35),
    ),
    atMost('lint of 60 rules, ms', lintMs, 25),
  ];
}

const bulkGoals = (one: BulkResult): readonly Goal[] => [
  atLeast(
    `backtest of ${one.cases}, times a loop by hand`,
    one.backtestTimesByHand,
    one.cases < 20_000 ? 1.1 : 2.5,
  ),
  atLeast(`with compiling and laying out, ${one.cases}, times by hand`, one.laidOutTimesByHand, 0.35),
  atMost(`one rule changed, ${one.cases}, % of a backtest`, one.whatIfShare * 100, 10),
];

const atLeast = (goal: string, found: number, limit: number): Goal => ({
  goal: `${goal} >= ${limit}`,
  found,
  reached: found >= limit,
});

const atMost = (goal: string, found: number, limit: number): Goal => ({
  goal: `${goal} <= ${limit}`,
  found,
  reached: found <= limit,
});

export function showResults(results: readonly DecisionResult[]): void {
  const head = ['µs', '× reused', '% of limit', 'garbage B'];
  row('60 rules, 20 facts; CPU time a decision', head);
  for (const { name, microseconds, timesYardstick, shareOfLimit, garbageBytes } of results) {
    const share = (shareOfLimit * 100).toFixed(2);
    row(name, [microseconds.toFixed(2), timesYardstick.toFixed(2), share, garbageBytes?.toFixed(0) ?? '']);
  }
}

export function showBulk(bulk: readonly BulkResult[], cold: readonly ColdResult[]): void {
  console.log('');
  row('all rules over many cases; ns of CPU time a case', ['2 releases', 'one rule', 'laid out', 'by hand']);
  for (const one of bulk) {
    const figures = [one.backtestNs, one.whatIfNs, one.laidOutNs, one.byHandNs];
    row(
      `${one.cases} cases`,
      figures.map((figure) => figure.toFixed(1)),
    );
  }
  for (const { cases, columnsMs, byHandMs } of cold) {
    const text = `columns ${columnsMs.toFixed(1)} ms, by hand ${byHandMs.toFixed(1)} ms`;
    console.log(`first run of a fresh process, ${cases} cases: ${text}`);
  }
}

export function showGoals(goals: readonly Goal[]): void {
  console.log('');
  for (const { goal, found, reached } of goals)
    console.log(`${reached ? '✓' : '✗'} ${goal}: ${found.toFixed(2)}`);
}

const row = (name: string, figures: readonly string[]): void =>
  console.log(`${name.padEnd(50)}${figures.map((figure) => figure.padStart(12)).join('')}`);
