import { openFen } from '../delivery/facts.ts';
import { type Settlement, settlementRefusal } from '../delivery/settlement.ts';
import type { AcceptanceRecord, LedgerEntry, MilestoneProgress, PaymentRequest } from '../delivery/types.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { fen, formatFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { isGiven } from '../policy/given.ts';
import type { ProjectFile } from './file.ts';
import { incoherent } from './flow-rules.ts';

// What contradicts the contract or itself in delivery; the law on it stands in the policy packs.

export function ledgerFault(entry: LedgerEntry, file: ProjectFile, today: LocalDate): Refusal | null {
  const milestone = file.milestones.find((one) => one.no === entry.milestoneNo);
  if (!milestone || milestone.status === 'paid') {
    return incoherent(
      text(
        `没有可登记台账的里程碑 ${entry.milestoneNo}。`,
        `There is no open milestone ${entry.milestoneNo}.`,
      ),
      text('请选择合同内尚未支付的里程碑。', 'Choose a milestone of the contract that is not paid yet.'),
      { milestoneNo: entry.milestoneNo },
    );
  }
  const start = file.contract?.draft.startsOn ?? today;
  if (entry.performedOn <= today && entry.performedOn >= start) return null;
  return incoherent(
    text(
      '服务日期应在合同开始之后、今天之前。',
      'The service date must lie between the start of the contract and today.',
    ),
    text(`请填写 ${start} 至 ${today} 之间的日期。`, `Give a date from ${start} to ${today}.`),
    { performedOn: entry.performedOn, startsOn: start, today },
  );
}

export function milestoneFault(asked: MilestoneNo, next: MilestoneNo): Refusal | null {
  if (asked === next) return null;
  return incoherent(
    text(
      `里程碑应依次提交，当前应提交第 ${next} 个。`,
      `Milestones are submitted in order; the next one is ${next}.`,
    ),
    text(`请提交里程碑 ${next}。`, `Submit milestone ${next}.`),
    { milestoneNo: asked, nextMilestone: next },
  );
}

/** A full acceptance accepts the full amount; a partial one less, but something. */
export function acceptedFault(acceptance: AcceptanceRecord, amountFen: number): Refusal | null {
  const { result, acceptedFen } = acceptance;
  const fits = result === 'accepted' ? acceptedFen === amountFen : acceptedFen > 0 && acceptedFen < amountFen;
  if (fits) return null;
  return incoherent(
    text('验收金额与验收结论不符。', 'The accepted amount does not fit the result.'),
    text(
      `合格按里程碑金额 ${formatFen(amountFen)} 填写；部分合格应小于该金额。`,
      `Give ${formatFen(amountFen, 'en')} when accepted, less when accepted in part.`,
    ),
    { acceptedFen, amountFen, result },
  );
}

/** Payment, deduction and what is in dispute together are what is open; a deduction rests on a clause and a reason (PAY-05). */
export function paymentFault(payment: PaymentRequest, milestone: MilestoneProgress): Refusal | null {
  const { amountFen, deductionFen, disputedFen = fen(0) } = payment;
  const open = openFen(milestone);
  const isExplained = disputedFen === 0 || isGiven(payment.disputeReason ?? null);
  // More than was accepted is a matter of law (PAY-01), and so is what is held back without a dispute (PAY-04).
  if (isExplained && (amountFen > open || amountFen + deductionFen + disputedFen === open)) {
    return deductionFen > 0 ? settlementRefusal(settlementOf(payment, milestone), amountFen) : null;
  }
  return incoherent(
    text(
      '支付、扣款与争议金额之和应等于待付金额，争议须说明理由。',
      'Payment, deduction and disputed amount must add up to what is open, a dispute with its reason.',
    ),
    text(`请使各项之和等于 ${formatFen(open)}。`, `Make them add up to ${formatFen(open, 'en')}.`),
    { amountFen, deductionFen, disputedFen, openFen: open },
  );
}

const settlementOf = (payment: PaymentRequest, milestone: MilestoneProgress): Settlement => ({
  acceptedFen: fen(openFen(milestone)),
  paidFen: fen(0),
  disputedFen: payment.disputedFen ?? fen(0),
  deductions: [
    {
      amountFen: payment.deductionFen,
      clause: payment.deductionClause ?? '',
      reason: payment.deductionReason ?? '',
    },
  ],
});

export function resumeFault(resumeBy: LocalDate, today: LocalDate): Refusal | null {
  if (resumeBy > today) return null;
  return incoherent(
    text('预计恢复日期应晚于中止日期。', 'The date of resumption must lie after the suspension.'),
    text(`请填写 ${today} 以后的日期。`, `Give a date after ${today}.`),
    { resumeBy, today },
  );
}
