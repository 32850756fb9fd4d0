import { z } from 'zod';
import { applicationSchema } from './catalog.ts';
import { id } from './fields.ts';
import { findingSchema } from './timeline.ts';

/** 申报预检 an application as far as it is filled in; only the buyer must be known. */
export const applicationCheckBody = z.strictObject({
  application: applicationSchema
    .partial()
    .extend({ buyerOrgId: id(), negativeList: applicationSchema.shape.negativeList.partial().optional() }),
});

/** What the rules say about an application before it is filed; rules that need what is not filled in yet stay silent. */
export const applicationCheckSchema = z
  .object({
    findings: z.array(
      findingSchema.extend({
        /** Fields of the application that the rule looked at, as dotted paths. */
        fields: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ApplicationCheck' });
export type ApplicationCheck = z.output<typeof applicationCheckSchema>;
