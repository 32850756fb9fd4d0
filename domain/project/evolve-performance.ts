import { type AmendmentStatus, advanceAmendment } from '../delivery/amendment.ts';
import type { AmendmentProposal, ContractAmendment, PerformanceFile } from '../delivery/performance.ts';
import { invariant } from '../kernel/invariant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { asAmendment, contractOf } from './decide-amendment.ts';
import type { EventData, EventType, ProjectEvent } from './events.ts';
import type { ProjectFile } from './file.ts';
import { newMilestone } from './new-milestone.ts';

type PerformanceEvent = Extract<
  EventType,
  | 'AmendmentProposed'
  | 'AmendmentApproved'
  | 'AmendmentDropped'
  | 'AmendmentSigned'
  | 'SubcontractRecorded'
  | 'BondReceived'
  | 'BondReturned'
  | 'ProgressReviewed'
  | 'ReceivableRequested'
  | 'ReceivableConfirmed'
  | 'AerialJobAnnounced'
  | 'MediatorAppointed'
  | 'ProviderStaffVerified'
  | 'TerminationSettled'
  | 'PaymentDisputeResolved'
>;

const withPerformance = (file: ProjectFile, change: Partial<PerformanceFile>): ProjectFile => ({
  ...file,
  performance: { ...file.performance, ...change },
});

/** Moves the amendment under way; what may not follow is a bug, since the decision has checked it. */
function amendmentTo(file: ProjectFile, to: AmendmentStatus, signedOn: LocalDate | null = null): ProjectFile {
  const amendments = file.performance.amendments.map((one): ContractAmendment => {
    if (one.status !== 'checked' && one.status !== 'approved') return one;
    const moved = advanceAmendment(one, to, contractOf(file));
    invariant(moved.ok, `The amendment does not become ${to}`);
    return { ...one, status: moved.value.status, signedOn };
  });
  return withPerformance(file, { amendments });
}

/** The contract as it stands after an amendment: value, end, and the milestones still open. */
function amended(file: ProjectFile, { addedFen, endsOn, milestones }: AmendmentProposal): ProjectFile {
  invariant(file.contract && file.budget, 'Only a signed contract is amended');
  const { draft } = file.contract;
  const handedIn = file.milestones.filter(({ status }) => status !== 'scheduled');
  const kept = draft.milestones.filter(({ no }) => handedIn.some((one) => one.no === no));
  const open = milestones.map(({ no }) => file.milestones.find((one) => one.no === no) ?? newMilestone(no));
  return {
    ...file,
    contract: {
      ...file.contract,
      draft: {
        ...draft,
        valueFen: fen(draft.valueFen + addedFen),
        endsOn: endsOn ?? draft.endsOn,
        milestones: [...kept, ...milestones],
      },
    },
    budget: { ...file.budget, committedFen: fen(file.budget.committedFen + addedFen) },
    milestones: [...handedIn, ...open],
  };
}

type Reducers = {
  readonly [T in PerformanceEvent]: (
    file: ProjectFile,
    data: EventData[T],
    event: ProjectEvent,
  ) => ProjectFile;
};

/** What the events beside the milestones write into the file. */
export const PERFORMANCE_REDUCERS: Reducers = {
  AmendmentProposed: (file, { no, amendment }, event) => {
    const proposed = { ...amendment, ...asAmendment(amendment), status: 'checked' as const };
    const one = { ...proposed, no, proposedOn: event.occurredOn, signedOn: null };
    return withPerformance(file, { amendments: [...file.performance.amendments, one] });
  },
  AmendmentApproved: (file) => amendmentTo(file, 'approved'),
  AmendmentDropped: (file) => amendmentTo(file, 'dropped'),
  AmendmentSigned: (file, { amendment }, event) =>
    amended(amendmentTo(file, 'signed', event.occurredOn), amendment),
  SubcontractRecorded: (file, { subcontract }, event) => {
    const subcontracts = [...file.performance.subcontracts, { ...subcontract, on: event.occurredOn }];
    return withPerformance(file, { subcontracts });
  },
  BondReceived: (file, { bond }, event) => {
    const cashOnly = bond.form === 'cash' && (file.contract?.draft.bondCashOnly ?? false);
    return withPerformance(file, {
      bond: { ...bond, cashOnly, receivedOn: event.occurredOn, returned: null },
    });
  },
  BondReturned: (file, { bondReturn }, event) => {
    const { bond } = file.performance;
    invariant(bond, 'Only a bond that was received goes back');
    return withPerformance(file, { bond: { ...bond, returned: { ...bondReturn, on: event.occurredOn } } });
  },
  ProgressReviewed: (file, { review }, event) =>
    withPerformance(file, {
      reviews: [...file.performance.reviews, { ...review, on: event.occurredOn }],
    }),
  ReceivableRequested: (file, { no, receivable }, event) => {
    const one = { ...receivable, no, requestedOn: event.occurredOn, confirmedOn: null };
    return withPerformance(file, { receivables: [...file.performance.receivables, one] });
  },
  ReceivableConfirmed: (file, { no }, event) =>
    withPerformance(file, {
      receivables: file.performance.receivables.map((one) =>
        one.no === no ? { ...one, confirmedOn: event.occurredOn } : one,
      ),
    }),
  AerialJobAnnounced: (file, { job }) =>
    withPerformance(file, { fieldJobs: [...file.performance.fieldJobs, job] }),
  MediatorAppointed: (file, { mediator }) =>
    withPerformance(file, { mediators: [...file.performance.mediators, mediator] }),
  ProviderStaffVerified: (file, { staffCheck }, event) =>
    withPerformance(file, { staffCheck: { ...staffCheck, on: event.occurredOn } }),
  TerminationSettled: (file, termination, event) => {
    const { milestoneNo, settledFen } = termination;
    const settled = file.milestones.map((one) =>
      one.no === milestoneNo
        ? { ...one, status: 'partly' as const, acceptedFen: settledFen, acceptedOn: event.occurredOn }
        : one,
    );
    return { ...withPerformance(file, { termination }), milestones: settled, currentMilestone: milestoneNo };
  },
  PaymentDisputeResolved: (file, { milestoneNo, payableFen }) => ({
    ...file,
    milestones: file.milestones.map((one) =>
      one.no === milestoneNo
        ? {
            ...one,
            disputedFen: fen(0),
            deductedFen: fen(one.deductedFen + one.disputedFen - payableFen),
            status: payableFen > 0 ? one.status : 'paid',
          }
        : one,
    ),
    currentMilestone: payableFen > 0 ? milestoneNo : null,
  }),
};
