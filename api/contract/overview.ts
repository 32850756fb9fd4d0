import { z } from 'zod';
import { date, id, paragraph, regionCode } from './fields.ts';
import { stageSchema, stepSchema } from './process.ts';
import { lampSchema, pageOf, pageQuery, textSchema } from './shared.ts';

const lampCount = z.object({ red: z.number(), yellow: z.number(), green: z.number() });

export const overviewQuery = z.strictObject({ regionCode: regionCode().optional() });

/** 督导总览: one row a county, or a township within the county asked for; red first. */
export const overviewSchema = z
  .object({
    today: z.string(),
    /** From the county down to the region asked for; empty when none was asked for. */
    within: z.array(z.object({ regionCode: z.string(), regionName: z.string() })),
    total: lampCount,
    rows: z.array(
      z.object({
        regionCode: z.string(),
        regionName: z.string(),
        /** True when the row can be opened into townships. */
        hasBelow: z.boolean(),
        total: lampCount,
        stages: z.array(z.object({ stage: stageSchema, counts: lampCount })),
        /** Steps done after their due date: what is green again has still been late. */
        doneLate: z.number(),
      }),
    ),
  })
  .meta({ id: 'SupervisionOverview' });
export type Overview = z.output<typeof overviewSchema>;

export const waitingQuery = z.strictObject({
  regionCode: regionCode().optional(),
  stage: stageSchema.optional(),
  lamp: lampSchema.exclude(['grey']).optional(),
  /** Due on this day or later. */
  from: date().optional(),
  /** Due on this day or earlier. */
  to: date().optional(),
  ...pageQuery,
});

/** 在办项目 an open project and whom it waits for. */
const waitingSchema = z
  .object({
    projectId: z.string(),
    projectNo: z.string(),
    projectName: z.string(),
    buyerOrgName: z.string(),
    regionName: z.string(),
    stage: stageSchema,
    step: stepSchema,
    stepTitle: textSchema,
    roleTitle: textSchema,
    orgName: z.string().nullable(),
    amountFen: z.number(),
    openedOn: z.string(),
    dueOn: z.string(),
    dueAnnounced: z.boolean(),
    /** Working days since the due date; 0 when it has not passed. */
    workingDaysLate: z.number(),
    lamp: lampSchema,
    /** Urges of the step that is open now. */
    urges: z.number(),
    lastUrgedAt: z.string().nullable(),
  })
  .meta({ id: 'WaitingProject' });
export type Waiting = z.output<typeof waitingSchema>;
export const waitingListSchema = pageOf(waitingSchema).extend({ mayUrge: z.boolean() });

/** 催办: one request for up to fifty projects; all of them or none. */
export const urgeSchema = z.strictObject({
  projectIds: z
    .array(id())
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, { params: { rule: 'repeatedEntries' } }),
  words: paragraph(500),
});
export const urgedSchema = z.object({ urged: z.number() });
