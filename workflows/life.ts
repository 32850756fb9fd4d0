import {
  allHandlersFinished,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProjectActivities } from '../activities/project-activities.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import type { ProjectProcess } from '../domain/project/process.ts';
import { isEnd, type Stage, type State } from '../domain/project/states.ts';
import { watchDeadlines } from './clock.ts';
import { refusalToAsk, rejectUnless } from './entrance.ts';
import { guarded } from './guarded.ts';
import {
  type Carried,
  EXECUTE,
  type ExecuteInput,
  type ExecuteResult,
  LIFE,
  type LifeReport,
  type PurchaseProjectInput,
  RELEASE,
} from './messages.ts';
import { continueInNextRun } from './next-run.ts';

/** Ids remembered over continue-as-new; the database remembers all of them for ever. */
const RECENT_UPDATES = 200;
/** How long a workflow waits for the creation it was started with. */
const CREATION_WAIT = '1 minute';

const activities = proxyActivities<ProjectActivities>({
  // A worker that dies with an activity is noticed by this time-out only; a transaction takes milliseconds.
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** The running part of one project as its workflow leads it: handlers, lock, clock and the way to the next run. */
export interface Life {
  /** True as soon as the project exists; false when its creation was refused. */
  begun(): Promise<boolean>;
  /** Waits until the project has left a stage that it is in; stages behind it are passed at once. */
  through(stage: Stage): Promise<void>;
  end(): Promise<State>;
}

interface Running {
  process: ProjectProcess | null;
  recent: readonly string[];
  parked: boolean;
  busy: boolean;
  declined: boolean;
}

export function lead(input: PurchaseProjectInput): Life {
  const { projectId, carried } = input;
  const running: Running = {
    process: carried?.process ?? null,
    recent: carried?.recent ?? [],
    parked: carried?.parked ?? false,
    busy: false,
    declined: false,
  };
  answerMessages(projectId, running);

  const left = (stage: Stage): boolean => {
    const process = current(running);
    return isEnd(process.state) || process.stage !== stage;
  };

  return {
    async begun() {
      const decided = () => running.process !== null || running.declined;
      await condition(decided, CREATION_WAIT);
      await condition(() => decided() || allHandlersFinished());
      return running.process !== null;
    },

    async through(stage) {
      if (left(stage)) return;
      await watchDeadlines({
        process: () => current(running),
        finished: () => left(stage) || workflowInfo().continueAsNewSuggested,
        record: (fired) =>
          alone(running, async () => {
            running.process = await activities.recordDeadlines({ projectId, fired });
          }),
        halted: () => running.parked,
        onBug: () => {
          running.parked = true;
        },
      });
      await condition(allHandlersFinished);
      if (!isEnd(current(running).state)) await continueInNextRun(input, handOver(running));
    },

    async end() {
      await condition(allHandlersFinished);
      return current(running).state;
    },
  };
}

function current(running: Running): ProjectProcess {
  invariant(running.process, 'The project has begun');
  return running.process;
}

const handOver = (running: Running): Carried => ({
  v: 1,
  process: current(running),
  recent: running.recent,
  parked: running.parked,
});

/** One command at a time: what waits here sees the project as the one before it has left it. */
async function alone<T>(running: Running, work: () => Promise<T>): Promise<T> {
  await condition(() => !running.busy);
  running.busy = true;
  try {
    return await work();
  } finally {
    running.busy = false;
  }
}

function answerMessages(projectId: string, running: Running): void {
  const onBug = () => {
    running.parked = true;
  };

  const execute = async ({ request, requestHash }: ExecuteInput): Promise<ExecuteResult> =>
    alone(running, async () => {
      const updateId = currentUpdateInfo()?.id;
      invariant(updateId, 'A command comes as an update');
      // Answered before, in this run or an earlier one: the database has the answer, whatever the project does now.
      const repeated = running.recent.includes(updateId);
      const refusal = repeated ? null : refusalToAsk(running, request);
      if (refusal) return { ok: false, refusal, requestHash };
      const outcome = await activities.recordTransition({ projectId, updateId, request, requestHash });
      if (outcome.ok && !repeated) {
        running.process = outcome.process;
        running.recent = [...running.recent, updateId].slice(-RECENT_UPDATES);
      }
      running.declined = running.process === null;
      return outcome;
    });

  const release = async (by: string): Promise<void> => {
    await activities.releaseCase({ projectId, by });
    running.parked = false;
  };

  setHandler(defineUpdate<ExecuteResult, [ExecuteInput]>(EXECUTE), guarded(execute, onBug), {
    validator: ({ request }: ExecuteInput): void => {
      if (running.recent.includes(currentUpdateInfo()?.id ?? '')) return;
      rejectUnless(refusalToAsk(running, request));
    },
  });
  setHandler(defineUpdate<void, [string]>(RELEASE), guarded(release, onBug));
  setHandler(
    defineQuery<LifeReport>(LIFE),
    (): LifeReport => ({ process: running.process, parked: running.parked, recentUpdateIds: running.recent }),
  );
}
