import { z } from 'zod';
import { attachmentSchema } from './approval-case.ts';
import { decisionSchema, requiresSchema, roundStatusSchema, seatFields } from './approval-seat.ts';
import { asAnswer } from './matching.ts';
import { textSchema } from './shared.ts';

/** 席位 a place on the roll of a step, with its task and the word that was given. */
const seatSchema = z.object({
  ...seatFields,
  answer: z
    .object({
      decision: decisionSchema,
      by: z.string(),
      opinion: z.string(),
      attachments: z.array(asAnswer(attachmentSchema)),
      signature: z.string().nullable(),
    })
    .nullable(),
  advice: z.array(z.object({ by: z.string(), opinion: z.string() })),
});

const roundSchema = z.object({
  roundId: z.string(),
  step: z.string(),
  no: z.number(),
  requires: requiresSchema,
  status: roundStatusSchema,
  cause: textSchema.nullable(),
  seats: z.array(seatSchema),
});

/** 审批单 the approval that the project stands in, as its participants see it. */
export const projectApprovalSchema = z
  .object({
    caseId: z.string(),
    flowId: z.string(),
    /** `returned`: it came back to the initiator, whose next request goes on with it. */
    status: z.enum(['running', 'returned']),
    initiatorId: z.string(),
    openTasks: z.array(z.object({ taskId: z.string(), userId: z.string(), helping: z.boolean() })),
    rounds: z.array(roundSchema),
    copies: z.array(z.object({ userId: z.string(), readAt: z.string().nullable() })),
    /** Names of everybody above, by id. */
    names: z.record(z.string(), z.string()),
    /** What the reader may do besides deciding, each with the task it is about (see ActOnApproval). */
    allowedActs: z.array(z.object({ verb: z.string(), taskId: z.string().nullable() })),
  })
  .meta({ id: 'ProjectApproval' });
export type ProjectApproval = z.output<typeof projectApprovalSchema>;
