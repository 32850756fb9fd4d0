import { amountFacts, lineFacts, requestFacts } from '../budget/facts.ts';
import { itemFacts, serviceKind, submissionFacts } from '../catalog/facts.ts';
import type { CatalogItem } from '../catalog/types.ts';
import { contractFacts, methodFacts, requirementFacts, signingFacts } from '../contracting/facts.ts';
import type { MethodChoice } from '../contracting/types.ts';
import { acceptanceFacts, ledgerFacts } from '../delivery/facts.ts';
import { groundFacts } from '../delivery/performance-facts.ts';
import { closingFacts, publicationFacts } from '../disclosure/facts.ts';
import { resultFacts, reviewFacts, targetFacts, useFacts } from '../evaluation/facts.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { holdsAddedSeat } from './approval-checkpoint.ts';
import { approvalCommandAt } from './approval-commands.ts';
import type { Command, CommandData, CommandRequest, CommandType } from './commands.ts';
import { openDisputes } from './decide-dispute.ts';
import {
  acceptanceDelay,
  deliveryProgress,
  heldBackFacts,
  moneyFacts,
  paymentDelay,
} from './facts-of-delivery.ts';
import { disputeFacts } from './facts-of-dispute.ts';
import { overdueListFacts } from './facts-of-payables.ts';
import { PERFORMANCE_BUILDERS } from './facts-of-performance.ts';
import { knownProvider, procedureFacts } from './facts-of-procedure.ts';
import type { ProjectFile } from './file.ts';
import { justificationsOf } from './justifications.ts';
import { signatureDue } from './procedure-place.ts';
import type { ProjectProcess } from './process.ts';
import type { References } from './references.ts';
import { STEPS } from './steps.ts';

export interface FactsInput {
  readonly file: ProjectFile | null;
  readonly process: ProjectProcess | null;
  readonly request: CommandRequest;
  readonly references: References;
  /** The day the thing is done; periods are counted to it. */
  readonly today: LocalDate;
}

/**
 * 核查事实 the facts of one request, under the names the policy packs define. A fact that is not known is left out,
 * so that a rule that needs it is undetermined. Drafts are not checked and have no facts.
 */
export function factsFor({ file, process, request, references, today }: FactsInput): Facts {
  const { command } = request;
  if (!file || !process || command.type === 'CreateProject' || command.type === 'EditDraft') return {};
  const scene = { file, process, request, references, on: today };
  return { ...commonFacts(scene), ...factsOf(command, scene) };
}

interface Scene {
  readonly file: ProjectFile;
  readonly process: ProjectProcess;
  readonly request: CommandRequest;
  readonly references: References;
  readonly on: LocalDate;
}

type Builders = { readonly [T in CommandType]: (data: CommandData[T], scene: Scene) => Facts };

/** Facts of its own that each command brings; a new command does not compile until it stands here. */
const BUILDERS: Builders = {
  CreateProject: () => ({}),
  EditDraft: () => ({}),
  SubmitProject: (_, { file: { application }, references, on }) =>
    submissionFacts({ application, item: references.catalogItem, buyer: references.buyer, on }),
  ReviewDemand: () => ({}),
  SetPerformanceTargets: ({ targets }, { file }) => targetFacts(targets, file.application.isNewProject),
  RequestBudget: ({ request }, scene) => ({
    ...budgetFacts(scene),
    ...requestFacts(request, scene.references.budgetLine, itemOf(scene)?.sector ?? null),
    term_months: scene.file.application.termMonths,
  }),
  DecideBudget: ({ minutesRef }, scene) => budgetDecisionFacts(minutesRef, scene),
  LapseBudget: () => ({}),
  SubmitRequirement: ({ requirement }, { file, on }) =>
    file.budget ? requirementFacts(requirement, file.budget.reservedFen, on) : {},
  ReviewRequirement: (_, scene) => requirementReviewFacts(scene),
  ChooseMethod: ({ choice }, { file, references: { thresholds, sameClass } }) =>
    methodFacts(choice, {
      estimateFen: file.application.estimateFen,
      openTenderFen: thresholds.openTenderFen,
      purchaseLimitFen: thresholds.purchaseLimitFen,
      sameClass,
    }),
  FilePlan: () => ({}),
  ActOnDispute: ({ act }, scene) => disputeFacts(act, scene),
  ActOnProcedure: ({ act }, scene) => procedureFacts(act, scene),
  DraftContract: ({ contract }, scene) => ({
    ...(scene.file.award && {
      ...contractFacts(contract, scene.file.award.priceFen),
      ...knownProvider(scene.file.award.providerId, scene),
    }),
    ...(scene.file.budget && {
      ...amountFacts(contract.valueFen, scene.file.budget.reservedFen),
      has_multi_year_plan: isGiven(scene.file.budget.request.multiYearPlanRef),
    }),
  }),
  DecideContract: () => ({}),
  SignContract: (_, { file, references: { calendar }, on }) => ({
    challenge_pending: openDisputes(file) > 0 || file.procedure?.status === 'suspended',
    ...(file.award &&
      signingFacts(file.award.awardedOn, on, {
        calendar,
        dueOn: file.procedure && signatureDue(file.procedure, calendar),
      })),
  }),
  RecordLedgerEntry: ({ entry }, scene) => {
    const kind = serviceKind(scene.file.application, itemOf(scene));
    // The project's own kind stands: a record of another kind cannot turn its sector's rules off.
    return {
      ...ledgerFacts(entry),
      ...(kind !== 'other' && { service_kind: kind }),
      ...deliveryProgress(scene, []),
    };
  },
  SubmitMilestone: ({ milestoneNo }, scene) => {
    const milestone = scene.file.milestones.find(({ no }) => no === milestoneNo);
    return {
      ...(milestone && { ledger_entries: milestone.ledgerEntries }),
      ...deliveryProgress(scene, [milestoneNo]),
    };
  },
  RecordAcceptance: ({ acceptance }, { file, on }) => ({
    ...(file.requirement && acceptanceFacts(acceptance, file.requirement.acceptanceItems)),
    ...acceptanceDelay({ file, on }),
  }),
  ConfirmAcceptance: () => ({}),
  SubmitRectification: () => ({}),
  RequestPayment: ({ payment }, scene) => ({
    ...moneyFacts(payment, scene),
    ...heldBackFacts(payment, scene),
    ...paymentDelay(scene),
    payment_open: true,
  }),
  DecidePayment: () => ({}),
  ConfirmPayment: (payment, scene) => ({ ...moneyFacts(payment, scene), ...paymentDelay(scene) }),
  ...PERFORMANCE_BUILDERS,
  DecideAmendment: () => ({}),
  SuspendDelivery: ({ ground }) => groundFacts(ground),
  ResumeDelivery: () => ({}),
  TerminateContract: ({ ground }) => groundFacts(ground),
  SelfEvaluate: () => ({}),
  ReviewEvaluation: ({ review }, { file }) => ({
    ...reviewFacts(review),
    ...(file.selfEvaluation &&
      file.targets &&
      resultFacts(file.selfEvaluation, {
        indicators: file.targets.indicators,
        beneficiaries: file.application.beneficiaries,
      })),
  }),
  PublishResult: () => ({}),
  ArchiveProject: ({ keepYears }, scene) => ({
    keep_years: keepYears,
    service_file_years: keepYears,
    ...overdueListFacts(scene),
    ...useFacts(scene.file.resultUse),
    ...closingFacts(scene.file.disclosures, procurementLawApplies(scene)),
  }),
  PublishDisclosure: (data, { file, on }) => publicationFacts(data, file.disclosures, on),
  RepinPolicy: () => ({}),
  WithdrawProject: () => ({}),
  CancelProject: () => ({}),
  ActOnApproval: (_, scene) => {
    const command = approvalCommandAt(scene.process.step);
    if (command === 'DecideBudget') return budgetDecisionFacts(null, scene);
    return command === 'ReviewRequirement' ? requirementReviewFacts(scene) : {};
  },
};

type CommandOf<T extends CommandType> = {
  readonly [K in T]: { readonly type: K; readonly data: CommandData[K] };
}[T];

const factsOf = <T extends CommandType>({ type, data }: CommandOf<T>, scene: Scene): Facts =>
  BUILDERS[type](data, scene);

/** Facts of the case and of the person, the same for every command. */
function commonFacts(scene: Scene): Facts {
  const { file, request, references } = scene;
  const { estimateFen } = file.application;
  const { purchaseLimitFen, openTenderFen } = references.thresholds;
  const method = methodOf(scene);
  return {
    ...itemFacts(file.application, itemOf(scene)),
    estimate_fen: estimateFen,
    purchase_limit_fen: purchaseLimitFen,
    open_tender_threshold_fen: openTenderFen,
    over_purchase_limit_fen: estimateFen - purchaseLimitFen,
    over_open_tender_fen: estimateFen - openTenderFen,
    procurement_law_applies: procurementLawApplies(scene),
    ...(method && { procurement_method: method.method }),
    moves_forward: movesForward(request.command),
    actor_other_duties: otherDuties(scene),
    justified_rules: Object.entries(justificationsOf(request.command)).flatMap(([rule, reason]) =>
      isGiven(reason) ? [rule] : [],
    ),
  };
}

/** The item the project was filed with; while it is being filed, the one now published. */
const itemOf = ({ file, references }: Scene): CatalogItem | null =>
  file.catalogItem ?? references.catalogItem;

const methodOf = ({ file, request: { command } }: Scene): MethodChoice | null =>
  command.type === 'ChooseMethod' ? command.data.choice : file.method;

/** 采购法 §2: from the purchase limit on, for centralised items, and wherever a statutory method is used. */
function procurementLawApplies(scene: Scene): boolean {
  const method = methodOf(scene);
  return (
    scene.file.application.estimateFen >= scene.references.thresholds.purchaseLimitFen ||
    (method !== null && (method.inCentralisedCatalogue || method.method !== 'internalSelection'))
  );
}

/** False for returning or rejecting, which no rule about money should stand in the way of. */
const movesForward = ({ data }: Command): boolean =>
  !('decision' in data) || data.decision === 'approve' || data.decision === 'file';

/** How many incompatible duties the actor holds besides the one this command needs (CTL-01). */
function otherDuties({ process, request: { command, actor } }: Scene): number {
  const step = process.step === null ? null : STEPS[process.step];
  if (!step || step.command !== command.type || step.duty === null) return 0;
  const held = process.duties.filter(({ userId, duty }) => userId === actor.userId && duty !== step.duty);
  return new Set(held.map(({ duty }) => duty)).size;
}

const budgetFacts = ({ file: { application }, references, on }: Scene): Facts =>
  lineFacts({
    line: references.budgetLine,
    buyerOrgId: application.buyerOrgId,
    fiscalYear: application.fiscalYear,
    neededFen: application.estimateFen,
    on,
  });

/** 会议纪要 is due of the last word and at the head's own seat, not of those who were asked to sign in addition. */
function budgetDecisionFacts(minutesRef: string | null, scene: Scene): Facts {
  const { step, route, approval } = scene.process;
  const isAdded = approval !== null && holdsAddedSeat(approval, scene.request.actor.userId);
  return {
    ...budgetFacts(scene),
    minutes_due: !isAdded && (step === 'mayorBudgetApproval' || route.length === 0),
    has_minutes: isGiven(minutesRef) || isGiven(scene.file.budget?.minutesRef ?? null),
  };
}

const requirementReviewFacts = ({ file, request }: Scene): Facts =>
  file.requirement ? { author_reviews: file.requirement.authorId === request.actor.userId } : {};
