import {
  allHandlersFinished,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProjectActivities } from '../activities/project-activities.ts';
import type { CommandRequest } from '../domain/project/commands.ts';
import type { CommandOutcome } from '../domain/project/outcome.ts';
import type { ProjectProcess } from '../domain/project/process.ts';
import { isEnd, type Stage, type State } from '../domain/project/states.ts';
import { watchDeadlines } from './clock.ts';
import { alone, answerMessages, begun, current, handOver, onSignal, running } from './desk.ts';
import { refusalToAsk } from './entrance.ts';
import { type PurchaseProjectInput, REVIEW } from './messages.ts';
import { continueInNextRun } from './next-run.ts';
import { RECORDING } from './recording.ts';

const activities = proxyActivities<ProjectActivities>(RECORDING);

/** The running part of one project as its workflow leads it: handlers, lock, clock and the way to the next run. */
export interface Life {
  /** True as soon as the project exists; false when its creation was refused. */
  begun(): Promise<boolean>;
  /** Waits until the project has left a stage that it is in; stages behind it are passed at once. */
  through(stage: Stage): Promise<void>;
  end(): Promise<State>;
}

export function lead(input: PurchaseProjectInput): Life {
  const { projectId, carried } = input;
  const state = running<ProjectProcess>(carried);
  answerMessages<ProjectProcess, CommandRequest, CommandOutcome>(state, {
    refusalToAsk,
    record: ({ request, requestHash, updateId }) =>
      activities.recordTransition({ projectId, updateId, request, requestHash }),
    release: (by) => activities.releaseCase({ projectId, by }),
  });

  setHandler(defineSignal(REVIEW), () =>
    onSignal(state, async () => {
      state.process = await activities.reviewProject({ projectId });
    }),
  );

  const left = (stage: Stage): boolean => {
    const process = current(state);
    return isEnd(process.state) || process.stage !== stage;
  };

  return {
    begun: () => begun(state),

    async through(stage) {
      if (left(stage)) return;
      await watchDeadlines({
        deadlines: () => current(state).deadlines,
        finished: () => left(stage) || workflowInfo().continueAsNewSuggested,
        record: (fired) =>
          alone(state, async () => {
            state.process = await activities.recordDeadlines({ projectId, fired });
          }),
        halted: () => state.parked,
        onBug: () => {
          state.parked = true;
        },
      });
      await condition(allHandlersFinished);
      if (!isEnd(current(state).state)) await continueInNextRun(input, handOver(state));
    },

    async end() {
      await condition(allHandlersFinished);
      return current(state).state;
    },
  };
}
