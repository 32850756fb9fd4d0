import { z } from 'zod';
import type { CatalogItem } from '../../domain/catalog/types.ts';
import { DISCLOSURE_KINDS } from '../../domain/disclosure/types.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { budgetRequestSchema } from './budget.ts';
import { applicationSchema, lateEntrySchema } from './catalog.ts';
import {
  awardSchema,
  contractDraftSchema,
  methodChoiceSchema,
  noticeSchema,
  requirementSchema,
  winnerChoiceSchema,
} from './contracting.ts';
import { acceptanceSchema, paymentSchema } from './delivery.ts';
import {
  evaluationReviewSchema,
  resultUseSchema,
  selfEvaluationSchema,
  targetsSchema,
} from './evaluation.ts';
import { asAnswer, matching } from './matching.ts';
import { performanceSchema } from './performance.ts';

export const catalogItemSchema = matching<CatalogItem>()(
  z.object({
    code: z.string(),
    name: z.string(),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    sector: z.string(),
    nature: z.enum(['public', 'auxiliary']),
    basicPublicService: z.boolean(),
    standardRef: z.string().nullable(),
    responsibleLevel: z.enum(['city', 'county', 'township']),
    versionId: z.string(),
    regionCode: z.string(),
    publishedOn: z.string().nullable(),
    confirmed: z.boolean(),
  }),
);

const budgetHoldingSchema = z.object({
  request: budgetRequestSchema,
  minutesRequired: z.boolean(),
  minutesRef: z.string().nullable(),
  lineId: z.string(),
  reservedFen: z.number(),
  committedFen: z.number(),
  paidFen: z.number(),
});

const awardedSchema = z.object({
  providerId: z.string(),
  priceFen: z.number(),
  awardedOn: z.string(),
  detail: awardSchema,
});

const milestoneSchema = z.object({
  no: z.number(),
  status: z.enum(['scheduled', 'submitted', 'partly', 'rejected', 'accepted', 'paid']),
  ledgerEntries: z.number(),
  acceptedOn: z.string().nullable(),
  acceptedFen: z.number(),
  paidFen: z.number(),
  submittedOn: z.string().nullable(),
  rectifications: z.number(),
  disputedFen: z.number(),
  deductedFen: z.number(),
  interestFen: z.number(),
});

const disclosureItemSchema = z.object({
  kind: z.enum(DISCLOSURE_KINDS),
  madeOn: z.string(),
  dueOn: z.string(),
  dueAnnounced: z.boolean(),
  publishedOn: z.string().nullable(),
  url: z.string().nullable(),
});

const file = matching<Omit<ProjectFile, 'procedure' | 'disputes'>>()(
  z.object({
    projectNo: z.string(),
    application: applicationSchema,
    lateEntry: lateEntrySchema.nullable(),
    policyVersion: z.string(),
    submittedOn: z.string().nullable(),
    catalogItem: catalogItemSchema.nullable(),
    targets: targetsSchema.nullable(),
    budget: budgetHoldingSchema.nullable(),
    requirement: requirementSchema.extend({ authorId: z.string() }).nullable(),
    method: methodChoiceSchema.nullable(),
    filingNo: z.string().nullable(),
    notice: noticeSchema.extend({ issuedOn: z.string() }).nullable(),
    choice: winnerChoiceSchema.nullable(),
    award: awardedSchema.nullable(),
    contract: z.object({ draft: contractDraftSchema, signedOn: z.string().nullable() }).nullable(),
    milestones: z.array(milestoneSchema),
    currentMilestone: z.number().nullable(),
    acceptance: acceptanceSchema.nullable(),
    payment: paymentSchema.nullable(),
    performance: performanceSchema,
    selfEvaluation: selfEvaluationSchema.nullable(),
    evaluation: evaluationReviewSchema.nullable(),
    resultUse: resultUseSchema.nullable(),
    disclosures: z.array(disclosureItemSchema),
    end: z.object({ reason: z.string(), on: z.string() }).nullable(),
  }),
);

/** 项目卷宗 as it is answered; procedure and disputes are told in a form of their own (see project-procedure.ts). */
export const fileSchema = asAnswer(file);
