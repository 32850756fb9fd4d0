import { invariant } from '../../kernel/invariant.ts';
import { dateAt, type LocalDate } from '../../kernel/local-date.ts';
import type { Pause } from '../../kernel/period.ts';
import type { DisputeEvent, DisputeState } from './dispute.ts';
import { assertDisputeMove, type DisputeStatus } from './states.ts';

/** Folds one event into the dispute. The first is always `Received`; what cannot have happened throws. */
export function evolveDispute(state: DisputeState | null, event: DisputeEvent): DisputeState {
  const on = dateAt(Date.parse(event.at));
  if (event.type === 'Received') {
    invariant(state === null, 'A dispute is received once');
    return {
      ...{ v: 1, status: 'received', ...event.data, mayChangeResult: false, receivedOn: on, answer: null },
      ...{ filedOn: null, acceptedOn: null, copiesOn: null, expertise: [], suspension: null },
      ...{ decision: null, closedFor: null, lastAt: event.at },
    };
  }
  invariant(state !== null, `${event.type} before the dispute was received`);
  return { ...apply(state, event, on), lastAt: event.at };
}

type Later = Exclude<DisputeEvent, { type: 'Received' }>;

function apply(state: DisputeState, event: Later, on: LocalDate): DisputeState {
  switch (event.type) {
    case 'TakeUp':
      return { ...moved(state, 'answering'), mayChangeResult: event.data.mayChangeResult };
    case 'AnswerChallenge':
      return { ...moved(state, 'answered'), answer: { on, outcome: event.data.outcome } };
    case 'EndAnswering':
      return moved(state, 'complaintWindow');
    case 'FileComplaint':
      return { ...moved(state, 'filed'), filedOn: on, matters: event.data.matters };
    case 'AcceptComplaint':
      return { ...moved(state, 'accepted'), acceptedOn: on };
    case 'SendCopies':
      return { ...moved(state, 'deciding'), copiesOn: on };
    case 'SuspendProcurement':
      return { ...state, suspension: { from: on, to: null, reference: event.data.reference } };
    case 'LiftSuspension':
      return lifted(state, on);
    case 'BeginExpertise':
      return { ...state, expertise: [...state.expertise, { from: on, to: null }] };
    case 'EndExpertise':
      return { ...state, expertise: state.expertise.map((pause) => ended(pause, on)) };
    case 'Decide':
      return { ...moved(state, 'decided'), decision: { on, outcome: event.data.outcome } };
    case 'ReturnChallenge':
    case 'ReturnComplaint':
    case 'WithdrawComplaint':
      return closed(state, event.data.reason, on);
    case 'AnswerInquiry':
      return closed(state, event.data.answer, on);
    case 'Lapse':
      return closed(state, '投诉期满', on);
    case 'CarryOut':
      return closed(state, event.data.reference, on);
  }
}

function moved(state: DisputeState, status: DisputeStatus): DisputeState {
  assertDisputeMove(state.status, status);
  return { ...state, status };
}

/** Nothing stays suspended by a dispute that is closed. */
const closed = (state: DisputeState, closedFor: string, on: LocalDate): DisputeState => ({
  ...lifted(moved(state, 'closed'), on),
  closedFor,
});

const ended = <P extends Pause>(pause: P, on: LocalDate): P =>
  pause.to === null ? { ...pause, to: on } : pause;

const lifted = (state: DisputeState, on: LocalDate): DisputeState => ({
  ...state,
  suspension: state.suspension && ended(state.suspension, on),
});
