import { invariant } from '../../kernel/invariant.ts';
import { dayOf } from './decision-kit.ts';
import type { ProcedureEvent, ProcedureEventData } from './events.ts';
import { evolveAward } from './evolve-award.ts';
import { evolveEvaluation } from './evolve-evaluation.ts';
import { moveTo } from './evolve-kit.ts';
import type { ProcedureState } from './state.ts';

/** Folds one event into the procedure. The first is always `ProcedurePlanned`; what cannot have happened throws. */
export function evolveProcedure(state: ProcedureState | null, event: ProcedureEvent): ProcedureState {
  if (event.type === 'ProcedurePlanned') {
    invariant(state === null, 'A procedure is planned once');
    return planned(event.data, event.at);
  }
  invariant(state !== null, `${event.type} before the procedure was planned`);
  return { ...apply(state, event), lastAt: event.at };
}

const RUN = {
  documents: null,
  clarifications: [],
  bids: [],
  panel: null,
  scores: [],
  recommendation: null,
  notifiedOn: null,
  signedOn: null,
  endedOn: null,
  duties: {},
} as const;

const planned = (
  { procedureId, plan, intentOn }: ProcedureEventData['ProcedurePlanned'],
  lastAt: string,
): ProcedureState => ({
  ...{ v: 1, procedureId, status: 'planned', run: 1, plan, intentOn },
  ...RUN,
  ...{ pauses: [], resumeTo: null, failures: [], lastAt },
});

type Later = Exclude<ProcedureEvent, { type: 'ProcedurePlanned' }>;

function apply(state: ProcedureState, event: Later): ProcedureState {
  switch (event.type) {
    case 'IntentPublished':
      return { ...moveTo(state, 'intentPublished'), intentOn: dayOf(event.at) };
    case 'DocumentsIssued':
      return { ...moveTo(state, 'documentsIssued'), documents: event.data.documents };
    case 'ClarificationOpened':
      return moveTo(state, 'clarifying');
    case 'ClarificationIssued':
      return clarified(state, event);
    case 'BidReceived':
    case 'BidWithdrawn':
    case 'BidsClosed':
    case 'PanelFormed':
    case 'MemberReplaced':
    case 'EvaluationBegun':
    case 'BidJudged':
    case 'ScoresRecorded':
    case 'EvaluationFinished':
    case 'EvaluationReopened':
      return evolveEvaluation(state, event);
    case 'ReportDelivered':
    case 'WinnerChosen':
    case 'AwardNotified':
    case 'ResultNoticeEnded':
    case 'ContractSigned':
    case 'DutyFulfilled':
    case 'AwardVoided':
      return evolveAward(state, event);
    case 'ProcedureSuspended':
    case 'ProcedureResumed':
      return interrupted(state, event);
    case 'ProcedureFailed':
    case 'ProcedureRerun':
    case 'ProcedureCancelled':
      return ended(state, event);
  }
}

function clarified(
  state: ProcedureState,
  { at, data }: Extract<ProcedureEvent, { type: 'ClarificationIssued' }>,
): ProcedureState {
  const { documents } = state;
  invariant(documents !== null, 'Only issued documents are clarified');
  const { affectsBids, newClosesAt } = data;
  return {
    ...moveTo(state, 'documentsIssued'),
    documents: { ...documents, closesAt: newClosesAt ?? documents.closesAt },
    clarifications: [...state.clarifications, { on: dayOf(at), affectsBids }],
  };
}

function interrupted(
  state: ProcedureState,
  event: Extract<ProcedureEvent, { type: 'ProcedureSuspended' | 'ProcedureResumed' }>,
): ProcedureState {
  const on = dayOf(event.at);
  switch (event.type) {
    case 'ProcedureSuspended': {
      const { cause, reference } = event.data;
      return {
        ...moveTo(state, 'suspended'),
        pauses: [...state.pauses, { from: on, to: null, cause, reference }],
        resumeTo: state.status,
      };
    }
    case 'ProcedureResumed': {
      const { documents, resumeTo } = state;
      invariant(resumeTo !== null, 'A procedure goes on where it stood');
      const { closesAt, documentsUntil } = event.data;
      return {
        ...moveTo(state, resumeTo, on),
        documents: documents && {
          ...documents,
          closesAt: closesAt ?? documents.closesAt,
          documentsUntil: documentsUntil ?? documents.documentsUntil,
        },
      };
    }
  }
}

function ended(
  state: ProcedureState,
  event: Extract<ProcedureEvent, { type: 'ProcedureFailed' | 'ProcedureRerun' | 'ProcedureCancelled' }>,
): ProcedureState {
  const on = dayOf(event.at);
  switch (event.type) {
    case 'ProcedureFailed': {
      const { reason, suppliers } = event.data;
      const { run, plan } = state;
      return {
        ...moveTo(state, 'failed', on),
        endedOn: on,
        failures: [...state.failures, { run, method: plan.method, reason, suppliers, on }],
      };
    }
    case 'ProcedureRerun':
      return { ...moveTo(state, 'planned'), ...RUN, run: state.run + 1, plan: event.data.plan };
    case 'ProcedureCancelled':
      return { ...moveTo(state, 'cancelled', on), endedOn: on };
  }
}
