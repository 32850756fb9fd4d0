import { z } from 'zod';
import { pilotSchema } from './catalog.ts';
import { id, idempotencyKeyField, regionCode, searchWords, year } from './fields.ts';
import { fileSchema } from './file.ts';
import { citationSchema } from './problem.ts';
import { processSchema, stageSchema, stateSchema, stepSchema } from './process.ts';
import { projectApprovalSchema } from './project-approval.ts';
import { projectProcedureSchema } from './project-procedure.ts';
import { flag, lampSchema, outcomeSchema, pageOf, pageQuery, refusalSchema, textSchema } from './shared.ts';

/** 受理结果: where the project stands after a command. */
export const commandResultSchema = z
  .object({
    projectId: z.string(),
    projectNo: z.string(),
    revision: z.number(),
    stage: stageSchema,
    state: stateSchema,
    step: stepSchema.nullable(),
    dueOn: z.string().nullable(),
    dueAnnounced: z.boolean(),
    /** What happened, such as `ProjectSubmitted`. */
    events: z.array(z.string()),
    notes: z.array(
      z.object({
        rule: z.string(),
        citation: citationSchema,
        outcome: outcomeSchema,
        message: textSchema,
      }),
    ),
    /** True when nothing was written (`?dryRun=true`). */
    dryRun: z.boolean(),
  })
  .meta({ id: 'CommandResult' });
export type CommandResult = z.output<typeof commandResultSchema>;

/** 受理中: the answer is not there yet; ask at `statusUrl`, or repeat the request with the same key. */
export const pendingSchema = z
  .object({ status: z.literal('pending'), projectId: z.string(), statusUrl: z.string() })
  .meta({ id: 'Pending' });

export const projectParams = z.strictObject({ projectId: id() });
export const commandParams = z.strictObject({ projectId: id(), key: idempotencyKeyField() });
export const dryRunQuery = z.strictObject({ dryRun: flag().optional() });
export const keyHeader = z.object({ 'idempotency-key': idempotencyKeyField() });

export const PROJECT_SORTS = ['due', '-updated', 'amount', '-amount', 'projectNo'] as const;
export type ProjectSort = (typeof PROJECT_SORTS)[number];

export const projectListQuery = z.strictObject({
  q: searchWords().optional(),
  state: stateSchema.optional(),
  stage: stageSchema.optional(),
  buyerOrgId: id().optional(),
  regionCode: regionCode().optional(),
  sector: z.string().min(1).max(50).optional(),
  pilot: pilotSchema.optional(),
  providerId: id().optional(),
  fiscalYear: z.coerce.number().pipe(year()).optional(),
  lamp: lampSchema.optional(),
  overdue: flag().optional(),
  lateEntry: flag().optional(),
  sort: z.enum(PROJECT_SORTS).default('-updated'),
  withTotal: flag().optional(),
  ...pageQuery,
});

export const projectRowSchema = z
  .object({
    projectId: z.string(),
    projectNo: z.string(),
    name: z.string(),
    buyerOrgId: z.string(),
    buyerOrgName: z.string(),
    regionCode: z.string(),
    sector: z.string(),
    itemCode: z.string(),
    fiscalYear: z.number(),
    amountFen: z.number(),
    method: z.string().nullable(),
    pilot: z.string().nullable(),
    providerId: z.string().nullable(),
    providerName: z.string().nullable(),
    stage: stageSchema,
    state: stateSchema,
    stateTitle: textSchema,
    step: stepSchema.nullable(),
    stepTitle: textSchema.nullable(),
    dueOn: z.string().nullable(),
    dueAnnounced: z.boolean(),
    lamp: lampSchema,
    lateEntry: z.boolean(),
    revision: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'ProjectRow' });
export type ProjectRow = z.output<typeof projectRowSchema>;

export const projectListSchema = pageOf(projectRowSchema);

export const allowedActionSchema = z.object({
  command: z.string(),
  /** Where the command is given, below the project. */
  path: z.string(),
  allowed: z.boolean(),
  timely: z.boolean(),
  reason: refusalSchema.nullable(),
});

export const projectDetailSchema = projectRowSchema
  .extend({
    file: fileSchema,
    process: processSchema,
    approval: projectApprovalSchema.nullable(),
    procedure: projectProcedureSchema.nullable(),
    allowedActions: z.array(allowedActionSchema),
  })
  .meta({ id: 'ProjectDetail' });

export const postingSchema = z.object({
  postingId: z.number(),
  budgetLineId: z.string(),
  projectId: z.string().nullable(),
  seq: z.number().nullable(),
  fromBucket: z.string(),
  toBucket: z.string(),
  amountFen: z.number(),
  note: z.string(),
  recordedAt: z.string(),
});
export const postingsSchema = z.object({ items: z.array(postingSchema) });
