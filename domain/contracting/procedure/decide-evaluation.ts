import type { Refusal } from '../../kernel/refusal.ts';
import { isGiven } from '../../policy/given.ts';
import type { ProcedureCommandData, ProcedureContext } from './commands.ts';
import { knownBidder, panelMissing } from './decide-bids.ts';
import { openDocuments } from './decide-documents.ts';
import { bidOf, type Deciders, fewestSuppliers, missing, rulesOf, unless } from './decision-kit.ts';
import type { ProcedureEventData } from './events.ts';
import { sitting } from './panel.ts';
import { lowPrices, rankBids } from './ranking.ts';
import { procedureRefusal } from './refusals.ts';
import type { ProcedureState } from './state.ts';

export const evaluationDeciders: Deciders<'JudgeBid' | 'RecordScores' | 'FinishEvaluation'> = {
  JudgeBid: (state, data, context) =>
    unless([judgeRefusal(state, data, context)], context, ['BidJudged', data]),
  RecordScores: (state, data, context) =>
    unless([scoreRefusal(state, data)], context, ['ScoresRecorded', data]),
  FinishEvaluation: (state, { tieSeed }, context) => {
    const obstacles = [
      isGiven(tieSeed) ? null : missing('tieSeed'),
      panelMissing(state),
      unfinished(state, context),
    ];
    const failure = failureOf(state);
    if (failure) return unless(obstacles, context, ['ProcedureFailed', failure]);
    const { bids, scores } = state;
    const documents = openDocuments(state);
    const ranking = rankBids({ bids, scores, documents, by: rulesOf(state).ranking, seed: tieSeed });
    return unless(obstacles, context, ['EvaluationFinished', { ranking, tieSeed }]);
  },
};

function judgeRefusal(
  state: ProcedureState,
  { providerId, valid, reasons, priceExplanation }: ProcedureCommandData['JudgeBid'],
  { region }: ProcedureContext,
): Refusal | null {
  const bid = bidOf(state, providerId);
  if (!bid) return knownBidder(state, providerId);
  if (valid === reasons.length > 0) return missing('reasons');
  const { ceilingFen } = openDocuments(state);
  if (valid && bid.priceFen > ceilingFen) {
    return procedureRefusal('PriceOverCeiling', { price_fen: bid.priceFen, ceiling_fen: ceilingFen });
  }
  const isLow = lowPrices(state.bids, region.lowPricePercentOfMean).includes(providerId);
  const competes = rulesOf(state).ranking !== 'none';
  return valid && competes && isLow && !isGiven(priceExplanation)
    ? procedureRefusal('LowPriceUnexplained', { provider_id: providerId, price_fen: bid.priceFen })
    : null;
}

function scoreRefusal(
  state: ProcedureState,
  { memberId, providerId, centipoints }: ProcedureCommandData['RecordScores'],
): Refusal | null {
  if (rulesOf(state).ranking !== 'score') return procedureRefusal('NothingToDo');
  const sits = state.panel && sitting(state.panel).some(({ id }) => id === memberId);
  if (!sits) return procedureRefusal('UnknownMember', { member_id: memberId });
  if (bidOf(state, providerId)?.valid !== true) {
    return procedureRefusal('UnknownBidder', { provider_id: providerId });
  }
  const items = new Map(openDocuments(state).scoreItems.map((item) => [item.id, item.maxCentipoints]));
  const fault = Object.entries(centipoints).find(
    ([id, points]) => !Number.isSafeInteger(points) || points < 0 || points > (items.get(id) ?? -1),
  );
  if (fault) return procedureRefusal('ScoreNotQuantified', { item: fault[0], centipoints: fault[1] });
  const lacking = [...items.keys()].find((id) => !Object.hasOwn(centipoints, id));
  return lacking === undefined ? null : missing(`centipoints.${lacking}`);
}

/** A bid that nobody has judged, a valid one that a sitting member has not scored, or a low price without a word on it. */
function unfinished(
  { bids, panel, scores, plan }: ProcedureState,
  { region }: ProcedureContext,
): Refusal | null {
  const unjudged = bids.find(({ valid }) => valid === null);
  if (unjudged) return procedureRefusal('EvaluationUnfinished', { provider_id: unjudged.providerId });
  const rules = rulesOf({ plan });
  const valid = bids.filter((bid) => bid.valid === true);
  const low = new Set(rules.ranking === 'none' ? [] : lowPrices(bids, region.lowPricePercentOfMean));
  const silent = valid.find((bid) => low.has(bid.providerId) && !isGiven(bid.priceExplanation));
  if (silent) return procedureRefusal('LowPriceUnexplained', { provider_id: silent.providerId });
  if (rules.ranking !== 'score' || panel === null) return null;
  const scored = new Set(scores.map(({ memberId, providerId }) => `${memberId} ${providerId}`));
  const lacking = valid.flatMap(({ providerId }) =>
    sitting(panel)
      .filter(({ id }) => !scored.has(`${id} ${providerId}`))
      .map(({ id }) => ({ member_id: id, provider_id: providerId })),
  )[0];
  return lacking ? procedureRefusal('EvaluationUnfinished', lacking) : null;
}

/** 废标情形 all prices above the budget (法 §36(三)), or fewer valid bids than the method needs (法 §36(一)). */
function failureOf(state: ProcedureState): ProcedureEventData['ProcedureFailed'] | null {
  const suppliers = state.bids.filter(({ valid }) => valid === true).length;
  if (state.bids.every(({ priceFen }) => priceFen > state.plan.budgetFen)) {
    return { reason: 'overBudget', suppliers, reference: '' };
  }
  return suppliers < fewestSuppliers(state) ? { reason: 'tooFewSuppliers', suppliers, reference: '' } : null;
}
