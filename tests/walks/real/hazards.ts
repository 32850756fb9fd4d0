import { activityInfo } from '@temporalio/activity';
import type { ApprovalActivities } from '../../../activities/approval-activities.ts';
import { dice } from '../world.ts';

/** 意外 what befalls the workers while walks go on. */
export interface Hazards {
  /** Called after every move; now and then it starts a mishap, and it throws what went wrong in one. */
  pulse(): Promise<void>;
  /** Waits for the mishap under way. */
  settled(): Promise<void>;
  readonly figures: { restarts: number; kills: number };
}

/** Nothing happens to the workers, but for completions that get lost. */
export const CALM: Hazards = {
  pulse: () => Promise.resolve(),
  settled: () => Promise.resolve(),
  figures: { restarts: 0, kills: 0 },
};

interface Trouble {
  /** Moves between two mishaps. */
  readonly every: number;
  readonly restart: () => Promise<void>;
  /** Kills a worker between a commit and its completion; null where walks do without. */
  readonly kill: (() => Promise<void>) | null;
}

/** Restarts the worker after so many moves; every third time, where it may, it kills one instead. */
export function hazardsOf({ every, restart, kill }: Trouble): Hazards {
  let moves = 0;
  let mishaps = 0;
  let underWay: Promise<void> | null = null;
  let failure: Error | null = null;
  const figures = { restarts: 0, kills: 0 };
  const begin = (): Promise<void> => {
    mishaps += 1;
    if (kill && mishaps % 3 === 0) {
      figures.kills += 1;
      return kill();
    }
    figures.restarts += 1;
    return restart();
  };
  return {
    figures,
    async pulse() {
      if (failure !== null) throw failure;
      await Promise.resolve();
      moves += 1;
      if (moves % every !== 0 || underWay) return;
      underWay = begin()
        .catch((error: unknown) => {
          failure = error instanceof Error ? error : new Error(String(error));
        })
        .finally(() => {
          underWay = null;
        });
    },
    async settled() {
      await underWay;
      if (failure !== null) throw failure;
    },
  };
}

type Recording = Pick<ApprovalActivities, 'recordCase' | 'recordTimeOuts'>;

/** Commits, and then now and then the completion is lost, as when a worker dies in between; the next attempt has to find it done. */
export function losing<A extends Recording>(activities: A): A {
  const lost = async <T>(id: string, work: Promise<T>): Promise<T> => {
    const outcome = await work;
    const seed = [...id].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
    if (activityInfo().attempt === 1 && dice(seed)(6) === 0) throw new Error('The completion was lost');
    return outcome;
  };
  return {
    ...activities,
    recordCase: (input) => lost(`${input.caseId} ${input.updateId}`, activities.recordCase(input)),
    recordTimeOuts: (input) =>
      lost(`${input.caseId} ${input.fired[0]?.at}`, activities.recordTimeOuts(input)),
  };
}
