import { z } from 'zod';
import { regionCode, year } from './fields.ts';

export const executionQuery = z.strictObject({
  fiscalYear: z.coerce.number().pipe(year()).optional(),
  regionCode: regionCode().optional(),
});

const buckets = z.object({
  approvedFen: z.number(),
  reservedFen: z.number(),
  committedFen: z.number(),
  paidFen: z.number(),
  availableFen: z.number(),
});

/** 节约: of the projects whose contract is signed, what the contracts are below the estimates. */
const savingSchema = z.object({ estimateFen: z.number(), contractFen: z.number() });

const useSchema = z.object({
  sector: z.string(),
  projects: z.number(),
  reservedFen: z.number(),
  committedFen: z.number(),
  paidFen: z.number(),
  saving: savingSchema,
});

/** 预算执行 of one year: the lines' buckets by region, and what projects hold of them by sector. */
export const executionSchema = z
  .object({
    fiscalYear: z.number(),
    total: buckets,
    saving: savingSchema,
    regions: z.array(
      buckets.extend({
        regionCode: z.string(),
        regionName: z.string(),
        /** True when the row can be opened into townships. */
        hasBelow: z.boolean(),
        sectors: z.array(useSchema),
      }),
    ),
    /** The sectors of all regions together. */
    sectors: z.array(useSchema),
  })
  .meta({ id: 'BudgetExecution' });
export type Execution = z.output<typeof executionSchema>;
