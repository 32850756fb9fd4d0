import {
  allHandlersFinished,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ApprovalActivities } from '../activities/approval-activities.ts';
import type { CaseStatus } from '../domain/approval/case.ts';
import type { SystemAct } from '../domain/approval/case-commands.ts';
import { caseParked } from '../domain/approval/case-refusals.ts';
import {
  type CaseOutcome,
  type CaseProcess,
  type CaseRequest,
  hasEnded,
  isGivenUp,
  requestRefusal,
} from '../domain/approval/case-requests.ts';
import { watchDeadlines } from './clock.ts';
import { alone, answerMessages, begun, current, handOver, onSignal, type Running, running } from './desk.ts';
import {
  type ApprovalCaseInput,
  approvalWorkflowIdOf,
  EXTENSION_DECIDED,
  type ExtensionDecided,
  REVIEW,
} from './messages.ts';
import { continueCaseInNextRun } from './next-run.ts';
import { beginExtension, signalIfOpen } from './other-workflows.ts';
import { RECORDING } from './recording.ts';

const activities = proxyActivities<ApprovalActivities>(RECORDING);
/** A receiver that is away is asked again for three days, ever more rarely. */
const callbacks = proxyActivities<ApprovalActivities>({
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** The running part of one case as its workflow leads it. */
export interface CaseLife {
  /** True as soon as the case exists; false when its start was refused. */
  begun(): Promise<boolean>;
  /** Waits for the end; goes on in a new run when the history has grown long. */
  untilEnded(): Promise<void>;
  /** Tells the end to whoever asked for it; the end stands already, whatever becomes of this. */
  tellStarter(): Promise<void>;
  /** Tells the case that asked for an extension how this one has ended. */
  tellAsker(): Promise<void>;
  end(): Promise<CaseStatus>;
}

export function leadCase(input: ApprovalCaseInput): CaseLife {
  const { caseId, carried } = input;
  const state = running<CaseProcess>(carried);
  answerMessages<CaseProcess, CaseRequest, CaseOutcome>(state, {
    refusalToAsk: ({ parked, process }, request) =>
      parked ? caseParked() : requestRefusal(process, request),
    record: async ({ request, requestHash, updateId }) => {
      const outcome = await activities.recordCase({ caseId, updateId, request, requestHash });
      if (request.command.verb === 'askExtension')
        await beginExtension(outcome, { caseId, ...request.command.data });
      return outcome;
    },
    release: (by) => activities.releaseApproval({ caseId, by }),
  });
  answerSignals(state, caseId);
  // An extension that was given up is over, and its task is told; any other case may be taken up again.
  const isOver = () => {
    const { status } = current(state);
    return hasEnded(status) || (input.asker !== undefined && isGivenUp(status));
  };

  return {
    begun: () => begun(state),

    async untilEnded() {
      await watchDeadlines({
        deadlines: () => current(state).deadlines,
        finished: () => isOver() || workflowInfo().continueAsNewSuggested,
        record: (fired) =>
          alone(state, async () => {
            state.process = await activities.recordTimeOuts({ caseId, fired });
          }),
        halted: () => state.parked,
        onBug: () => {
          state.parked = true;
        },
      });
      await condition(allHandlersFinished);
      if (!isOver()) await continueCaseInNextRun(input, handOver(state));
    },

    async tellStarter() {
      if (!input.hasCallback) return;
      try {
        await callbacks.deliverCallback({ caseId });
      } catch {
        await activities.giveUpCallback({ caseId });
      }
    },

    async tellAsker() {
      const { asker } = input;
      if (!asker) return;
      const granted = current(state).status === 'approved';
      const said: ExtensionDecided = { taskId: asker.taskId, granted, approval: caseId };
      await signalIfOpen(approvalWorkflowIdOf(asker.caseId), EXTENSION_DECIDED, [said]);
    },

    async end() {
      await condition(allHandlersFinished);
      return current(state).status;
    },
  };
}

/** Answers what other workflows say: look at the holders, an extension is decided. */
function answerSignals(state: Running<CaseProcess>, caseId: string): void {
  const systemAct = (act: SystemAct) =>
    onSignal(state, async () => {
      state.process = await activities.recordSystemAct({ caseId, act });
    });
  setHandler(defineSignal(REVIEW), () => systemAct({ verb: 'review', data: {} }));
  setHandler(defineSignal<[ExtensionDecided]>(EXTENSION_DECIDED), (said) =>
    systemAct({ verb: 'extend', data: said }),
  );
}
