import { z } from 'zod';
import type { Hop, Round, Seat } from '../../domain/approval/case.ts';
import { textSchema } from './shared.ts';

/** 席位 what a place on a roll shows everywhere: its task, whose duty it is, in whose hands it lies and how it came there. */
export const seatFields = {
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
  chain: z.array(
    z.object({
      kind: z.enum(['transfer', 'delegate', 'helped', 'proxy', 'handOver'] satisfies Hop['kind'][]),
      from: z.string(),
      to: z.string(),
      by: z.string(),
      reason: z.string(),
      at: z.string(),
    }),
  ),
};

export const decisionSchema = z.enum(['approve', 'reject', 'abstain']);

export const roundStatusSchema = z.enum([
  'open',
  'passed',
  'rejected',
  'returned',
  'cancelled',
  'undone',
] satisfies Round['status'][]);

/** What a node asks of every word besides the decision. */
export const requiresSchema = z
  .object({ opinion: z.boolean(), attachment: z.boolean(), signature: z.boolean(), seal: z.boolean() })
  .nullable();
