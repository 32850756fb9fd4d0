import { checkCases } from '../../../db/doctor-approval.ts';
import { readCalendar } from '../../../db/transition/read-settings.ts';
import type { WorkCalendar } from '../../../domain/kernel/working-days.ts';
import { type Ground, openStack, type TestStack } from '../../support/open-stack.ts';
import { walkPolicy, workflowClock } from './ground.ts';
import { type Hazards, hazardsOf, losing } from './hazards.ts';
import { type RealDivergence, type RealFigures, realWalk } from './real-walk.ts';

/** What real walks stand on. */
export interface RealGround {
  readonly stack: TestStack;
  readonly calendar: WorkCalendar;
}

interface Runs {
  readonly runs: number;
  readonly first: number;
  /** Walks under way at the same time. */
  readonly together: number;
  /** Moves between two mishaps of the worker. */
  readonly every: number;
  readonly kill: ((ground: RealGround) => Promise<void>) | null;
  readonly told: (done: number) => void;
}

export interface RealReport {
  readonly walked: readonly RealFigures[];
  readonly found: readonly RealDivergence[];
  readonly hazards: Hazards['figures'];
}

/** A stack whose clock is the workflow's, whose policy is the walk's, and whose completions get lost. */
export async function openRealGround(services: Ground): Promise<RealGround> {
  const stack = await openStack(services, {
    clock: workflowClock,
    policy: walkPolicy,
    wrap: losing,
    maxCachedWorkflows: 50,
  });
  return { stack, calendar: await readCalendar(stack.db) };
}

/** Walks of consecutive seeds, several at once on one stack; ends early when one has failed. */
export async function runReal(
  ground: RealGround,
  { runs, first, together, every, kill, told }: Runs,
): Promise<RealReport> {
  const { stack } = ground;
  const hazards = hazardsOf({
    every,
    restart: () => stack.restartWorker(),
    kill: kill && (() => kill(ground)),
  });
  const walked: RealFigures[] = [];
  const found: RealDivergence[] = [];
  let next = first;
  const walker = async () => {
    while (next < first + runs && found.length === 0) {
      const seed = next;
      next += 1;
      const one = await realWalk(ground, hazards, { seed, name: `w${seed}`, told: null });
      if ('problem' in one) found.push(one);
      else walked.push(one);
      told(walked.length + found.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, runs) }, walker));
  await hazards.settled();
  if (found.length === 0) {
    for await (const { check, subject, detail } of checkCases(stack.db))
      throw new Error(`${check} ${subject}: ${detail}`);
  }
  return { walked, found, hazards: hazards.figures };
}
