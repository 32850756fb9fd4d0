import { z } from 'zod';
import { opinionSchema } from './approval-case.ts';
import { count, FORMS, id, withRule } from './fields.ts';
import { problemSchema } from './problem.ts';

/** The most tasks of one batch. */
export const MAX_BATCH = 100;

const kindSchema = z.enum(['approval', 'project']);

const itemSchema = z.strictObject({
  kind: kindSchema,
  subjectId: id(),
  taskId: z.string().regex(FORMS.taskId),
  /** The revision that the list has shown; what has changed since is looked at again, not approved unseen. */
  expectedRevision: count(1_000_000),
});
export type BatchItem = z.output<typeof itemSchema>;

const isWithoutRepeats = (items: readonly BatchItem[]): boolean =>
  new Set(items.map(({ kind, subjectId, taskId }) => `${kind}/${subjectId}/${taskId}`)).size === items.length;

/** 批量同意 tasks of cases and projects, and the one opinion that is recorded on each of them. */
export const batchBody = z.strictObject({
  tasks: z.array(itemSchema).min(1).max(MAX_BATCH).refine(isWithoutRepeats, withRule('repeatedEntries')),
  opinion: opinionSchema.shape.text,
});

const resultSchema = z.object({
  kind: kindSchema,
  subjectId: z.string(),
  taskId: z.string(),
  /** approved; refused, with the problem; pending: the engine has not answered in time, `statusUrl` tells later. */
  outcome: z.enum(['approved', 'refused', 'pending']),
  /** Where the matter stands now; null unless it was approved. */
  revision: z.number().nullable(),
  state: z.string().nullable(),
  statusUrl: z.string().nullable(),
  problem: problemSchema.nullable(),
});
export type BatchResult = z.output<typeof resultSchema>;

export const batchResultSchema = z
  .object({
    /** One a task, in the order of the request. */
    results: z.array(resultSchema),
    approved: z.number(),
    refused: z.number(),
    pending: z.number(),
  })
  .meta({ id: 'BatchResult' });
