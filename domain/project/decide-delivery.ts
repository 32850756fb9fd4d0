import { DEFAULT_LATE_RATE, interestOf } from '../delivery/payment.ts';
import type { PerformanceCommands } from '../delivery/performance.ts';
import type { DeliveryCommands } from '../delivery/types.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { afterSettling } from './after-settling.ts';
import {
  backToWork,
  type Case,
  type Deciders,
  decided,
  type Outline,
  outline,
  to,
  toEnd,
} from './decision.ts';
import { acceptedFault, ledgerFault, milestoneFault, paymentFault, resumeFault } from './delivery-faults.ts';
import { milestoneDue } from './facts-of-delivery.ts';
import type { ProjectFile } from './file.ts';
import { laterThanToday, terminationFault } from './performance-faults.ts';

/** 履约与支付: the provider's ledger, acceptance by more than the handler, payment, and what can interrupt them. */
export const deliveryDeciders: Deciders<
  Exclude<keyof DeliveryCommands, 'DecidePayment' | 'DecideAmendment' | keyof PerformanceCommands>
> = {
  RecordLedgerEntry: ({ data: { entry }, file, today }) => {
    const fault = ledgerFault(entry, file, today);
    return fault ? refuse(fault) : decided(outline('LedgerEntryRecorded', { entry }));
  },

  SubmitMilestone: ({ data, file }) => {
    const fault = milestoneFault(data.milestoneNo, nextMilestone(file));
    return fault ? refuse(fault) : decided(outline('MilestoneSubmitted', data, to('accepting')));
  },

  RecordAcceptance: ({ data: { acceptance }, file, today }) => {
    const milestoneNo = currentMilestone(file);
    if (acceptance.result === 'rejected') {
      const order = rectification({ milestoneNo, ...acceptance }, today);
      return order.ok
        ? decided(outline('AcceptanceRecorded', { milestoneNo, acceptance }), order.value)
        : order;
    }
    const fault = acceptedFault(acceptance, planned(file, milestoneNo).amountFen);
    if (fault) return refuse(fault);
    const confirm = to('accepting', { step: 'beneficiaryConfirmation' });
    return decided(outline('AcceptanceRecorded', { milestoneNo, acceptance }, confirm));
  },

  ConfirmAcceptance: ({ data, file, today }) => {
    const milestoneNo = currentMilestone(file);
    if (data.decision === 'reject') {
      const order = rectification({ milestoneNo, ...data }, today);
      return order.ok ? decided(order.value) : order;
    }
    invariant(file.acceptance, 'Only a recorded acceptance is confirmed');
    const { acceptedFen } = file.acceptance;
    return decided(
      outline('MilestoneAccepted', { milestoneNo, acceptedFen, opinion: data.opinion }, to('settling')),
    );
  },

  SubmitRectification: ({ data: { report }, file, today }) => {
    const milestoneNo = file.currentMilestone;
    // What a review has found is put right without a new submission: no milestone was handed in yet.
    return milestoneNo === null
      ? decided(outline('DefectsRemedied', { report }, backToWork(file, today)))
      : decided(outline('RectificationSubmitted', { milestoneNo, report }, to('accepting')));
  },

  RequestPayment: ({ data: { payment }, file }) => {
    const milestoneNo = currentMilestone(file);
    const fault = paymentFault(payment, progress(file, milestoneNo));
    if (fault) return refuse(fault);
    const approval = {
      kind: 'payment',
      steps: ['paymentCheck', 'paymentApproval'],
      then: ['paymentConfirmation'],
    } as const;
    return decided(outline('PaymentRequested', { milestoneNo, payment }, to('settling', { approval })));
  },

  ConfirmPayment: (one) => {
    const { data, file, today } = one;
    const { voucherNo, amountFen } = data;
    const milestoneNo = currentMilestone(file);
    const paid = { milestoneNo, voucherNo, amountFen, interestFen: interest(one) };
    const disputedFen = file.payment?.disputedFen ?? 0;
    return accept(
      afterSettling(file, { milestoneNo, disputedFen, paidFen: amountFen, today }, (target) =>
        outline('PaymentMade', paid, target),
      ),
    );
  },

  SuspendDelivery: ({ data, today }) => {
    const fault = resumeFault(data.resumeBy, today);
    return fault
      ? refuse(fault)
      : decided(outline('DeliverySuspended', data, to('suspended', { dueOn: data.resumeBy })));
  },

  ResumeDelivery: ({ data, file, today }) =>
    decided(outline('DeliveryResumed', data, backToWork(file, today))),

  TerminateContract: ({ data: { cause, settlementRef, settledFen = fen(0) }, file }) => {
    const milestoneNo = file.currentMilestone ?? nextMilestone(file);
    const fault = terminationFault({ settledFen, plannedFen: planned(file, milestoneNo).amountFen }, file);
    if (fault) return refuse(fault);
    if (settledFen > 0) {
      const termination = { cause, settlementRef, milestoneNo, settledFen };
      return decided(outline('TerminationSettled', termination, to('settling')));
    }
    const releasedFen = file.budget?.committedFen ?? fen(0);
    return decided(outline('ContractTerminated', { cause, settlementRef, releasedFen }, toEnd('terminated')));
  },
};

interface Rectification {
  readonly milestoneNo: MilestoneNo;
  readonly opinion: string;
  readonly rectifyBy?: LocalDate | null | undefined;
}

/** 责令整改 within the time that is given, or the step's own limit. */
function rectification(
  { milestoneNo, opinion, rectifyBy }: Rectification,
  today: LocalDate,
): Result<Outline> {
  const fault = rectifyBy ? laterThanToday(rectifyBy, today) : null;
  if (fault) return refuse(fault);
  const target = to('rectifying', rectifyBy ? { dueOn: rectifyBy } : {});
  return accept(outline('RectificationOrdered', { milestoneNo, opinion }, target));
}

function currentMilestone(file: ProjectFile): MilestoneNo {
  invariant(file.currentMilestone !== null, 'A milestone is under acceptance or settlement');
  return file.currentMilestone;
}

function nextMilestone(file: ProjectFile): MilestoneNo {
  const next = file.milestones.find((one) => one.status === 'scheduled');
  invariant(next, 'A delivering project has a milestone to come');
  return next.no;
}

function planned(file: ProjectFile, no: MilestoneNo) {
  const plan = file.contract?.draft.milestones.find((one) => one.no === no);
  invariant(plan, `The contract has no milestone ${no}`);
  return plan;
}

function progress(file: ProjectFile, no: MilestoneNo) {
  const milestone = file.milestones.find((one) => one.no === no);
  invariant(milestone, `The project has no milestone ${no}`);
  return milestone;
}

function interest({ data: { amountFen }, file, today, references }: Case<'ConfirmPayment'>): Fen {
  const dueOn = milestoneDue({ file, references, on: today }, currentMilestone(file));
  invariant(dueOn, 'Only what was accepted under a contract is paid');
  const agreed = file.contract?.draft.lateRate;
  const rate = agreed ? ({ per: 'day', per10000: agreed.per10000 } as const) : DEFAULT_LATE_RATE;
  return interestOf({ dueFen: amountFen, dueOn, rate, paid: [{ on: today, amountFen }] }, today);
}
