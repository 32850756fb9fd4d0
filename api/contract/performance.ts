import { z } from 'zod';
import { AMENDMENT_STATES } from '../../domain/delivery/amendment.ts';
import {
  type AmendmentProposal,
  BOND_FORMS,
  type BondReceipt,
  type BondReturn,
  CONTRACT_GROUNDS,
  type FieldJob,
  type Mediator,
  type PerformanceCommands,
  type PerformanceFile,
  type ProgressReview,
  type ReceivableClaim,
  type StaffCheck,
  type Subcontract,
} from '../../domain/delivery/performance.ts';
import { MAX_FEN } from '../../domain/kernel/money.ts';
import { justificationsSchema } from './approval.ts';
import { milestonePlanSchema } from './contracting.ts';
import { amount, amountOrZero, birthday, count, date, id, line, milestoneNo, paragraph } from './fields.ts';
import { matching } from './matching.ts';

/** 合同变更申请 */
const amendmentSchema = matching<AmendmentProposal>()(
  z.strictObject({
    kind: z.enum(['add', 'term', 'content', 'price']),
    addedFen: z.int().min(-MAX_FEN).max(MAX_FEN),
    changesOtherTerms: z.boolean(),
    ground: z.enum(CONTRACT_GROUNDS),
    publicInterestReason: paragraph(2_000).nullable(),
    reason: paragraph(2_000),
    agreementRef: line(),
    endsOn: date().nullable(),
    milestones: z.array(milestonePlanSchema).min(1).max(100),
  }),
);

const subcontractSchema = matching<Subcontract>()(
  z.strictObject({
    subcontractor: line(),
    scope: paragraph(2_000),
    amountFen: amount(),
    consentRef: line().nullable(),
  }),
);

/** 履约保证金 */
const bondSchema = matching<BondReceipt>()(
  z.strictObject({
    amountFen: amount(),
    form: z.enum(BOND_FORMS),
    reference: line(),
    refundWorkingDays: z.int().min(1).max(250).nullable(),
  }),
);

const bondReturnSchema = matching<BondReturn>()(
  z.strictObject({
    refundFen: amountOrZero(),
    deductions: z
      .array(z.strictObject({ amountFen: amount(), clause: line(), reason: paragraph(1_000) }))
      .max(20),
    payeeProviderId: id(),
    voucherNo: line(100),
  }),
);

/** 履约检查 */
const reviewSchema = matching<ProgressReview>()(
  z.strictObject({
    findings: paragraph(),
    safetyIncidents: count(10_000),
    incidentExplanation: paragraph(2_000).nullable(),
    rectifyBy: date().nullable(),
  }),
);

const receivableSchema = matching<ReceivableClaim>()(
  z.strictObject({ amountFen: amount(), reference: line() }),
);

const jobSchema = matching<FieldJob>()(
  z.strictObject({
    from: date(),
    to: date(),
    place: line(),
    aerial: z.boolean(),
    announcementRef: line().nullable(),
    injuryInsuranceRef: line().nullable(),
  }),
);

const mediatorSchema = matching<Mediator>()(
  z.strictObject({ name: line(50), bornOn: birthday(), appointmentRef: line() }),
);

const staffCheckSchema = matching<StaffCheck>()(
  z.strictObject({
    staff: count(100_000),
    checked: count(100_000),
    servesMinors: z.boolean(),
    evidenceRef: line(),
  }),
);

export const performanceSchemas = {
  AmendContract: matching<PerformanceCommands['AmendContract']>()(
    z.strictObject({ amendment: amendmentSchema }),
  ),
  SignAmendment: matching<PerformanceCommands['SignAmendment']>()(z.strictObject({ signedCopyRef: line() })),
  RecordSubcontract: matching<PerformanceCommands['RecordSubcontract']>()(
    z.strictObject({ subcontract: subcontractSchema }),
  ),
  RecordBond: matching<PerformanceCommands['RecordBond']>()(z.strictObject({ bond: bondSchema })),
  ReturnBond: matching<PerformanceCommands['ReturnBond']>()(z.strictObject({ bondReturn: bondReturnSchema })),
  ReviewProgress: matching<PerformanceCommands['ReviewProgress']>()(
    z.strictObject({ review: reviewSchema, justifications: justificationsSchema }),
  ),
  RequestReceivable: matching<PerformanceCommands['RequestReceivable']>()(
    z.strictObject({ receivable: receivableSchema }),
  ),
  ConfirmReceivable: matching<PerformanceCommands['ConfirmReceivable']>()(
    z.strictObject({ receivableNo: z.int().min(1).max(1_000), opinion: paragraph() }),
  ),
  ResolvePaymentDispute: matching<PerformanceCommands['ResolvePaymentDispute']>()(
    z.strictObject({
      milestoneNo: milestoneNo(),
      payableFen: amountOrZero(),
      agreementRef: line(),
      opinion: paragraph(),
    }),
  ),
  AnnounceAerialJob: matching<PerformanceCommands['AnnounceAerialJob']>()(z.strictObject({ job: jobSchema })),
  AppointMediator: matching<PerformanceCommands['AppointMediator']>()(
    z.strictObject({ mediator: mediatorSchema }),
  ),
  VerifyProviderStaff: matching<PerformanceCommands['VerifyProviderStaff']>()(
    z.strictObject({ staffCheck: staffCheckSchema }),
  ),
};

const on = z.string();

/** 履约记录 as it is answered. */
export const performanceSchema = matching<PerformanceFile>()(
  z.object({
    bond: bondSchema
      .extend({
        cashOnly: z.boolean(),
        receivedOn: on,
        returned: bondReturnSchema.extend({ on }).nullable(),
      })
      .nullable(),
    amendments: z.array(
      amendmentSchema.extend({
        no: z.number(),
        status: z.enum(AMENDMENT_STATES),
        agreedByBoth: z.boolean(),
        proposedOn: on,
        signedOn: on.nullable(),
      }),
    ),
    subcontracts: z.array(subcontractSchema.extend({ on })),
    reviews: z.array(reviewSchema.extend({ on })),
    receivables: z.array(
      receivableSchema.extend({ no: z.number(), requestedOn: on, confirmedOn: on.nullable() }),
    ),
    fieldJobs: z.array(jobSchema),
    mediators: z.array(mediatorSchema),
    staffCheck: staffCheckSchema.extend({ on }).nullable(),
    termination: z
      .object({ cause: on, settlementRef: on, milestoneNo: z.number(), settledFen: z.number() })
      .nullable(),
  }),
);
