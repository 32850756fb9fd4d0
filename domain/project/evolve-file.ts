import type { DisputeState } from '../contracting/dispute/dispute.ts';
import { evolveDispute } from '../contracting/dispute/evolve.ts';
import type { ProcedureEvent } from '../contracting/procedure/events.ts';
import { evolveProcedure } from '../contracting/procedure/evolve.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import { NO_PERFORMANCE } from '../delivery/performance.ts';
import type { MilestoneProgress } from '../delivery/types.ts';
import { markPublished } from '../disclosure/items.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import type { EventData, EventType, ProjectEvent } from './events.ts';
import { PERFORMANCE_REDUCERS } from './evolve-performance.ts';
import type { BudgetHolding, ProjectFile } from './file.ts';
import { newMilestone } from './new-milestone.ts';

export function newFile(data: EventData['ProjectCreated']): ProjectFile {
  return {
    projectNo: data.projectNo,
    application: data.application,
    lateEntry: data.lateEntry,
    policyVersion: data.policyVersion,
    submittedOn: null,
    catalogItem: null,
    targets: null,
    budget: null,
    requirement: null,
    method: null,
    filingNo: null,
    notice: null,
    procedure: null,
    disputes: [],
    choice: null,
    award: null,
    contract: null,
    milestones: [],
    currentMilestone: null,
    acceptance: null,
    payment: null,
    performance: NO_PERFORMANCE,
    selfEvaluation: null,
    evaluation: null,
    resultUse: null,
    disclosures: [],
    end: null,
  };
}

type FileReducers = {
  readonly [T in EventType]?: (file: ProjectFile, data: EventData[T], event: ProjectEvent) => ProjectFile;
};

function holding(file: ProjectFile): BudgetHolding {
  invariant(file.budget, 'The project holds no budget');
  return file.budget;
}

const withHolding = (file: ProjectFile, change: Partial<BudgetHolding>): ProjectFile => ({
  ...file,
  budget: { ...holding(file), ...change },
});

const withMilestone = (
  file: ProjectFile,
  no: MilestoneNo,
  change: Partial<MilestoneProgress>,
): ProjectFile => ({
  ...file,
  milestones: file.milestones.map((one) => (one.no === no ? { ...one, ...change } : one)),
});

function progressOf(file: ProjectFile, milestoneNo: MilestoneNo): MilestoneProgress {
  const milestone = file.milestones.find(({ no }) => no === milestoneNo);
  invariant(milestone, `The project has no milestone ${milestoneNo}`);
  return milestone;
}

const ended = (file: ProjectFile, reason: string, event: ProjectEvent): ProjectFile => ({
  ...file,
  end: { reason, on: event.occurredOn },
});

/** What each event writes into the file; events that are not listed only move the process. */
const REDUCERS: FileReducers = {
  DraftEdited: (file, { application }) => ({ ...file, application }),
  ProjectSubmitted: (file, { catalogItem }, event) => ({
    ...file,
    catalogItem,
    submittedOn: event.occurredOn,
  }),
  ProjectRejected: (file, { opinion }, event) => ended(file, opinion, event),
  PerformanceTargetsSet: (file, { targets }) => ({ ...file, targets }),
  BudgetRequested: (file, { request, minutesRequired }) => ({
    ...file,
    budget: {
      request,
      minutesRequired,
      minutesRef: null,
      lineId: request.budgetLineId,
      reservedFen: fen(0),
      committedFen: fen(0),
      paidFen: fen(0),
    },
  }),
  ApprovalRecorded: (file, { kind, minutesRef }) =>
    kind === 'budget' && minutesRef !== null ? withHolding(file, { minutesRef }) : file,
  BudgetStepApproved: (file, { minutesRef }) =>
    minutesRef === null ? file : withHolding(file, { minutesRef }),
  BudgetApproved: (file, { reservedFen, minutesRef }) =>
    withHolding(file, { reservedFen, ...(minutesRef !== null && { minutesRef }) }),
  BudgetLapsed: (file, { nextFiscalYear }) => ({
    ...file,
    application: { ...file.application, fiscalYear: nextFiscalYear },
    ...{ budget: null, method: null, filingNo: null, notice: null, award: null, contract: null },
  }),
  RequirementSubmitted: (file, { requirement, authorId }) => ({
    ...file,
    requirement: { ...requirement, authorId },
  }),
  MethodChosen: (file, { choice }) => ({ ...file, method: choice }),
  PlanFiled: (file, { filingNo }) => ({ ...file, filingNo }),
  ProcurementIssued: (file, { notice }, event) => ({
    ...file,
    notice: { ...notice, issuedOn: event.occurredOn },
  }),
  ProcedureRecorded: (file, { events }) => ({
    ...file,
    procedure: events.reduce<ProcedureState | null>(evolveProcedure, begun(file, events)),
  }),
  DisputeRecorded: (file, { disputeId, events }) => {
    const before = file.disputes.find((one) => one.disputeId === disputeId) ?? null;
    const after = events.reduce<DisputeState | null>(evolveDispute, before);
    invariant(after, 'A dispute begins with its receipt');
    const kept = file.disputes.map((one) => (one === before ? after : one));
    return { ...file, disputes: before ? kept : [...kept, after] };
  },
  WinnerChosen: (file, { choice }) => ({ ...file, choice }),
  ProviderAwarded: (file, { award }, event) => ({
    ...file,
    award: {
      providerId: award.providerId,
      priceFen: award.priceFen,
      awardedOn: event.occurredOn,
      detail: award,
    },
  }),
  AwardSetAside: (file) => ({ ...file, choice: null, award: null, contract: null }),
  ProcurementFailed: (file) => ({ ...file, notice: null, choice: null, award: null, contract: null }),
  ProcurementRestarted: (file, { changed }) => ({
    ...file,
    method: file.method && { ...file.method, ...changed },
  }),
  ContractDrafted: (file, { contract }) => ({ ...file, contract: { draft: contract, signedOn: null } }),
  ContractSigned: (file, { committedFen }, event) => {
    invariant(file.contract, 'Only a drafted contract is signed');
    const { draft } = file.contract;
    return {
      ...withHolding(file, { reservedFen: fen(0), committedFen }),
      contract: { draft, signedOn: event.occurredOn },
      milestones: draft.milestones.map(({ no }) => newMilestone(no)),
    };
  },
  LedgerEntryRecorded: (file, { entry }) => {
    const entries = file.milestones.find((one) => one.no === entry.milestoneNo)?.ledgerEntries ?? 0;
    return withMilestone(file, entry.milestoneNo, { ledgerEntries: entries + 1 });
  },
  MilestoneSubmitted: (file, { milestoneNo }, event) => ({
    ...withMilestone(file, milestoneNo, { status: 'submitted', submittedOn: event.occurredOn }),
    currentMilestone: milestoneNo,
    acceptance: null,
  }),
  AcceptanceRecorded: (file, { acceptance }) => ({ ...file, acceptance }),
  MilestoneAccepted: (file, { milestoneNo, acceptedFen }, event) =>
    withMilestone(file, milestoneNo, {
      status: file.acceptance?.result === 'partly' ? 'partly' : 'accepted',
      acceptedFen,
      acceptedOn: event.occurredOn,
    }),
  RectificationOrdered: (file, { milestoneNo }) =>
    withMilestone(file, milestoneNo, {
      status: 'rejected',
      rectifications: progressOf(file, milestoneNo).rectifications + 1,
    }),
  RectificationSubmitted: (file, { milestoneNo }, event) => ({
    ...withMilestone(file, milestoneNo, { status: 'submitted', submittedOn: event.occurredOn }),
    acceptance: null,
  }),
  PaymentRequested: (file, { payment }) => ({ ...file, payment }),
  PaymentReturned: (file) => ({ ...file, payment: null }),
  PaymentMade: (file, { milestoneNo, amountFen, interestFen }) => {
    const { committedFen, paidFen } = holding(file);
    const before = progressOf(file, milestoneNo);
    const disputedFen = file.payment?.disputedFen ?? fen(0);
    const paid = withMilestone(file, milestoneNo, {
      status: disputedFen > 0 ? before.status : 'paid',
      paidFen: fen(before.paidFen + amountFen),
      deductedFen: fen(before.deductedFen + (file.payment?.deductionFen ?? 0)),
      interestFen: fen(before.interestFen + interestFen),
      disputedFen,
    });
    return {
      ...withHolding(paid, {
        committedFen: fen(committedFen - amountFen),
        paidFen: fen(paidFen + amountFen),
      }),
      currentMilestone: null,
      payment: null,
    };
  },
  ContractTerminated: (file, { cause, releasedFen }, event) =>
    ended(withHolding(file, { committedFen: fen(holding(file).committedFen - releasedFen) }), cause, event),
  SelfEvaluated: (file, { selfEvaluation }) => ({ ...file, selfEvaluation }),
  EvaluationReviewed: (file, { review }) => ({ ...file, evaluation: review }),
  ResultPublished: (file, { url, resultUse }, event) => ({
    ...file,
    resultUse,
    disclosures: markPublished(file.disclosures, 'evaluationResult', { on: event.occurredOn, url }),
  }),
  DisclosureOpened: (file, { items }) => ({
    ...file,
    disclosures: [
      ...file.disclosures.filter((old) => !items.some((item) => item.kind === old.kind)),
      ...items,
    ],
  }),
  DisclosurePublished: (file, { kind, url }, event) => ({
    ...file,
    disclosures: markPublished(file.disclosures, kind, { on: event.occurredOn, url }),
  }),
  ProjectArchived: (file, { archiveNo, releasedFen }, event) =>
    ended(
      withHolding(file, { committedFen: fen(holding(file).committedFen - releasedFen) }),
      archiveNo,
      event,
    ),
  ...PERFORMANCE_REDUCERS,
  PolicyRepinned: (file, { policyVersion }) => ({ ...file, policyVersion }),
  ProjectWithdrawn: (file, { reason }, event) => ended(file, reason, event),
  ProjectCancelled: (file, { reason }, event) =>
    ended(withHolding(file, { reservedFen: fen(0) }), reason, event),
};

/** A procedure that is planned takes the place of none or of one whose plan came back. */
const begun = (file: ProjectFile, events: readonly ProcedureEvent[]): ProcedureState | null =>
  events[0]?.type === 'ProcedurePlanned' ? null : file.procedure;

export function fileAfter(file: ProjectFile, event: ProjectEvent): ProjectFile {
  // The table pairs each type with its own data; the compiler cannot follow that through an index.
  const reduce = REDUCERS[event.type] as
    | ((f: ProjectFile, data: unknown, e: ProjectEvent) => ProjectFile)
    | undefined;
  return reduce ? reduce(file, event.data, event) : file;
}
