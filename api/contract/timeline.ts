import { z } from 'zod';
import { APPROVAL_LEVELS } from '../../domain/approval/types.ts';
import type { Facts, Finding, Verdict } from '../../domain/policy/types.ts';
import { matching } from './matching.ts';
import { citationSchema } from './problem.ts';
import { deadlineSchema, roleSchema, stageSchema, stateSchema, stepSchema } from './process.ts';
import { postingSchema } from './project.ts';
import { outcomeSchema, textSchema } from './shared.ts';

const factsSchema = matching<Facts>()(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
);

/** 核查意见 */
export const findingSchema = matching<Finding>()(
  z.object({
    rule: z.string(),
    severity: z.enum(['block', 'require-approval', 'warn', 'inform']),
    waivable: z.boolean(),
    result: z.enum(['fired', 'undetermined', 'exempted']),
    citation: citationSchema,
    message: textSchema,
    remedy: textSchema,
    facts: factsSchema,
    adds: z.enum(APPROVAL_LEVELS).optional(),
    missing: z.array(z.string()),
    refusesMissing: z.literal(true).exactOptional(),
    exempts: z.string().exactOptional(),
  }),
);

/** 核查结论 as recorded with an event. */
export const verdictSchema = matching<Verdict>()(
  z.object({
    outcome: outcomeSchema,
    packVersion: z.string(),
    packHash: z.string(),
    checkpoint: z.string(),
    legalDate: z.string(),
    evaluated: z.array(z.string()),
    findings: z.array(findingSchema),
  }),
);

const moveSchema = z.object({
  stage: stageSchema.nullable(),
  state: stateSchema,
  stateTitle: textSchema,
  step: stepSchema.nullable(),
  stepTitle: textSchema.nullable(),
  route: z.array(stepSchema),
  dueOn: z.string().nullable(),
  dueAnnounced: z.boolean(),
  deadlines: z.array(deadlineSchema),
});

/** 办理记录 one line of a project's timeline. */
const timelineEntrySchema = z
  .object({
    seq: z.number(),
    type: z.string(),
    by: z.object({
      /** `system` when the clock acted. */
      userId: z.string(),
      name: z.string(),
      role: roleSchema.nullable(),
      roleTitle: textSchema.nullable(),
      orgId: z.string().nullable(),
      orgName: z.string().nullable(),
      duty: z.string().nullable(),
    }),
    occurredOn: z.string(),
    recordedAt: z.string(),
    /** 补录: recorded on a later day than it happened. */
    enteredLater: z.boolean(),
    /** What the event says, in the shape of its type (opinions among it). */
    data: z.record(z.string(), z.unknown()),
    move: moveSchema.nullable(),
    verdict: verdictSchema.nullable(),
    postings: z.array(postingSchema),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

export const timelineSchema = z.object({ projectId: z.string(), items: z.array(timelineEntrySchema) });
