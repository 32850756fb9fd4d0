import { z } from 'zod';
import type { CaseStatus } from '../../domain/approval/case.ts';
import { opinionSchema, PERSONS_VERBS } from './approval-case.ts';
import { chosenSigners, formDefinitionSchema } from './approval-flow.ts';
import { decisionSchema, requiresSchema, roundStatusSchema, seatFields } from './approval-seat.ts';
import { id, idempotencyKeyField, searchWords } from './fields.ts';
import { asAnswer, matching } from './matching.ts';
import { flag, pageOf, pageQuery, refusalSchema, textSchema } from './shared.ts';

export const caseStatusSchema = matching<CaseStatus>()(
  z.enum(['running', 'paused', 'returned', 'withdrawn', 'terminated', 'approved', 'rejected']),
);

export const caseParams = z.strictObject({ caseId: id() });
export const caseCommandParams = z.strictObject({ caseId: id(), key: idempotencyKeyField() });

/** 受理结果: where the case stands after a command. */
export const caseResultSchema = z
  .object({
    caseId: z.string(),
    caseNo: z.string(),
    seq: z.number(),
    status: caseStatusSchema,
    events: z.array(z.string()),
  })
  .meta({ id: 'ApprovalResult' });
export type CaseResult = z.output<typeof caseResultSchema>;

export const casePendingSchema = z
  .object({ status: z.literal('pending'), caseId: z.string(), statusUrl: z.string() })
  .meta({ id: 'ApprovalPending' });

export const caseListQuery = z.strictObject({
  /** visible: all I may see; started: by me; acted: I have done something in; copied: to me. */
  scope: z.enum(['visible', 'started', 'acted', 'copied']).default('visible'),
  status: caseStatusSchema.optional(),
  flowId: id().optional(),
  q: searchWords().optional(),
  parked: flag().optional(),
  sort: z.enum(['-updated']).default('-updated'),
  ...pageQuery,
});

const person = z.object({ userId: z.string(), name: z.string() });

export const caseRowSchema = z
  .object({
    caseId: z.string(),
    caseNo: z.string(),
    title: z.string(),
    flowId: z.string(),
    flowVersion: z.number(),
    flowTitle: textSchema,
    status: caseStatusSchema,
    statusTitle: textSchema,
    initiator: person,
    orgId: z.string(),
    orgName: z.string(),
    amountFen: z.number().nullable(),
    seq: z.number(),
    dueOn: z.string().nullable(),
    parked: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'ApprovalRow' });
export type CaseRow = z.output<typeof caseRowSchema>;
export const caseListSchema = pageOf(caseRowSchema);

const opinion = asAnswer(opinionSchema);

const answerSchema = z.object({
  decision: decisionSchema,
  by: z.string(),
  opinion,
  seq: z.number(),
  linkedTo: z.string().nullable(),
});

/** 席位 one place on a roll. */
const seatSchema = z.object({
  ...seatFields,
  weight: z.number(),
  open: z.boolean(),
  dueOn: z.string().nullable(),
  dueAnnounced: z.boolean(),
  clock: z.number(),
  answer: answerSchema.nullable(),
  takenBack: z.array(answerSchema),
  advice: z.array(z.object({ by: z.string(), opinion, seq: z.number() })),
  /** 延期 asked for this task: the old date stays beside the new one; `approval` is the case that decided. */
  extensions: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      cause: z.string(),
      by: z.string(),
      askedOn: z.string(),
      outcome: z.object({ granted: z.boolean(), approval: z.string() }).nullable(),
    }),
  ),
});

/** 轮次 */
const roundSchema = z.object({
  roundId: z.string(),
  node: z.string(),
  no: z.number(),
  title: textSchema,
  mode: z.enum(['all', 'any', 'inTurn', 'vote', 'timer']),
  requires: requiresSchema,
  status: roundStatusSchema,
  cause: textSchema.nullable(),
  fallsOn: z.string().nullable(),
  openedSeq: z.number(),
  closedSeq: z.number().nullable(),
  seats: z.array(seatSchema),
});
export type RoundView = z.output<typeof roundSchema>;

/** What the reader may do, and why not: about the case (`taskId` null) or about one of its tasks. */
const allowedVerbSchema = z.object({
  verb: z.enum(PERSONS_VERBS),
  taskId: z.string().nullable(),
  /** Where the verb is given. */
  path: z.string(),
  allowed: z.boolean(),
  reason: refusalSchema.nullable(),
});

export const caseDetailSchema = caseRowSchema
  .extend({
    form: z.record(z.string(), z.unknown()),
    /** 表单 the fields of the form, of the flow's version that the case is pinned to. */
    formSchema: asAnswer(formDefinitionSchema),
    choices: chosenSigners,
    /** Legal causes of a pause. */
    pauseCauses: z.array(z.object({ id: z.string(), title: textSchema })),
    rounds: z.array(roundSchema),
    copies: z.array(z.object({ userId: z.string(), readAt: z.string().nullable() })),
    /** Names of everybody mentioned, by id. */
    people: z.record(z.string(), z.string()),
    allowedVerbs: z.array(allowedVerbSchema),
    callback: z
      .object({
        status: z.enum(['pending', 'delivered', 'failed']),
        attempts: z.number(),
        lastAnswer: z.string().nullable(),
        settledAt: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ApprovalDetail' });
export type CaseDetail = z.output<typeof caseDetailSchema>;

export const caseTimelineSchema = z.object({
  caseId: z.string(),
  items: z.array(
    z.object({
      no: z.number(),
      seq: z.number(),
      type: z.string(),
      data: z.record(z.string(), z.unknown()),
      actor: z.string(),
      actorName: z.string(),
      occurredAt: z.string(),
      recordedAt: z.string(),
      /** Of a time-out: the moment it was set for. */
      scheduledAt: z.string().nullable(),
    }),
  ),
});

/** 待办 one open task of a person. */
export const caseTaskSchema = z
  .object({
    caseId: z.string(),
    caseNo: z.string(),
    title: z.string(),
    flowId: z.string(),
    amountFen: z.number().nullable(),
    initiator: person,
    taskId: z.string(),
    node: z.string().nullable(),
    nodeTitle: textSchema,
    helping: z.boolean(),
    principal: person,
    openedAt: z.string(),
    dueOn: z.string().nullable(),
    dueAnnounced: z.boolean(),
    seq: z.number(),
  })
  .meta({ id: 'ApprovalTask' });
export const caseTaskListSchema = pageOf(caseTaskSchema);

export const handOverQuery = z.strictObject({ userId: id(), ...pageQuery });
export const upgradeQuery = z.strictObject({ toVersion: z.coerce.number().int().min(1).max(100_000) });
export const upgradePreviewSchema = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  conflicts: z.array(z.string()),
});
export const caseReleasedSchema = z.object({ caseId: z.string(), released: z.literal(true) });
