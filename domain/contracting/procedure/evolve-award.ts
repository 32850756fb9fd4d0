import { invariant } from '../../kernel/invariant.ts';
import { dayOf } from './decision-kit.ts';
import type { ProcedureEvent } from './events.ts';
import { moveTo } from './evolve-kit.ts';
import type { ProcedureState, Recommendation } from './state.ts';

type AwardEvent = Extract<
  ProcedureEvent,
  {
    type:
      | 'ReportDelivered'
      | 'WinnerChosen'
      | 'AwardNotified'
      | 'ResultNoticeEnded'
      | 'ContractSigned'
      | 'DutyFulfilled'
      | 'AwardVoided';
  }
>;

const recommend = (state: ProcedureState, change: Partial<Recommendation>): ProcedureState => {
  invariant(state.recommendation !== null, 'A recommendation stands before the award');
  return { ...state, recommendation: { ...state.recommendation, ...change } };
};

/** What happens between the report and the signature, and what is owed after it. */
export function evolveAward(state: ProcedureState, event: AwardEvent): ProcedureState {
  const on = dayOf(event.at);
  switch (event.type) {
    case 'ReportDelivered':
      return recommend(state, { reportedOn: on, choiceFrom: on });
    case 'WinnerChosen':
      return recommend(state, { chosenOn: on, ...event.data });
    case 'AwardNotified':
      return { ...moveTo(state, 'awardNotified'), notifiedOn: on };
    case 'ResultNoticeEnded':
      return moveTo(state, 'challengeWindow');
    case 'ContractSigned':
      return { ...moveTo(state, 'signed'), signedOn: on, endedOn: on };
    case 'DutyFulfilled':
      return { ...state, duties: { ...state.duties, [event.data.duty]: on } };
    case 'AwardVoided': {
      const { winners, ground, reference } = event.data;
      const struck = winners.map((providerId) => ({ providerId, reason: `${ground}: ${reference}` }));
      const voided = recommend(moveTo(state, 'recommended', on), {
        ...{ choiceFrom: on, chosenOn: null, winners: [], minutesRef: null },
        struck: [...(state.recommendation?.struck ?? []), ...struck],
      });
      return { ...voided, notifiedOn: null, duties: {} };
    }
  }
}
