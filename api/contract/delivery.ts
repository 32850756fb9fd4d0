import { z } from 'zod';
import { CONTRACT_GROUNDS } from '../../domain/delivery/performance.ts';
import {
  ACCEPTANCE_CAPACITIES,
  type AcceptanceRecord,
  type DeliveryCommands,
  type LedgerEntry,
  type PaymentRequest,
} from '../../domain/delivery/types.ts';
import { justificationsSchema, stepDecisionSchema } from './approval.ts';
import { amount, amountOrZero, count, date, id, line, milestoneNo, paragraph, quantity } from './fields.ts';
import { matching } from './matching.ts';
import { performanceSchemas } from './performance.ts';

/** 服务台账 */
export const ledgerEntrySchema = matching<LedgerEntry>()(
  z.strictObject({
    milestoneNo: milestoneNo(),
    performedOn: date(),
    place: line(),
    workers: count(100_000),
    quantity: quantity().min(0),
    unit: line(20),
    evidence: line(500),
    note: z.literal('').or(paragraph(2_000)),
    plantProtection: z
      .strictObject({
        pesticide: line(),
        maker: line(),
        packagingDisposal: line(500).nullable(),
        bannedPesticide: z.boolean(),
        insideSafetyInterval: z.boolean(),
      })
      .nullable(),
    mediation: z.strictObject({ caseFileRef: line().nullable(), feeFen: amountOrZero() }).nullable(),
  }),
);

/** 履约验收 */
export const acceptanceSchema = matching<AcceptanceRecord>()(
  z.strictObject({
    members: z.array(z.enum(ACCEPTANCE_CAPACITIES)).min(1).max(20),
    items: z
      .array(
        z.strictObject({ item: line(500), met: z.boolean(), remark: z.literal('').or(paragraph(1_000)) }),
      )
      .min(1)
      .max(50),
    beneficiaryOpinion: paragraph(2_000).nullable(),
    result: z.enum(['accepted', 'partly', 'rejected']),
    acceptedFen: amountOrZero(),
    opinion: paragraph(),
    rectifyBy: date().nullable().optional(),
  }),
);

/** 支付申请 */
export const paymentSchema = matching<PaymentRequest>()(
  z.strictObject({
    amountFen: amount(),
    invoiceNo: line(100),
    payeeProviderId: id(),
    deductionFen: amountOrZero(),
    deductionReason: paragraph(1_000).nullable(),
    deductionClause: line().nullable().optional(),
    disputedFen: amountOrZero().optional(),
    disputeReason: paragraph(1_000).nullable().optional(),
    justifications: justificationsSchema.optional(),
  }),
);

export const deliverySchemas = {
  RecordLedgerEntry: matching<DeliveryCommands['RecordLedgerEntry']>()(
    z.strictObject({ entry: ledgerEntrySchema }),
  ),
  SubmitMilestone: matching<DeliveryCommands['SubmitMilestone']>()(
    z.strictObject({ milestoneNo: milestoneNo(), report: paragraph() }),
  ),
  RecordAcceptance: matching<DeliveryCommands['RecordAcceptance']>()(
    z.strictObject({ acceptance: acceptanceSchema }),
  ),
  ConfirmAcceptance: matching<DeliveryCommands['ConfirmAcceptance']>()(
    z.strictObject({
      decision: z.enum(['approve', 'reject']),
      opinion: paragraph(),
      rectifyBy: date().nullable().optional(),
    }),
  ),
  SubmitRectification: matching<DeliveryCommands['SubmitRectification']>()(
    z.strictObject({ report: paragraph() }),
  ),
  RequestPayment: matching<DeliveryCommands['RequestPayment']>()(z.strictObject({ payment: paymentSchema })),
  DecidePayment: stepDecisionSchema,
  DecideAmendment: stepDecisionSchema,
  ...performanceSchemas,
  ConfirmPayment: matching<DeliveryCommands['ConfirmPayment']>()(
    z.strictObject({ voucherNo: line(100), payeeProviderId: id(), amountFen: amount() }),
  ),
  SuspendDelivery: matching<DeliveryCommands['SuspendDelivery']>()(
    z.strictObject({ cause: paragraph(2_000), ground: z.enum(CONTRACT_GROUNDS), resumeBy: date() }),
  ),
  ResumeDelivery: matching<DeliveryCommands['ResumeDelivery']>()(z.strictObject({ opinion: paragraph() })),
  TerminateContract: matching<DeliveryCommands['TerminateContract']>()(
    z.strictObject({
      cause: paragraph(2_000),
      ground: z.enum(CONTRACT_GROUNDS),
      settlementRef: line(),
      settledFen: amountOrZero().optional(),
    }),
  ),
};
