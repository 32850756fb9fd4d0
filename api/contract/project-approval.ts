import { z } from 'zod';
import type { Hop, Round, Seat } from '../../domain/approval/case.ts';
import { textSchema } from './shared.ts';

const hopSchema = z.object({
  kind: z.enum(['transfer', 'delegate', 'helped', 'proxy', 'handOver'] satisfies Hop['kind'][]),
  from: z.string(),
  to: z.string(),
  by: z.string(),
  reason: z.string(),
  at: z.string(),
});

/** 席位 a place on the roll of a step, with its task and the word that was given. */
const seatSchema = z.object({
  taskId: z.string(),
  /** Whose duty it is, and in whose hands the task is; they differ after a transfer or under a proxy. */
  principalId: z.string(),
  holderId: z.string(),
  helperId: z.string().nullable(),
  parent: z.string().nullable(),
  position: z.enum(['roll', 'before', 'parallel', 'after'] satisfies Seat['position'][]),
  addedBy: z.string().nullable(),
  reason: textSchema,
  standing: z.enum(['sits', 'removed', 'recused'] satisfies Seat['standing'][]),
  answer: z
    .object({ decision: z.enum(['approve', 'reject', 'abstain']), by: z.string(), opinion: z.string() })
    .nullable(),
  advice: z.array(z.object({ by: z.string(), opinion: z.string() })),
  chain: z.array(hopSchema),
});

const roundSchema = z.object({
  roundId: z.string(),
  step: z.string(),
  no: z.number(),
  status: z.enum([
    'open',
    'passed',
    'rejected',
    'returned',
    'cancelled',
    'undone',
  ] satisfies Round['status'][]),
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
