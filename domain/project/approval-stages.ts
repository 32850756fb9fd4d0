import type { ProjectFlowKind } from '../approval/flows/purchase-project.ts';
import type { StepDecision } from '../approval/types.ts';
import { signBy } from '../contracting/facts.ts';
import { invariant } from '../kernel/invariant.ts';
import { type Result, refuse } from '../kernel/refusal.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import type { ApprovalCommand } from './approval-commands.ts';
import type { CommandType } from './commands.ts';
import { filingFault } from './contracting-faults.ts';
import type { Target } from './deadlines.ts';
import { withProcedureStart } from './decide-procedure.ts';
import { backToWork, type Case, cancelled, decided, type Outline, outline, to, toEnd } from './decision.ts';
import { signatureDue } from './procedure-place.ts';
import { STEPS } from './steps.ts';

/** The word that ends or carries on an approval, with what a step asks besides it. */
export interface Word extends StepDecision {
  /** 备案号 of the plan's filing; null elsewhere. */
  readonly filingNo: string | null;
}

/** What an approval means for its project: the event of a step that passed, and of each outcome. */
interface ApprovalStage {
  readonly kind: ProjectFlowKind;
  /** Null where the approval has one step only. */
  readonly passed: ((word: Word, target: Target) => Outline) | null;
  readonly approved: (one: Case<CommandType>, word: Word) => Result<readonly Outline[]>;
  readonly returned: (one: Case<CommandType>, word: Word) => Outline;
  readonly rejected: (one: Case<CommandType>, word: Word) => Outline;
}

const plain = ({ decision, opinion, minutesRef }: Word): StepDecision => ({ decision, opinion, minutesRef });
const review = ({ decision, opinion }: Word) => ({ decision, opinion });
const projectRejected = (_: unknown, { opinion }: Word) =>
  outline('ProjectRejected', { opinion }, toEnd('rejected'));

/** 签订期限 the step's own limit, or the end of the thirty days from the award where that comes first (采购法 §46). */
function toSigning({ file, references: { calendar, limits }, today }: Case<CommandType>): Target {
  const ordered = file.procedure && signatureDue(file.procedure, calendar);
  if (ordered) return to('contractApproved', { dueOn: ordered });
  const { due } = limits.contractSigning ?? STEPS.contractSigning;
  const usual = addWorkingDays(calendar, today, due).on;
  const lawful = file.award && signBy(file.award.awardedOn, calendar);
  if (lawful === null || lawful >= usual) return to('contractApproved');
  return to('contractApproved', { dueOn: lawful < today ? today : lawful });
}

/** The commands that decide, each with its approval. */
const APPROVAL_STAGES: Readonly<Record<ApprovalCommand, ApprovalStage>> = {
  ReviewDemand: {
    kind: 'demand',
    passed: null,
    approved: (_, word) => decided(outline('DemandReviewed', review(word), to('demandReviewed'))),
    returned: (_, word) => outline('DemandReturned', review(word), to('draft')),
    rejected: projectRejected,
  },
  DecideBudget: {
    kind: 'budget',
    passed: (word, target) => outline('BudgetStepApproved', plain(word), target),
    approved: ({ file }, word) => {
      invariant(file.budget, 'Money is reserved on a requested line');
      const reservation = { budgetLineId: file.budget.lineId, reservedFen: file.application.estimateFen };
      return decided(outline('BudgetApproved', { ...plain(word), ...reservation }, to('budgetApproved')));
    },
    returned: (_, word) => outline('BudgetReturned', plain(word), to('exAnteEvaluated')),
    rejected: projectRejected,
  },
  ReviewRequirement: {
    kind: 'requirement',
    passed: null,
    approved: (_, word) => decided(outline('RequirementApproved', plain(word), to('requirementApproved'))),
    returned: (_, word) => outline('RequirementReturned', plain(word), to('budgetApproved')),
    rejected: ({ file }, { opinion }) => cancelled(file, opinion),
  },
  FilePlan: {
    kind: 'plan',
    passed: null,
    approved: (one, { filingNo, opinion }) => {
      if (filingNo === null) return refuse(filingFault());
      const choice = one.file.method;
      invariant(choice, 'A plan that is filed names its method');
      const main = outline('PlanFiled', { filingNo, opinion }, to('planFiled'));
      return withProcedureStart(one, { choice, filingNo }, main);
    },
    returned: (_, { opinion }) => outline('PlanReturned', { opinion }, to('requirementApproved')),
    rejected: ({ file }, { opinion }) => cancelled(file, opinion),
  },
  DecideContract: {
    kind: 'contract',
    passed: (word, target) => outline('ContractStepApproved', plain(word), target),
    approved: (one, word) => decided(outline('ContractApproved', plain(word), toSigning(one))),
    returned: (_, word) => outline('ContractReturned', plain(word), to('awarded')),
    rejected: ({ file }, { opinion }) => cancelled(file, opinion),
  },
  DecideAmendment: {
    kind: 'amendment',
    passed: (word, target) => outline('AmendmentStepApproved', plain(word), target),
    approved: (_, word) =>
      decided(outline('AmendmentApproved', plain(word), to('amending', { step: 'amendmentSigning' }))),
    returned: ({ file, today }, word) => outline('AmendmentDropped', plain(word), backToWork(file, today)),
    rejected: ({ file, today }, word) => outline('AmendmentDropped', plain(word), backToWork(file, today)),
  },
  DecidePayment: {
    kind: 'payment',
    passed: (word, target) => outline('PaymentStepApproved', plain(word), target),
    approved: (_, word) =>
      decided(outline('PaymentStepApproved', plain(word), to('settling', { step: 'paymentConfirmation' }))),
    returned: (_, word) => outline('PaymentReturned', plain(word), to('settling')),
    // A payment that is refused is asked for anew; the contract goes on.
    rejected: (_, word) => outline('PaymentReturned', plain(word), to('settling')),
  },
};

export const approvalStage = (command: ApprovalCommand): ApprovalStage => APPROVAL_STAGES[command];
