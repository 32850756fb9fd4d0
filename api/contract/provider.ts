import { z } from 'zod';
import { DIRECTORY_STATES } from '../../domain/provider/directory.ts';
import { PROOF_KINDS } from '../../domain/provider/eligibility.ts';
import { type EntryCommand, PLANT_PROTECTION_CONDITIONS } from '../../domain/provider/entry.ts';
import { INCUBATION_STAGES } from '../../domain/provider/incubation.ts';
import { PROVIDER_KINDS } from '../../domain/provider/types.ts';
import { count, date, id, line, paragraph, regionCode, searchWords, year } from './fields.ts';
import { matching } from './matching.ts';
import { pageOf, pageQuery, textSchema } from './shared.ts';

export const providerQuery = z.strictObject({
  q: searchWords().optional(),
  kind: z.enum(PROVIDER_KINDS).optional(),
  status: z.enum(DIRECTORY_STATES).optional(),
  /** A catalogue code the provider can deliver. */
  capability: id().optional(),
  ...pageQuery,
});
export const providerParams = z.strictObject({ providerId: id() });

/** 申请入册 */
export const registerBody = z.strictObject({
  name: line(),
  kind: z.enum(PROVIDER_KINDS),
  sizeClass: z.enum(['large', 'medium', 'small', 'micro']).nullable(),
  socialOrganisation: z.boolean(),
  certificateNo: line(100).nullable(),
  registeredIn: regionCode().nullable(),
});

const proofSchema = z.strictObject({
  kind: z.enum(PROOF_KINDS),
  reference: line(),
  validUntil: date().nullable(),
});
const checkSchema = z.strictObject({ on: date(), listed: z.boolean(), evidenceRef: line() });
const trainingSchema = z.strictObject({
  on: date(),
  topic: line(),
  hours: count(1_000),
  people: count(10_000),
});
const because = { reason: paragraph(2_000) };

/** 名录办理 */
export const entryCommandSchema = matching<EntryCommand>()(
  z.discriminatedUnion('verb', [
    z.strictObject({
      verb: z.literal('Verify'),
      proofs: z.array(proofSchema).max(20),
      conditionsFound: z.array(z.enum(PLANT_PROTECTION_CONDITIONS)).max(4),
    }),
    z.strictObject({ verb: z.literal('Admit'), check: checkSchema }),
    z.strictObject({ verb: z.literal('Watch'), ...because }),
    z.strictObject({ verb: z.literal('Clear'), ...because }),
    z.strictObject({ verb: z.literal('Suspend'), ...because, until: date() }),
    z.strictObject({ verb: z.literal('Restore'), ...because }),
    z.strictObject({ verb: z.literal('Ban'), ...because, until: date() }),
    z.strictObject({ verb: z.literal('Reapply') }),
    z.strictObject({ verb: z.literal('SetCapabilities'), capabilities: z.array(id()).max(200) }),
    z.strictObject({ verb: z.literal('RecordTraining'), training: trainingSchema }),
    z.strictObject({ verb: z.literal('RecordTrial'), projectNo: line(50) }),
    z.strictObject({ verb: z.literal('Advance') }),
  ]),
);
export const entryCommandBody = z.strictObject({
  expectedRevision: z.int().min(0).max(1_000_000),
  command: entryCommandSchema,
});

const providerSchema = z
  .object({
    providerId: z.string(),
    orgId: z.string().nullable(),
    name: z.string(),
    kind: z.string(),
    kindTitle: textSchema,
    sizeClass: z.string().nullable(),
    socialOrganisation: z.boolean(),
    certificateNo: z.string().nullable(),
    decisionRecordRef: z.string().nullable(),
    separateAccounts: z.boolean(),
    onCreditList: z.boolean(),
    bannedUntil: z.string().nullable(),
    lastGrade: z.object({ grade: z.string(), itemCode: z.string(), on: z.string() }).nullable(),
    capabilities: z.array(z.string()),
    status: z.enum(DIRECTORY_STATES),
    statusTitle: textSchema,
    /** Last day of a suspension or ban. */
    until: z.string().nullable(),
    stage: z.enum(INCUBATION_STAGES),
    registeredIn: z.string().nullable(),
    revision: z.number(),
  })
  .meta({ id: 'Provider' });
export type ProviderRow = z.output<typeof providerSchema>;
export const providerListSchema = pageOf(providerSchema);

const plainProof = z.object({ kind: z.string(), reference: z.string(), validUntil: z.string().nullable() });

/** An entry with its proofs, its last credit check and its history. */
export const providerDetailSchema = providerSchema.extend({
  reason: z.string().nullable(),
  proofs: z.array(plainProof),
  lastCheck: z.object({ on: z.string(), listed: z.boolean(), evidenceRef: z.string() }).nullable(),
  /** The first day on which the last credit check no longer counts; null where there is none. */
  checkAgainOn: z.string().nullable(),
  trainings: z.array(z.object({ on: z.string(), topic: z.string(), hours: z.number(), people: z.number() })),
  acceptedTrials: z.number(),
  history: z.array(
    z.object({
      seq: z.number(),
      command: entryCommandSchema,
      occurredOn: z.string(),
      recordedAt: z.string(),
      by: z.string(),
    }),
  ),
});

export const entryAnswerSchema = z.object({
  providerId: z.string(),
  status: z.enum(DIRECTORY_STATES),
  revision: z.number(),
});

/** 公开名录 what everybody may read of a provider that may be chosen. */
export const publicProviderListSchema = pageOf(
  z.object({
    name: z.string(),
    kind: z.string(),
    status: z.string(),
    statusTitle: textSchema,
    until: z.string().nullable(),
    capabilities: z.array(z.string()),
  }),
);

export const localShareQuery = z.strictObject({
  regionCode: regionCode(),
  year: z.coerce.number().pipe(year()),
});
/** 本地承接占比 counted after the fact; never a condition (SUP-11). */
export const localShareSchema = z.object({
  regionCode: z.string(),
  year: z.number(),
  contracts: z.number(),
  localContracts: z.number(),
  valueFen: z.number(),
  localFen: z.number(),
  note: textSchema,
});
