import { z } from 'zod';
import {
  type Application,
  BARRED_KINDS,
  type CatalogCommands,
  type LateEntry,
  type NegativeListDeclaration,
} from '../../domain/catalog/types.ts';
import { justificationsSchema, reviewSchema } from './approval.ts';
import { amount, count, id, line, paragraph, year } from './fields.ts';
import { matching } from './matching.ts';

const negativeListSchema = matching<NegativeListDeclaration>()(
  z.strictObject({
    barredKind: z.enum(BARRED_KINDS),
    hasWorksPackage: z.boolean(),
    pricedPerPersonMonth: z.boolean(),
    buyerKeepsAttendance: z.boolean(),
    worksInBuyerOffice: z.boolean(),
    hasFinancingTerms: z.boolean(),
  }),
);

/** 试点 the plan's two pilots. */
export const pilotSchema = z.enum(['plantProtection', 'peoplesMediators']);

/** 项目申报 */
export const applicationSchema = matching<Application>()(
  z.strictObject({
    name: line(100),
    catalogItemCode: line(64),
    buyerOrgId: id(),
    beneficiaryOrgIds: z.array(id()).max(50),
    fiscalYear: year(),
    estimateFen: amount(),
    termMonths: z.int().min(1).max(120),
    content: paragraph(),
    beneficiaries: count(),
    isNewProject: z.boolean(),
    pilot: pilotSchema.nullable(),
    negativeList: negativeListSchema,
    responsibilitySheet: line().nullable(),
    delegationDocument: line().nullable(),
  }),
);

/** 补录 */
export const lateEntrySchema = matching<LateEntry>()(z.strictObject({ reason: paragraph(1_000) }));

export const catalogSchemas = {
  EditDraft: matching<CatalogCommands['EditDraft']>()(z.strictObject({ application: applicationSchema })),
  SubmitProject: matching<CatalogCommands['SubmitProject']>()(
    z.strictObject({ statement: paragraph(), justifications: justificationsSchema }),
  ),
  ReviewDemand: reviewSchema,
};

export const createProjectSchema = matching<CatalogCommands['CreateProject']>()(
  z.strictObject({ application: applicationSchema, lateEntry: lateEntrySchema.nullable() }),
);
