import { METHOD_RULES } from '../contracting/procedure/methods.ts';
import { sitting } from '../contracting/procedure/panel.ts';
import type { FailureReason, ProcedureState } from '../contracting/procedure/state.ts';
import type { Award, Bid, Panel, WinnerChoice } from '../contracting/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { cite } from '../kernel/law.ts';
import { dateAt } from '../kernel/local-date.ts';
import type { Citation } from '../kernel/refusal.ts';

/** The rule and article that each failure follows from. */
const FAILURES: Readonly<Record<FailureReason, { readonly rule: string; readonly citation: Citation }>> = {
  tooFewSuppliers: { rule: 'TND-12', citation: cite('procurementLaw', '第三十六条第一款第一项', 'V') },
  irregularities: { rule: 'TND-12', citation: cite('procurementLaw', '第三十六条第一款第二项', 'V') },
  overBudget: { rule: 'TND-13', citation: cite('procurementLaw', '第三十六条第一款第三项', 'V') },
  resultVoid: { rule: 'AWD-03', citation: cite('order94', '第三十二条', 'M') },
};

/** 失败情形 of the run that has just failed, with its legal ground. */
export function failureOf(procedure: ProcedureState, reference: string) {
  const last = procedure.failures.at(-1);
  invariant(last, 'A failed procedure tells why');
  const { reason, suppliers } = last;
  return { reason, suppliers, reference, ...FAILURES[reason] };
}

/** 中标（成交）结果 as bids, panel and ranking of the procedure have made it; the contract goes to the first winner. */
export function awardOf(procedure: ProcedureState, choice: WinnerChoice): Award {
  const [providerId] = choice.winners;
  const { recommendation, bids, panel, plan } = procedure;
  invariant(recommendation && providerId !== undefined, 'An award has a ranking and a winner');
  const winning = bids.find((bid) => bid.providerId === providerId);
  invariant(winning, 'A winner has made an offer');
  const scored = METHOD_RULES[plan.method].ranking === 'score';
  const { ranking } = recommendation;
  return {
    ...choice,
    providerId,
    priceFen: winning.priceFen,
    bids: bids.map((bid): Bid => {
      const points = ranking.find((one) => one.providerId === bid.providerId)?.centipoints;
      return {
        providerId: bid.providerId,
        priceFen: bid.priceFen,
        receivedOn: dateAt(Date.parse(bid.receivedAt)),
        valid: bid.valid === true,
        score: scored && points !== undefined ? points / 100 : null,
      };
    }),
    panel: panel && panelOf(panel),
    ranking: ranking
      .map((one) => one.providerId)
      .filter((id) => !recommendation.struck.some((struck) => struck.providerId === id)),
  };
}

/** Experts are drawn by lot by the procedure itself. */
function panelOf(roll: NonNullable<ProcedureState['panel']>): Panel {
  const members = sitting(roll);
  const experts = members.filter(({ kind }) => kind === 'expert').length;
  return { members: members.length, experts, drawnAtRandom: true };
}
