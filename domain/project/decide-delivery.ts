import { overdueInterest, paymentDueOn } from '../delivery/payment.ts';
import type { DeliveryCommands } from '../delivery/types.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { type Case, type Deciders, decided, outline, to, toEnd } from './decision.ts';
import { acceptedFault, ledgerFault, milestoneFault, paymentFault, resumeFault } from './delivery-faults.ts';
import type { ProjectFile } from './file.ts';

/** 履约与支付: the provider's ledger, acceptance by more than the handler, payment, and what can interrupt them. */
export const deliveryDeciders: Deciders<Exclude<keyof DeliveryCommands, 'DecidePayment'>> = {
  RecordLedgerEntry: ({ data: { entry }, file, today }) => {
    const fault = ledgerFault(entry, file, today);
    return fault ? refuse(fault) : decided(outline('LedgerEntryRecorded', { entry }));
  },

  SubmitMilestone: ({ data, file }) => {
    const fault = milestoneFault(data.milestoneNo, nextMilestone(file));
    return fault ? refuse(fault) : decided(outline('MilestoneSubmitted', data, to('accepting')));
  },

  RecordAcceptance: ({ data: { acceptance }, file }) => {
    const milestoneNo = currentMilestone(file);
    if (acceptance.result === 'rejected') {
      return decided(
        outline('AcceptanceRecorded', { milestoneNo, acceptance }),
        outline('RectificationOrdered', { milestoneNo, opinion: acceptance.opinion }, to('rectifying')),
      );
    }
    const fault = acceptedFault(acceptance, planned(file, milestoneNo).amountFen);
    if (fault) return refuse(fault);
    const confirm = to('accepting', { step: 'beneficiaryConfirmation' });
    return decided(outline('AcceptanceRecorded', { milestoneNo, acceptance }, confirm));
  },

  ConfirmAcceptance: ({ data, file }) => {
    const milestoneNo = currentMilestone(file);
    if (data.decision === 'reject') {
      return decided(
        outline('RectificationOrdered', { milestoneNo, opinion: data.opinion }, to('rectifying')),
      );
    }
    invariant(file.acceptance, 'Only a recorded acceptance is confirmed');
    const { acceptedFen } = file.acceptance;
    return decided(
      outline('MilestoneAccepted', { milestoneNo, acceptedFen, opinion: data.opinion }, to('settling')),
    );
  },

  SubmitRectification: ({ data, file }) =>
    decided(
      outline(
        'RectificationSubmitted',
        { milestoneNo: currentMilestone(file), report: data.report },
        to('accepting'),
      ),
    ),

  RequestPayment: ({ data: { payment }, file }) => {
    const milestoneNo = currentMilestone(file);
    const fault = paymentFault(payment, progress(file, milestoneNo).acceptedFen);
    if (fault) return refuse(fault);
    const approval = {
      kind: 'payment',
      steps: ['paymentCheck', 'paymentApproval'],
      then: ['paymentConfirmation'],
    } as const;
    return decided(outline('PaymentRequested', { milestoneNo, payment }, to('settling', { approval })));
  },

  ConfirmPayment: (one) => {
    const { data, file } = one;
    const { voucherNo, amountFen } = data;
    const milestoneNo = currentMilestone(file);
    const following = file.contract?.draft.milestones.find(({ no }) => no > milestoneNo);
    const target = following ? to('delivering', { dueOn: following.dueOn }) : to('evaluating');
    return decided(
      outline('PaymentMade', { milestoneNo, voucherNo, amountFen, interestFen: interest(one) }, target),
    );
  },

  SuspendDelivery: ({ data, today }) => {
    const fault = resumeFault(data.resumeBy, today);
    return fault
      ? refuse(fault)
      : decided(outline('DeliverySuspended', data, to('suspended', { dueOn: data.resumeBy })));
  },

  ResumeDelivery: ({ data, file, today }) => {
    const { dueOn } = planned(file, nextMilestone(file));
    return decided(
      outline('DeliveryResumed', data, to('delivering', { dueOn: dueOn < today ? today : dueOn })),
    );
  },

  TerminateContract: ({ data: { cause, settlementRef }, file }) =>
    decided(
      outline(
        'ContractTerminated',
        { cause, settlementRef, releasedFen: file.budget?.committedFen ?? fen(0) },
        toEnd('terminated'),
      ),
    ),
};

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

function interest({ data, file, today, references }: Case<'ConfirmPayment'>) {
  const { acceptedOn } = progress(file, currentMilestone(file));
  invariant(acceptedOn && file.contract, 'Only what was accepted under a contract is paid');
  const due = paymentDueOn(references.calendar, acceptedOn, file.contract.draft.paymentTermDays);
  return overdueInterest(data.amountFen, due.on, today);
}
