import { cite } from '../kernel/law.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import { isGiven } from '../policy/given.ts';

/** 扣款 money kept back under a clause of the contract. */
export interface Deduction {
  readonly amountFen: Fen;
  readonly clause: string;
  readonly reason: string;
}

/** 结算 what is accepted of a milestone, what of it is in dispute and what is deducted. */
export interface Settlement {
  readonly acceptedFen: Fen;
  readonly paidFen: Fen;
  readonly disputedFen: Fen;
  readonly deductions: readonly Deduction[];
}

const refusal = refusalsOf({
  UndisputedHeldBack: {
    rule: 'PAY-04',
    citation: cite('smePayment', '第十五条', 'V'),
    message: text(
      '不得因部分存在争议而拖延支付无争议部分。',
      'A dispute about one part does not hold the undisputed part.',
    ),
    remedy: text('请支付无争议部分。', 'Pay the undisputed part.'),
  },
  OverAccepted: {
    rule: 'PAY-01',
    citation: cite('procurementRegulation', '第五十一条', 'V'),
    message: text('支付超过已验收且未支付的金额。', 'The payment exceeds what is accepted and unpaid.'),
    remedy: text('请减少支付金额。', 'Lower the amount.'),
  },
  DeductionUnfounded: {
    rule: 'PAY-05',
    citation: cite('internalControl', 'PAY-05', 'D'),
    message: text(
      '扣款须大于零、有合同条款和理由，扣款与争议合计不超过应付款。',
      'A deduction is above zero, rests on a clause and a reason, and stays within what is payable.',
    ),
    remedy: text('请补充依据或更正金额。', 'Name the clause or correct the amount.'),
  },
});

const openFen = ({ acceptedFen, paidFen }: Settlement): number => acceptedFen - paidFen;

/** 无争议部分 what has to be paid now, in whole fen. */
export const undisputedFen = (settlement: Settlement): Fen =>
  fen(
    openFen(settlement) - settlement.disputedFen - sumFen(settlement.deductions.map((one) => one.amountFen)),
  );

/** Whether an amount may be paid as the answer to a request: neither less than the undisputed part nor more than is open. */
export function settlementRefusal(settlement: Settlement, amountFen: Fen): Refusal | null {
  const { deductions, disputedFen } = settlement;
  const undisputed = undisputedFen(settlement);
  const unfounded = deductions.find(
    (one) => one.amountFen <= 0 || !isGiven(one.clause) || !isGiven(one.reason),
  );
  if (unfounded || undisputed < 0 || disputedFen < 0) {
    return refusal('DeductionUnfounded', { undisputed_fen: undisputed });
  }
  if (amountFen > openFen(settlement)) {
    return refusal('OverAccepted', { amount_fen: amountFen, open_fen: openFen(settlement) });
  }
  return amountFen < undisputed
    ? refusal('UndisputedHeldBack', { amount_fen: amountFen, undisputed_fen: undisputed })
    : null;
}
