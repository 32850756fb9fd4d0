import { median } from './clock.ts';
import type { Contestant } from './contest.ts';

const RUNS = 200;
const ROUNDS = 15;

/**
 * Bytes of garbage a decision leaves: growth of the heap over many decisions without a collection in between. NaN
 * where Node was not started with --expose-gc.
 */
export function garbageOf({ run }: Contestant): number {
  const collect = globalThis.gc;
  if (!collect) return Number.NaN;
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    void collect();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < RUNS; index += 1) run(index);
    const grown = process.memoryUsage().heapUsed - before;
    // Less than nothing means that a collection came in between.
    if (grown >= 0) found.push(grown);
  }
  // What asking for the figures itself takes is no garbage of the decisions.
  return Math.max(0, (median(found) - emptyGrowth(collect)) / RUNS);
}

function emptyGrowth(collect: NonNullable<typeof globalThis.gc>): number {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    void collect();
    const before = process.memoryUsage().heapUsed;
    found.push(process.memoryUsage().heapUsed - before);
  }
  return median(found);
}
