import type { ProviderId } from '../../kernel/brand.ts';
import { invariant } from '../../kernel/invariant.ts';
import { isOver } from '../../kernel/period.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { isGiven } from '../../policy/given.ts';
import { clocksOf } from './clocks.ts';
import type { ProcedureCommandData, ProcedureContext } from './commands.ts';
import { type Deciders, dayOf, fewestSuppliers, missing, rulesOf, unless } from './decision-kit.ts';
import { procedureRefusal } from './refusals.ts';
import { FRAMEWORK } from './region.ts';
import type { ProcedureState, Recommendation } from './state.ts';

export const awardDeciders: Deciders<
  'DeliverReport' | 'ChooseWinner' | 'NotifyAward' | 'EndResultNotice' | 'SignContract' | 'FulfilDuty'
> = {
  DeliverReport: (state, _data, context) =>
    unless(
      [
        rulesOf(state).statutory && recommended(state).reportedOn === null
          ? null
          : procedureRefusal('NothingToDo'),
      ],
      context,
      ['ReportDelivered', {}],
    ),
  ChooseWinner: (state, data, context) =>
    unless([choiceRefusal(state, data, context)], context, ['WinnerChosen', data]),
  NotifyAward: (state, data, context) =>
    unless(
      [
        recommended(state).winners.length > 0 ? null : missing('winners'),
        rulesOf(state).statutory && !data.inDesignatedMedia
          ? procedureRefusal('MediaNotDesignated', { media: data.media })
          : null,
      ],
      context,
      ['AwardNotified', data],
    ),
  EndResultNotice: (state, _data, context) =>
    unless([noticeRefusal(state, context)], context, ['ResultNoticeEnded', {}]),
  SignContract: (state, data, context) =>
    unless([signRefusal(state, data, context)], context, ['ContractSigned', {}]),
  FulfilDuty: (state, data, context) =>
    unless(
      [
        clocksOf(state, context).some(({ what }) => what === data.duty)
          ? null
          : procedureRefusal('NothingToDo', { duty: data.duty }),
      ],
      context,
      ['DutyFulfilled', data],
    ),
};

export function recommended({ recommendation }: ProcedureState): Recommendation {
  invariant(recommendation !== null, 'A recommendation stands before the award');
  return recommendation;
}

/** 候选顺序 the ranking without those whose award was void. */
export const candidates = ({ ranking, struck }: Recommendation): readonly ProviderId[] =>
  ranking.map(({ providerId }) => providerId).filter((id) => !struck.some((one) => one.providerId === id));

function choiceRefusal(
  state: ProcedureState,
  { winners, minutesRef }: ProcedureCommandData['ChooseWinner'],
  context: ProcedureContext,
): Refusal | null {
  const { method } = state.plan;
  const recommendation = recommended(state);
  const inOrder = candidates(recommendation);
  const stranger = winners.find((id) => !inOrder.includes(id));
  if (rulesOf(state).statutory && recommendation.reportedOn === null) return missing('report');
  if (winners.length === 0 || new Set(winners).size < winners.length) return missing('winners');
  if (stranger !== undefined) return procedureRefusal('UnknownBidder', { provider_id: stranger });
  const isInOrder = winners.every((id, at) => inOrder[at] === id);
  if (method === 'fixedSubsidy') return null;
  if (method === 'voucher') {
    return winners.length < fewestSuppliers(state)
      ? procedureRefusal('DirectModeNotAllowed', { admitted: winners.length })
      : null;
  }
  if (method === 'internalSelection') {
    if (winners.length > 1) return missing('winners');
    const enough = state.bids.length >= context.region.quotesWithoutMinutes && isInOrder;
    return enough || isGiven(minutesRef)
      ? null
      : procedureRefusal('NoMinutes', { quotes: state.bids.length });
  }
  if (!isInOrder) return procedureRefusal('NotInOrder', { first: inOrder[0] ?? null });
  if (method === 'frameworkAgreement') return admissionRefusal(winners.length, recommendation.ranking.length);
  return winners.length > 1 ? procedureRefusal('NotInOrder', { first: inOrder[0] ?? null }) : null;
}

/** 入围与淘汰 at least two are admitted and at least a fifth, and one, is turned away. */
function admissionRefusal(admitted: number, valid: number): Refusal | null {
  const turnedAway = valid - admitted;
  const enough = turnedAway >= 1 && turnedAway * 100 >= valid * FRAMEWORK.minEliminatedPercent;
  return admitted >= FRAMEWORK.minAdmitted && enough
    ? null
    : procedureRefusal('FrameworkTooLoose', { admitted, valid });
}

function noticeRefusal(state: ProcedureState, context: ProcedureContext): Refusal | null {
  const clock = clocksOf(state, context).find(({ what }) => what === 'resultNotice');
  if (!clock) return procedureRefusal('NothingToDo');
  return clock.dueOn !== null && dayOf(context.now) > clock.dueOn
    ? null
    : procedureRefusal('NotYetClosed', { until: clock.dueOn });
}

function signRefusal(
  state: ProcedureState,
  { openDisputes, lateReportRef }: ProcedureCommandData['SignContract'],
  context: ProcedureContext,
): Refusal | null {
  const { statutory } = rulesOf(state);
  const on = dayOf(context.now);
  const clocks = clocksOf(state, context);
  const signature = clocks.find(({ what }) => what === 'signature');
  const challenge = clocks.find(({ what }) => what === 'challenge');
  if (openDisputes > 0) return procedureRefusal('DisputeOpen', { open_disputes: openDisputes });
  if (!statutory) return null;
  if (context.region.signAfterChallengeWindow && !(challenge && isOver(challenge.course, on))) {
    return procedureRefusal('ChallengeWindowOpen', { until: challenge?.dueOn ?? null });
  }
  return signature && isOver(signature.course, on) && !isGiven(lateReportRef)
    ? procedureRefusal('SignedTooLate', { due_on: signature.dueOn })
    : null;
}
