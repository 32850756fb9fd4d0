import { type Clock, clockOf } from '../kernel/clock.ts';
import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import type { Deduction } from './settlement.ts';

/** 履约保证金上限 percent of the contract (条例 §48). */
export const MAX_PERFORMANCE_BOND_PERCENT = 10;

/** 履约保证金 as it was handed in. */
export interface PerformanceBond {
  readonly amountFen: Fen;
  readonly cashOnly: boolean;
  /** 约定退还工作日 working days after the contract has ended; null takes the region's. */
  readonly refundWorkingDays: number | null;
}

const refusal = refusalsOf({
  PerformanceBondUnlawful: {
    rule: 'CON-06',
    citation: cite('procurementRegulation', '第四十八条', 'V'),
    message: text(
      '履约保证金超过合同金额的 10%，或只收现金。',
      'The performance bond exceeds 10 % of the contract or is cash only.',
    ),
    remedy: text('请降低保证金并接受非现金形式。', 'Lower it and take other forms.'),
  },
  BondDeductionTooLarge: {
    rule: 'PAY-05',
    citation: cite('internalControl', 'PAY-05', 'D'),
    message: text('扣除金额超过保证金。', 'More is deducted than the bond holds.'),
    remedy: text('请更正扣除金额。', 'Correct the deductions.'),
  },
});

export const bondRefusal = ({ amountFen, cashOnly }: PerformanceBond, contractFen: Fen): Refusal | null =>
  amountFen * 100 > contractFen * MAX_PERFORMANCE_BOND_PERCENT || (cashOnly && amountFen > 0)
    ? refusal('PerformanceBondUnlawful', { amount_fen: amountFen, contract_fen: contractFen })
    : null;

/** 应退金额 what goes back after lawful deductions, or why it cannot be counted. */
export function bondRefundFen(
  { amountFen }: PerformanceBond,
  deductions: readonly Deduction[],
): Fen | Refusal {
  const deducted = sumFen(deductions.map((one) => one.amountFen));
  return deducted > amountFen
    ? refusal('BondDeductionTooLarge', { amount_fen: amountFen, deducted_fen: deducted })
    : fen(amountFen - deducted);
}

/** 退还期限 no statute gives a number, so it is the contract's or the region's (D). */
export const bondRefundClock = (
  { refundWorkingDays }: PerformanceBond,
  endedOn: LocalDate,
  { calendar, regionWorkingDays }: { readonly calendar: WorkCalendar; readonly regionWorkingDays: number },
): Clock<'performanceBondRefund'> =>
  clockOf(
    'performanceBondRefund',
    {
      period: {
        title: text('退还履约保证金', 'Performance bond back'),
        ...{ bound: 'atMost', length: refundWorkingDays ?? regionWorkingDays, unit: 'workingDays' },
        citation: cite('region', 'bondRefundWorkingDays', 'D'),
      },
      fromOn: endedOn,
    },
    { pauses: [], calendar },
  );
