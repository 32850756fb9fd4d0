import { z } from 'zod';
import { FUND_SOURCES } from './budget-year.ts';
import { date, id, line, regionCode, searchWords, year } from './fields.ts';
import { catalogItemSchema } from './file.ts';
import { postingSchema } from './project.ts';
import { flag, pageOf, pageQuery, textSchema } from './shared.ts';

export const budgetLineQuery = z.strictObject({
  q: searchWords().optional(),
  orgId: id().optional(),
  fiscalYear: z.coerce.number().pipe(year()).optional(),
  inServiceTable: flag().optional(),
  ...pageQuery,
});
export const budgetLineParams = z.strictObject({ budgetLineId: id() });

/** 预算项目 with its four buckets; they sum to `approvedFen`. */
const budgetLineSchema = z
  .object({
    budgetLineId: z.string(),
    orgId: z.string(),
    orgName: z.string(),
    regionCode: z.string(),
    fiscalYear: z.number(),
    name: z.string(),
    source: z.enum(FUND_SOURCES),
    permittedSectors: z.array(z.string()),
    approvedOn: z.string().nullable(),
    approvalRef: z.string().nullable(),
    inServiceTable: z.boolean(),
    approvedFen: z.number(),
    availableFen: z.number(),
    reservedFen: z.number(),
    committedFen: z.number(),
    paidFen: z.number(),
  })
  .meta({ id: 'BudgetLine' });
export type BudgetLineRow = z.output<typeof budgetLineSchema>;
export const budgetLineListSchema = pageOf(budgetLineSchema);
export const linePostingListSchema = pageOf(postingSchema);
export const pageOnlyQuery = z.strictObject({ ...pageQuery });

export const catalogueQuery = z.strictObject({
  q: searchWords().optional(),
  sector: line(50).optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  /** The items that apply to this region: its own and those of the levels above. */
  regionCode: regionCode().optional(),
  /** As published on this day; today when not given. */
  on: date().optional(),
  ...pageQuery,
});
const catalogueRowSchema = catalogItemSchema
  .extend({
    parentCode: z.string().nullable(),
    year: z.number(),
    basis: z.string(),
    supersededOn: z.string().nullable(),
    provenance: z.string(),
  })
  .meta({ id: 'CatalogueItem' });
export type CatalogueRow = z.output<typeof catalogueRowSchema>;
export const catalogueListSchema = pageOf(catalogueRowSchema);

export const orgQuery = z.strictObject({
  q: searchWords().optional(),
  kind: line(50).optional(),
  level: z.enum(['city', 'county', 'township']).optional(),
  regionCode: regionCode().optional(),
  ...pageQuery,
});
const orgSchema = z
  .object({
    orgId: z.string(),
    name: z.string(),
    kind: z.string(),
    level: z.string(),
    regionCode: z.string(),
    regionName: z.string(),
    sectors: z.array(z.string()),
  })
  .meta({ id: 'Org' });
export type OrgRow = z.output<typeof orgSchema>;
export const orgListSchema = pageOf(orgSchema);

export const calendarParams = z.strictObject({ year: z.coerce.number().pipe(year()) });
/** 工作日历 of one year; a year without the State Council's notice is not announced, and nothing is guessed for it. */
export const calendarSchema = z.object({
  year: z.number(),
  announced: z.boolean(),
  version: z.string().nullable(),
  notice: z.string().nullable(),
  holidays: z.array(z.string()),
  makeUpDays: z.array(z.string()),
  banner: textSchema.nullable(),
});

export const thresholdQuery = z.strictObject({ regionCode: regionCode().optional(), on: date().optional() });
/** 限额标准 */
const thresholdSchema = z.object({
  regionCode: z.string(),
  regionName: z.string(),
  purchaseLimitFen: z.number(),
  openTenderFen: z.number(),
  effectiveFrom: z.string(),
  citation: z.string(),
  confirmed: z.boolean(),
  /** What must be shown beside the figures while nobody has confirmed them. */
  banner: textSchema.nullable(),
});
export const thresholdListSchema = z.object({ items: z.array(thresholdSchema) });
