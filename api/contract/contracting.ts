import { z } from 'zod';
import {
  type Award,
  CLAUSES,
  type ContractDraft,
  type ContractingCommands,
  CRITERION_BASES,
  type Criterion,
  METHODS,
  type MethodChoice,
  type ProcurementNotice,
  type ProviderCheck,
  type Requirement,
  type Selection,
  SINGLE_SOURCE_GROUNDS,
  type WinnerChoice,
} from '../../domain/contracting/types.ts';
import type { MilestonePlan } from '../../domain/kernel/milestone-plan.ts';
import { justificationsSchema, stepDecisionSchema, wordPapers } from './approval.ts';
import {
  amount,
  amountOrZero,
  count,
  date,
  id,
  line,
  milestoneNo,
  paragraph,
  percent,
  withRule,
} from './fields.ts';
import { matching } from './matching.ts';

/** 采购需求 */
export const requirementSchema = matching<Requirement>()(
  z.strictObject({
    content: paragraph(),
    quantity: line(500),
    standard: paragraph(2_000),
    termMonths: z.int().min(1).max(120),
    // Without items or a plan the law answers, with its article (REQ-03, REQ-07).
    acceptanceItems: z.array(line(500)).max(50),
    acceptancePlan: z.literal('').or(paragraph()),
    ceilingFen: amount(),
    floorFen: amountOrZero().nullable(),
    publicConsultationRef: line().nullable(),
    survey: z.strictObject({ subjects: count(10_000), on: date() }).nullable(),
  }),
);

/** 采购方式 */
export const methodChoiceSchema = matching<MethodChoice>()(
  z.strictObject({
    method: z.enum(METHODS),
    legalCase: paragraph(2_000),
    intentPublishedOn: date().nullable(),
    inCentralisedCatalogue: z.boolean(),
    byCentralisedAgency: z.boolean(),
    reservedForSme: z.boolean(),
    noReserveReason: paragraph(2_000).nullable(),
    cityApprovalRef: line().nullable(),
    agencyOrgId: id().nullable(),
    complex: z.boolean(),
    frameworkMonths: z.int().min(1).max(120).nullable(),
    smeShare: z.strictObject({ reservedPercent: percent(), smallMicroPercent: percent() }).nullable(),
    singleSource: z
      .strictObject({
        ground: z.enum(SINGLE_SOURCE_GROUNDS),
        followOnPercent: z.number().min(0).max(1_000).nullable(),
      })
      .nullable(),
    directMode: z.strictObject({ allowedRef: line().nullable(), usersCanChoose: z.boolean() }).nullable(),
    justifications: justificationsSchema,
  }),
);

const criterionSchema = matching<Criterion>()(
  z.strictObject({ name: line(100), basis: z.enum(CRITERION_BASES), points: percent().nullable() }),
);

const distinctNames = (items: readonly { readonly name: string }[]): boolean =>
  new Set(items.map(({ name }) => name)).size === items.length;

/** 采购公告、采购文件; below the limit the request for quotes */
export const noticeSchema = matching<ProcurementNotice>()(
  z.strictObject({
    media: line(),
    inDesignatedMedia: z.boolean(),
    documentsUntil: date(),
    closesOn: date(),
    closingHour: z.int().min(0).max(23),
    ceilingFen: amount(),
    floorFen: amountOrZero().nullable(),
    budgetShown: z.boolean(),
    bidBondFen: amountOrZero(),
    bondCashOnly: z.boolean(),
    priceWeightPercent: percent().nullable(),
    qualifications: z.array(criterionSchema).max(50),
    scoreItems: z.array(criterionSchema).max(50).refine(distinctNames, withRule('repeatedEntries')),
    invited: z
      .array(z.strictObject({ providerId: id(), namedBy: z.enum(['buyer', 'expert', 'library']) }))
      .max(100),
    smallMicroDeductionPercent: percent(),
    consortiumDeductionPercent: percent(),
  }),
);

const providerCheckSchema = matching<ProviderCheck>()(
  z.strictObject({
    creditCheckedOn: date().nullable(),
    sixConditionsProven: z.boolean(),
    sharesControlWithBidder: z.boolean(),
    designedOrSupervised: z.boolean(),
    interestWithoutRecusal: z.boolean(),
  }),
);

const bidSchema = z.strictObject({
  providerId: id(),
  priceFen: amount(),
  receivedOn: date(),
  valid: z.boolean(),
  score: percent().nullable(),
});

const winnerChoice = {
  winners: z.array(id()).min(1).max(50),
  minutesRef: line().nullable(),
  check: providerCheckSchema,
  justifications: justificationsSchema,
};

/** 确定中标（成交）供应商 */
export const winnerChoiceSchema = matching<WinnerChoice>()(z.strictObject(winnerChoice));

/** 中标（成交）结果 */
export const awardSchema = matching<Award>()(
  z.strictObject({
    ...winnerChoice,
    bids: z.array(bidSchema).min(1).max(200),
    panel: z
      .strictObject({ members: count(100), experts: count(100), drawnAtRandom: z.boolean() })
      .nullable(),
    ranking: z.array(id()).min(1).max(200),
    providerId: id(),
    priceFen: amount(),
  }),
);

/** 内部遴选 */
export const selectionSchema = matching<Selection>()(
  z.strictObject({
    ...winnerChoice,
    quotes: z
      .array(z.strictObject({ providerId: id(), priceFen: amount() }))
      .min(1)
      .max(50),
    reason: paragraph(2_000),
  }),
);

export const milestonePlanSchema = matching<MilestonePlan>()(
  z.strictObject({ no: milestoneNo(), deliverable: line(500), dueOn: date(), amountFen: amount() }),
);

/** 购买服务合同 */
export const contractDraftSchema = matching<ContractDraft>()(
  z.strictObject({
    contractNo: line(100),
    valueFen: amount(),
    startsOn: date(),
    endsOn: date(),
    clauses: z.array(z.enum(CLAUSES)).max(CLAUSES.length),
    milestones: z
      .array(milestonePlanSchema)
      .min(1)
      .max(100)
      .refine((plans) => plans.every((plan, index) => plan.no === index + 1), withRule('milestoneNumbers')),
    paymentTermDays: z.int().min(1).max(3_650),
    performanceBondPercent: percent(),
    bondCashOnly: z.boolean(),
    auditBeforePayment: z.boolean(),
    stabilityGrounds: z.boolean(),
    wholeSubcontracted: z.boolean(),
    guaranteesFinancing: z.boolean(),
    chargesServiceUsers: z.boolean(),
    acceptanceDays: z.int().min(1).max(365).nullable().optional(),
    lateRate: z
      .strictObject({ per10000: z.number().min(0).max(1_000), lprBasisPoints: z.int().min(1).max(10_000) })
      .nullable()
      .optional(),
  }),
);

export const contractingSchemas = {
  SubmitRequirement: matching<ContractingCommands['SubmitRequirement']>()(
    z.strictObject({ requirement: requirementSchema }),
  ),
  ReviewRequirement: stepDecisionSchema,
  ChooseMethod: matching<ContractingCommands['ChooseMethod']>()(
    z.strictObject({ choice: methodChoiceSchema }),
  ),
  FilePlan: matching<ContractingCommands['FilePlan']>()(
    z.strictObject({
      decision: z.enum(['file', 'return']),
      filingNo: line(100).nullable(),
      opinion: paragraph(),
      ...wordPapers,
    }),
  ),
  DraftContract: matching<ContractingCommands['DraftContract']>()(
    z.strictObject({ contract: contractDraftSchema }),
  ),
  DecideContract: stepDecisionSchema,
  SignContract: matching<ContractingCommands['SignContract']>()(z.strictObject({ signedCopyRef: line() })),
};
