import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../domain/kernel/invariant.ts';
import { changeBetween } from '../../rules/bulk/change.ts';
import { BLOCK, type Columns, hasBit } from '../../rules/bulk/columns.ts';
import { type DecidedBlock, decideBlock, redecide } from '../../rules/bulk/decide.ts';
import { layOut } from '../../rules/bulk/lay-out.ts';
import { type Case, decideByHand } from './by-hand.ts';
import { SEED, someCases } from './cases.ts';
import { median, timed } from './clock.ts';
import { conditions, oneRuleMoved, releaseWith, sliceOf } from './measured-pack.ts';

/** Columns beside a loop of the hand-written function; CPU time in nanoseconds a case. */
export interface BulkResult {
  readonly cases: number;
  /** All sixty rules, by hand and on columns that have been laid out. */
  readonly byHandNs: number;
  readonly columnsNs: number;
  /** A whole backtest: both releases, with the cases that change. */
  readonly backtestNs: number;
  /** One rule changed, on what a backtest has kept. */
  readonly whatIfNs: number;
  /** All sixty rules with compiling them and laying out the columns, the code being warm. */
  readonly laidOutNs: number;
  readonly timesByHand: number;
  readonly laidOutTimesByHand: number;
  readonly backtestTimesByHand: number;
  readonly whatIfShare: number;
}

/** The first run in a fresh process, with laying out the columns and compiling the rules. */
export interface ColdResult {
  readonly cases: number;
  readonly byHandMs: number;
  readonly columnsMs: number;
  readonly timesByHand: number;
}

export function measureBulk(count: number, rounds: number): BulkResult {
  const cases = someCases(count, SEED + 1);
  const release = releaseWith(conditions);
  const [before, after] = [sliceOf(release), sliceOf(releaseWith(oneRuleMoved))];
  const change = changeBetween(before, after);
  const blocks = blocksOf(cases);
  demandSameAnswers(
    cases,
    blocks.map((columns) => decideBlock(columns, before)),
  );
  const into = new Uint8Array(conditions.length);
  const kept = blocks.map((columns) => decideBlock(columns, before));
  const runs = {
    byHand: () => {
      for (const one of cases) decideByHand(one, into);
    },
    columns: () => {
      for (const columns of blocks) decideBlock(columns, before);
    },
    laidOut: () => {
      const slice = sliceOf(release);
      for (const columns of blocksOf(cases)) decideBlock(columns, slice);
    },
    backtest: () => {
      for (const columns of blocks) redecide(columns, decideBlock(columns, before), change);
    },
    whatIf: () => {
      blocks.forEach((columns, at) => redecide(columns, kept[at] as DecidedBlock, change));
    },
  };
  const of = mediansOf(runs, { times: Math.max(1, Math.ceil(40_000 / count)), rounds, count });
  return {
    cases: count,
    byHandNs: of.byHand,
    columnsNs: of.columns,
    backtestNs: of.backtest,
    whatIfNs: of.whatIf,
    laidOutNs: of.laidOut,
    timesByHand: of.byHand / of.columns,
    laidOutTimesByHand: of.byHand / of.laidOut,
    backtestTimesByHand: of.byHand / of.backtest,
    whatIfShare: of.whatIf / of.backtest,
  };
}

interface Measuring {
  readonly times: number;
  readonly rounds: number;
  readonly count: number;
}

/** Round by round, so that a busy moment of the machine hits all of them; two rounds are for warming up. */
function mediansOf<Name extends string>(
  runs: Readonly<Record<Name, () => void>>,
  { times, rounds, count }: Measuring,
): Readonly<Record<Name, number>> {
  const names = Object.keys(runs) as Name[];
  const found = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round += 1) {
    for (const name of names) {
      const spent = timed(times, runs[name]);
      if (round >= 0) found.get(name)?.push((spent * 1e6) / count);
    }
  }
  const entries = names.map((name) => [name, median(found.get(name) ?? [])]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

const FACT_DEFINITIONS = [...sliceOf(releaseWith(conditions)).definitions.values()];

function blocksOf(cases: readonly Case[]): readonly Columns[] {
  const count = Math.ceil(cases.length / BLOCK);
  return Array.from({ length: count }, (_, at) =>
    layOut(cases.slice(at * BLOCK, (at + 1) * BLOCK), FACT_DEFINITIONS),
  );
}

function demandSameAnswers(cases: readonly Case[], decided: readonly DecidedBlock[]): void {
  const into = new Uint8Array(conditions.length);
  cases.forEach((one, index) => {
    decideByHand(one, into);
    const block = decided[Math.floor(index / BLOCK)];
    const same = block?.rules.every(({ yes }, rule) => hasBit(yes, index % BLOCK) === (into[rule] === 1));
    invariant(same, `Columns and the hand-written function differ about case ${index}`);
  });
}

const CHILD = fileURLToPath(new URL('./cold.ts', import.meta.url));

/** Runs a task of `cold.ts` in a process of its own and reads the one number it says. */
export const inFreshProcess = (task: string, count: number): number =>
  Number(
    execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', CHILD, task, String(count)], {
      encoding: 'utf8',
    }),
  );

export function measureCold(count: number, rounds: number): ColdResult {
  const [byHand, columns]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    byHand.push(inFreshProcess('by-hand', count));
    columns.push(inFreshProcess('columns', count));
  }
  const [byHandMs, columnsMs] = [median(byHand), median(columns)];
  return { cases: count, byHandMs, columnsMs, timesByHand: byHandMs / columnsMs };
}
