import { bondRefusal } from '../delivery/bond.ts';
import type { PerformanceCommands } from '../delivery/performance.ts';
import { accept, refuse } from '../kernel/refusal.ts';
import { afterSettling } from './after-settling.ts';
import { type Deciders, decided, outline, to } from './decision.ts';
import {
  bondReceiptFault,
  bondReturnFault,
  disputeFault,
  jobFault,
  openReceivableFault,
  receivableFault,
  reviewFault,
  staffFault,
  subcontractFault,
} from './performance-faults.ts';

/** 履约中的各项办理: bond, subcontracts, reviews, receivables, disputes about money, and what single sectors ask for. */
export const performanceDeciders: Deciders<
  Exclude<keyof PerformanceCommands, 'AmendContract' | 'SignAmendment'>
> = {
  RecordSubcontract: ({ data, file }) => {
    const fault = subcontractFault(data.subcontract, file);
    return fault ? refuse(fault) : decided(outline('SubcontractRecorded', data));
  },

  RecordBond: ({ data: { bond }, file }) => {
    const draft = file.contract?.draft;
    const cashOnly = bond.form === 'cash' && (draft?.bondCashOnly ?? false);
    const fault =
      bondReceiptFault(file) ?? bondRefusal({ ...bond, cashOnly }, draft?.valueFen ?? bond.amountFen);
    return fault ? refuse(fault) : decided(outline('BondReceived', { bond }));
  },

  ReturnBond: ({ data, file }) => {
    const fault = bondReturnFault(data.bondReturn, file);
    return fault ? refuse(fault) : decided(outline('BondReturned', data));
  },

  ReviewProgress: ({ data: { review }, today }) => {
    const fault = reviewFault(review, today);
    if (fault) return refuse(fault);
    const { rectifyBy: dueOn } = review;
    return decided(
      outline('ProgressReviewed', { review }, dueOn === null ? null : to('rectifying', { dueOn })),
    );
  },

  RequestReceivable: ({ data: { receivable }, file }) => {
    const fault = receivableFault(receivable, file);
    const no = file.performance.receivables.length + 1;
    return fault ? refuse(fault) : decided(outline('ReceivableRequested', { no, receivable }));
  },

  ConfirmReceivable: ({ data: { receivableNo: no, opinion }, file }) => {
    const fault = openReceivableFault(no, file);
    return fault ? refuse(fault) : decided(outline('ReceivableConfirmed', { no, opinion }));
  },

  ResolvePaymentDispute: ({ data, file, process, today }) => {
    const fault = disputeFault(data, file);
    if (fault) return refuse(fault);
    if (data.payableFen > 0) return decided(outline('PaymentDisputeResolved', data, to('settling')));
    if (process.state === 'delivering') return decided(outline('PaymentDisputeResolved', data));
    const settled = { milestoneNo: data.milestoneNo, disputedFen: 0, paidFen: 0, today };
    return accept(afterSettling(file, settled, (target) => outline('PaymentDisputeResolved', data, target)));
  },

  AnnounceAerialJob: ({ data, today }) => {
    const fault = jobFault(data.job, today);
    return fault ? refuse(fault) : decided(outline('AerialJobAnnounced', data));
  },

  AppointMediator: ({ data }) => decided(outline('MediatorAppointed', data)),

  VerifyProviderStaff: ({ data }) => {
    const fault = staffFault(data.staffCheck);
    return fault ? refuse(fault) : decided(outline('ProviderStaffVerified', data));
  },
};
