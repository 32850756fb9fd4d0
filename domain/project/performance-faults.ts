import { bondRefundFen } from '../delivery/bond.ts';
import type {
  BondReturn,
  FieldJob,
  PerformanceCommands,
  ProgressReview,
  ReceivableClaim,
  StaffCheck,
  Subcontract,
} from '../delivery/performance.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { formatFen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { ProjectFile } from './file.ts';
import { incoherent } from './flow-rules.ts';

// What contradicts the contract or itself beside the milestones; the law on it stands in the policy packs.

export function subcontractFault({ amountFen }: Subcontract, file: ProjectFile): Refusal | null {
  const valueFen = file.contract?.draft.valueFen ?? 0;
  const before = sumFen(file.performance.subcontracts.map((one) => one.amountFen));
  if (before + amountFen <= valueFen) return null;
  return incoherent(
    text('分包金额合计超过合同金额。', 'The subcontracts together exceed the contract.'),
    text('请更正分包金额。', 'Correct the amount.'),
    { subcontractedFen: before + amountFen, valueFen },
  );
}

export function bondReceiptFault({ performance: { bond } }: ProjectFile): Refusal | null {
  if (!bond) return null;
  return incoherent(
    text('履约保证金已经收取。', 'The performance bond has been received already.'),
    text('请核对后办理退还。', 'Return it when it is due.'),
    { receivedOn: bond.receivedOn },
  );
}

export function bondReturnFault(
  bondReturn: BondReturn,
  { performance: { bond } }: ProjectFile,
): Refusal | null {
  if (!bond || bond.returned) {
    return incoherent(
      text('没有待退还的履约保证金。', 'No performance bond is held.'),
      text('请核对保证金收取和退还记录。', 'Look at what was received and returned.'),
      { returnedOn: bond?.returned?.on ?? null },
    );
  }
  const refund = bondRefundFen(bond, bondReturn.deductions);
  if (typeof refund !== 'number') return refund;
  if (refund === bondReturn.refundFen) return null;
  return incoherent(
    text('退还金额与扣除金额之和不等于所收保证金。', 'Refund and deductions do not add up to the bond.'),
    text(`扣除后应退还 ${formatFen(refund)}。`, `After the deductions ${formatFen(refund, 'en')} go back.`),
    { refundFen: bondReturn.refundFen, owedFen: refund },
  );
}

/** 保证金未退 a contract is not closed while the buyer still holds the provider's bond. */
export function heldBondFault({ performance: { bond } }: ProjectFile): Refusal | null {
  if (!bond || bond.returned) return null;
  return incoherent(
    text(
      `履约保证金 ${formatFen(bond.amountFen)} 尚未退还。`,
      `The performance bond of ${formatFen(bond.amountFen, 'en')} has not gone back.`,
    ),
    text(
      '请由财政所先办理退还，依合同扣除的写明条款和理由。',
      'Let the finance office return it first, naming clause and reason of what is deducted.',
    ),
    { bondFen: bond.amountFen, receivedOn: bond.receivedOn },
  );
}

export function reviewFault({ rectifyBy }: ProgressReview, today: LocalDate): Refusal | null {
  return rectifyBy === null ? null : laterThanToday(rectifyBy, today);
}

/** 整改期限 has to lie ahead. */
export function laterThanToday(rectifyBy: LocalDate, today: LocalDate): Refusal | null {
  if (rectifyBy > today) return null;
  return incoherent(
    text('整改期限应晚于今天。', 'The time for putting it right must lie ahead.'),
    text(`请填写 ${today} 以后的日期。`, `Give a date after ${today}.`),
    { rectifyBy, today },
  );
}

export function receivableFault({ amountFen }: ReceivableClaim, file: ProjectFile): Refusal | null {
  const open = sumFen(
    file.milestones.map(({ acceptedFen, paidFen, deductedFen }) => acceptedFen - paidFen - deductedFen),
  );
  if (amountFen <= open) return null;
  return incoherent(
    text('申请确认的金额超过已验收未支付的金额。', 'The claim exceeds what is accepted and unpaid.'),
    text(`目前已验收未支付 ${formatFen(open)}。`, `${formatFen(open, 'en')} is accepted and unpaid.`),
    { amountFen, openFen: open },
  );
}

export function openReceivableFault(asked: number, { performance }: ProjectFile): Refusal | null {
  const receivable = performance.receivables.find(({ no }) => no === asked);
  if (receivable?.confirmedOn === null) return null;
  return incoherent(
    text(`没有待确认的第 ${asked} 号应收账款。`, `There is no receivable ${asked} to confirm.`),
    text('请选择尚未确认的应收账款。', 'Choose one that is not confirmed yet.'),
    { receivableNo: asked, confirmedOn: receivable?.confirmedOn ?? null },
  );
}

export function disputeFault(
  { milestoneNo, payableFen }: PerformanceCommands['ResolvePaymentDispute'],
  file: ProjectFile,
): Refusal | null {
  const disputedFen = file.milestones.find(({ no }) => no === milestoneNo)?.disputedFen ?? 0;
  if (disputedFen > 0 && payableFen <= disputedFen) return null;
  return incoherent(
    text(
      `里程碑 ${milestoneNo} 的争议金额为 ${formatFen(disputedFen)}。`,
      `${formatFen(disputedFen, 'en')} of milestone ${milestoneNo} is in dispute.`,
    ),
    text(
      '请选择有争议的里程碑，金额不超过争议金额。',
      'Choose one in dispute, and no more than is disputed.',
    ),
    { milestoneNo, payableFen, disputedFen },
  );
}

export function jobFault({ from, to }: FieldJob, today: LocalDate): Refusal | null {
  if (today <= from && from <= to) return null;
  return incoherent(
    text('作业日期应不早于今天，且起止有序。', 'The job lies ahead, and ends no earlier than it begins.'),
    text(`请填写 ${today} 或以后的日期。`, `Give dates from ${today} on.`),
    { from, to, today },
  );
}

export function staffFault({ staff, checked }: StaffCheck): Refusal | null {
  if (staff > 0 && checked <= staff) return null;
  return incoherent(
    text('已查询人数应不超过从业人员总数。', 'No more can be checked than there are.'),
    text('请更正人数。', 'Correct the numbers.'),
    { staff, checked },
  );
}

/** 终止条件 what has to be settled before a contract ends early. */
export function terminationFault(
  { settledFen, plannedFen }: { readonly settledFen: number; readonly plannedFen: number },
  file: ProjectFile,
): Refusal | null {
  if (file.milestones.some(({ disputedFen }) => disputedFen > 0)) {
    return incoherent(
      text('尚有付款争议未处理。', 'A payment is still in dispute.'),
      text('请先处理付款争议。', 'Settle the dispute first.'),
    );
  }
  if (settledFen <= plannedFen) return heldBondFault(file);
  return incoherent(
    text('结算金额超过未完成里程碑的金额。', 'The settlement exceeds the open milestone.'),
    text(`最多结算 ${formatFen(plannedFen)}。`, `Settle ${formatFen(plannedFen, 'en')} at most.`),
    { settledFen, plannedFen },
  );
}
