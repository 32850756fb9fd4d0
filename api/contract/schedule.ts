import { z } from 'zod';
import { citationSchema } from './problem.ts';
import { stepSchema } from './process.ts';
import { textSchema } from './shared.ts';

const stepBarSchema = z.object({
  step: stepSchema,
  stepTitle: textSchema,
  roleTitle: textSchema,
  orgName: z.string(),
  openedOn: z.string(),
  dueOn: z.string(),
  dueAnnounced: z.boolean(),
  status: z.enum(['open', 'done', 'cancelled']),
  /** Null while it is open. */
  closedOn: z.string().nullable(),
  /** Closed after its due date, or open past it. */
  isLate: z.boolean(),
});

const milestoneBarSchema = z.object({
  no: z.number(),
  deliverable: z.string(),
  /** The day the contract starts. */
  startsOn: z.string(),
  dueOn: z.string(),
  acceptedOn: z.string().nullable(),
  isLate: z.boolean(),
});

const contractClockSchema = z.object({
  what: z.string(),
  title: textSchema,
  fromOn: z.string(),
  dueOn: z.string(),
  /** Null while it is open. */
  metOn: z.string().nullable(),
  isLate: z.boolean(),
  citation: citationSchema,
});

/** 进度图: planned against actual, step by step and milestone by milestone. */
export const scheduleSchema = z
  .object({
    projectId: z.string(),
    projectNo: z.string(),
    projectName: z.string(),
    today: z.string(),
    steps: z.array(stepBarSchema),
    /** 预计 the steps that follow the open one on its approval route, as far as it is fixed. */
    forecast: z.array(
      z.object({
        step: stepSchema,
        stepTitle: textSchema,
        roleTitle: textSchema,
        orgName: z.string().nullable(),
      }),
    ),
    milestones: z.array(milestoneBarSchema),
    /** 合同各期限 the law's and the contract's own periods, each with its last day. */
    clocks: z.array(contractClockSchema),
  })
  .meta({ id: 'ProjectSchedule' });
export type Schedule = z.output<typeof scheduleSchema>;
