import { invariant } from '../../kernel/invariant.ts';
import { dayOf } from './decision-kit.ts';
import type { ProcedureEvent } from './events.ts';
import { moveTo } from './evolve-kit.ts';
import { replaceMember } from './panel.ts';
import type { ProcedureState } from './state.ts';

type EvaluationEvent = Extract<
  ProcedureEvent,
  {
    type:
      | 'BidReceived'
      | 'BidWithdrawn'
      | 'BidsClosed'
      | 'PanelFormed'
      | 'MemberReplaced'
      | 'EvaluationBegun'
      | 'BidJudged'
      | 'ScoresRecorded'
      | 'EvaluationFinished'
      | 'EvaluationReopened';
  }
>;

const UNJUDGED = { valid: null, invalidReasons: [], priceExplanation: null } as const;

/** What happens to bids, panel and scores. */
export function evolveEvaluation(state: ProcedureState, event: EvaluationEvent): ProcedureState {
  switch (event.type) {
    case 'BidReceived':
      return { ...state, bids: [...state.bids, { ...event.data, receivedAt: event.at, ...UNJUDGED }] };
    case 'BidWithdrawn':
      return { ...state, bids: state.bids.filter((bid) => bid.providerId !== event.data.providerId) };
    case 'BidsClosed':
      return moveTo(state, 'closed');
    case 'PanelFormed':
      return { ...state, panel: event.data.panel };
    case 'EvaluationBegun':
      return moveTo(state, 'evaluating');
    case 'EvaluationFinished': {
      const endedOn = dayOf(event.at);
      const open = { reportedOn: null, choiceFrom: null, chosenOn: null, winners: [], minutesRef: null };
      return {
        ...moveTo(state, 'recommended'),
        recommendation: { endedOn, ranking: event.data.ranking, ...open, struck: [] },
      };
    }
    case 'EvaluationReopened':
      // Another panel judges: nothing of the first evaluation is carried over.
      return {
        ...moveTo(state, 'evaluating', dayOf(event.at)),
        ...{ panel: null, scores: [], recommendation: null, notifiedOn: null, duties: {} },
        bids: state.bids.map((bid) => ({ ...bid, ...UNJUDGED })),
      };
    default:
      return evolveJudgement(state, event);
  }
}

function evolveJudgement(
  state: ProcedureState,
  event: Extract<EvaluationEvent, { type: 'MemberReplaced' | 'BidJudged' | 'ScoresRecorded' }>,
): ProcedureState {
  switch (event.type) {
    case 'MemberReplaced': {
      invariant(state.panel !== null, 'Only a member of a panel is replaced');
      const { memberId } = event.data;
      return {
        ...state,
        panel: replaceMember(state.panel, event.data),
        scores: state.scores.filter((score) => score.memberId !== memberId),
      };
    }
    case 'BidJudged': {
      const { providerId, valid, reasons, priceExplanation } = event.data;
      return {
        ...state,
        bids: state.bids.map((bid) =>
          bid.providerId === providerId ? { ...bid, valid, invalidReasons: reasons, priceExplanation } : bid,
        ),
        scores: valid ? state.scores : state.scores.filter((score) => score.providerId !== providerId),
      };
    }
    case 'ScoresRecorded': {
      const { memberId, providerId } = event.data;
      const others = state.scores.filter(
        (score) => score.memberId !== memberId || score.providerId !== providerId,
      );
      return { ...state, scores: [...others, event.data] };
    }
  }
}
