import { setTimeout } from 'node:timers/promises';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import { backtest } from '../../rules/bulk/backtest.ts';
import { BLOCK } from '../../rules/bulk/columns.ts';
import { decideBlock } from '../../rules/bulk/decide.ts';
import { layOut } from '../../rules/bulk/lay-out.ts';
import { decideByHand } from './by-hand.ts';
import { SEED, someCases } from './cases.ts';
import { cpuMs } from './clock.ts';
import { conditions, oneRareException, QUESTION, releaseWith, sliceOf } from './measured-pack.ts';

/**
 * One task in a fresh process; says one number. Usage: cold.ts by-hand|columns|memory COUNT
 *   by-hand, columns: CPU milliseconds of the first time all cases are decided; memory: largest resident size in MB.
 */
const [task, count] = [process.argv[2], Number(process.argv[3])];

/** Loading the program leaves garbage, and compilations that go on in the background: none of it is the task's. */
async function settled(): Promise<void> {
  await setTimeout(SETTLING_MS);
  globalThis.gc?.();
}
const SETTLING_MS = 400;

async function byHand(): Promise<number> {
  const cases = someCases(count, SEED);
  const into = new Uint8Array(conditions.length);
  await settled();
  const before = cpuMs();
  for (const one of cases) decideByHand(one, into);
  return cpuMs() - before;
}

async function onColumns(): Promise<number> {
  const cases = someCases(count, SEED);
  const release = releaseWith(conditions);
  await settled();
  const before = cpuMs();
  const slice = sliceOf(release);
  for (let at = 0; at < count; at += BLOCK)
    decideBlock(layOut(cases.slice(at, at + BLOCK), slice.definitions.values()), slice);
  return cpuMs() - before;
}

function* made(): Generator<readonly PastDecision[]> {
  for (let at = 0; at < count; at += BLOCK) {
    const cases = someCases(Math.min(BLOCK, count - at), SEED + at);
    yield cases.map((facts, index) => ({
      projectId: `P${at + index}`,
      seq: 1,
      question: { ...QUESTION, facts },
      sector: 'education',
      amountFen: facts.estimate_fen,
    }));
  }
}

async function memory(): Promise<number> {
  const [before, after] = [releaseWith(conditions), releaseWith(oneRareException)];
  const report = await backtest(made(), { before, after, seed: SEED, on: null });
  invariant(report.decisions === count && report.disagreements.length === 0, 'The engine agrees');
  return process.resourceUsage().maxRSS / 1_024;
}

const TASKS: Readonly<Record<string, () => Promise<number>>> = {
  'by-hand': byHand,
  columns: onColumns,
  memory,
};
const run = TASKS[task ?? ''];
invariant(run && count > 0, 'Usage: cold.ts by-hand|columns|memory COUNT');
console.log(await run());
