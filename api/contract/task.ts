import { z } from 'zod';
import { searchWords } from './fields.ts';
import { roleSchema, stageSchema, stateSchema, stepSchema } from './process.ts';
import { lampSchema, pageOf, pageQuery, textSchema } from './shared.ts';

export const TASK_SCOPES = ['mine', 'org', 'visible'] as const;
export const TASK_SORTS = ['due', 'amount', '-amount'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

export const taskListQuery = z.strictObject({
  /** mine: of my posts; org: of my organisations; visible: of every project I may see. */
  scope: z.enum(TASK_SCOPES).default('mine'),
  role: roleSchema.optional(),
  lamp: lampSchema.exclude(['grey']).optional(),
  q: searchWords().optional(),
  sort: z.enum(TASK_SORTS).default('due'),
  ...pageQuery,
});

/** 待办 one open step of a project. */
const taskSchema = z
  .object({
    projectId: z.string(),
    projectNo: z.string(),
    projectName: z.string(),
    buyerOrgId: z.string(),
    buyerOrgName: z.string(),
    stage: stageSchema,
    state: stateSchema,
    step: stepSchema,
    stepTitle: textSchema,
    command: z.string(),
    /** Where the command is given, below /api/v1. */
    path: z.string(),
    role: roleSchema,
    roleTitle: textSchema,
    orgId: z.string(),
    orgName: z.string(),
    /** Seat of the approval; null where the step is for everybody in the post. */
    taskId: z.string().nullable(),
    /** In whose hands the task is; null where it is for everybody in the post. */
    holderId: z.string().nullable(),
    holderName: z.string().nullable(),
    openedOn: z.string(),
    dueOn: z.string(),
    dueAnnounced: z.boolean(),
    lamp: lampSchema,
    amountFen: z.number(),
    lateEntry: z.boolean(),
    revision: z.number(),
  })
  .meta({ id: 'Task' });
export type Task = z.output<typeof taskSchema>;

export const taskListSchema = pageOf(taskSchema).extend({
  /** Open tasks by lamp, under all filters but the lamp's. */
  counts: z.object({ red: z.number(), yellow: z.number(), green: z.number() }),
});
