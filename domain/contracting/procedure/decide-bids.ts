import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { isGiven } from '../../policy/given.ts';
import type { ProcedureCommandData, ProcedureContext } from './commands.ts';
import { doubleBidRefusal } from './consortium.ts';
import { openDocuments } from './decide-documents.ts';
import { bidOf, type Deciders, fewestSuppliers, missing, rulesOf, unless } from './decision-kit.ts';
import { drawPanel, hasInterest, leastMembers, type PanelRequest, type PanelRoll, sitting } from './panel.ts';
import { procedureRefusal } from './refusals.ts';
import type { ProcedureState } from './state.ts';

export const bidDeciders: Deciders<
  'ReceiveBid' | 'WithdrawBid' | 'CloseBids' | 'FormPanel' | 'ReplaceMember' | 'BeginEvaluation'
> = {
  ReceiveBid: (state, data, context) =>
    unless([bidRefusal(state, data, context)], context, ['BidReceived', data]),
  WithdrawBid: (state, data, context) =>
    unless([lateRefusal(state, context), knownBidder(state, data.providerId)], context, [
      'BidWithdrawn',
      data,
    ]),
  CloseBids: (state, _data, context) => {
    const { closesAt } = openDocuments(state);
    const isEarly = context.now < closesAt && !allHaveAnswered(state);
    const tooEarly = isEarly ? procedureRefusal('NotYetClosed', { closesAt }) : null;
    const suppliers = state.bids.length;
    return suppliers < fewestSuppliers(state)
      ? unless([tooEarly], context, [
          'ProcedureFailed',
          { reason: 'tooFewSuppliers', suppliers, reference: '' },
        ])
      : unless([tooEarly], context, ['BidsClosed', { bids: suppliers }]);
  },
  FormPanel: (state, data, context) => {
    const panel = formPanel(state, data);
    return 'members' in panel ? unless([], context, ['PanelFormed', { panel }]) : refuse(panel);
  },
  ReplaceMember: (state, { memberId, reason, substitute }, context) => {
    const found = substituteFor(state, memberId, substitute);
    if (typeof found !== 'string') return refuse(found);
    return unless([isGiven(reason) ? null : missing('reason')], context, [
      'MemberReplaced',
      { memberId, reason, substituteId: found },
    ]);
  },
  BeginEvaluation: (state, _data, context) => unless([panelMissing(state)], context, ['EvaluationBegun', {}]),
};

/** 受邀供应商均已报价 below the limit nobody is left to wait for once all who were asked have answered (D). */
const allHaveAnswered = (state: ProcedureState): boolean =>
  !rulesOf(state).statutory &&
  rulesOf(state).openTo === 'invited' &&
  openDocuments(state).invited.every(({ providerId }) => bidOf(state, providerId) !== undefined);

function formPanel(state: ProcedureState, request: PanelRequest): PanelRoll | Refusal {
  const least = leastMembers(rulesOf(state), state.plan);
  if (least === null || state.panel !== null) return procedureRefusal('NothingToDo');
  const bidders = biddersOf(state);
  const interested = request.buyerMembers.find((one) => hasInterest(one, bidders));
  if (interested) return procedureRefusal('NotRecused', { member_id: interested.id });
  const panel = drawPanel(request, bidders, least);
  return typeof panel === 'string' ? procedureRefusal('PanelUnlawful', { fault: panel, least }) : panel;
}

/** Everybody who stands behind a bid. */
const biddersOf = ({ bids }: ProcedureState): readonly string[] =>
  bids.flatMap(({ providerId, consortiumMembers }) => [providerId, ...consortiumMembers]);

export const panelMissing = (state: ProcedureState): Refusal | null =>
  rulesOf(state).panel !== null && state.panel === null
    ? procedureRefusal('PanelUnlawful', { fault: 'noPanel' })
    : null;

export const knownBidder = (state: ProcedureState, providerId: string): Refusal | null =>
  bidOf(state, providerId) ? null : procedureRefusal('UnknownBidder', { provider_id: providerId });

function lateRefusal(state: ProcedureState, { now }: ProcedureContext): Refusal | null {
  const { closesAt } = openDocuments(state);
  return now > closesAt ? procedureRefusal('BidTooLate', { closesAt, receivedAt: now }) : null;
}

function bidRefusal(
  state: ProcedureState,
  bid: ProcedureCommandData['ReceiveBid'],
  context: ProcedureContext,
): Refusal | null {
  const { invited } = openDocuments(state);
  const isInvited = invited.some(({ providerId }) => providerId === bid.providerId);
  if (!Number.isSafeInteger(bid.priceFen) || bid.priceFen <= 0) return missing('priceFen');
  if (rulesOf(state).openTo === 'invited' && !isInvited) {
    return procedureRefusal('UnknownBidder', { provider_id: bid.providerId });
  }
  return lateRefusal(state, context) ?? doubleBidRefusal(state.bids, bid);
}

/** Who takes the seat of a member who recuses, or why nobody can. */
function substituteFor(
  state: ProcedureState,
  memberId: string,
  substitute: ProcedureCommandData['ReplaceMember']['substitute'],
): string | Refusal {
  const roll = state.panel;
  const member = roll && sitting(roll).find(({ id }) => id === memberId);
  if (!roll || !member) return procedureRefusal('UnknownMember', { member_id: memberId });
  if (member.kind === 'expert') {
    // An expert is drawn, never named.
    if (substitute !== null) return procedureRefusal('PanelUnlawful', { fault: 'expertNamed' });
    return roll.standby[0] ?? procedureRefusal('PanelUnlawful', { fault: 'poolTooSmall' });
  }
  if (substitute === null) return missing('substitute');
  if (roll.members.some(({ id }) => id === substitute.id) || roll.pool.includes(substitute.id)) {
    return procedureRefusal('PanelUnlawful', { fault: 'twice' });
  }
  return hasInterest(substitute, biddersOf(state))
    ? procedureRefusal('NotRecused', { member_id: substitute.id })
    : substitute.id;
}
