import { z } from 'zod';
import type { OverdueList } from '../../domain/delivery/overdue-list.ts';
import { id, url, year } from './fields.ts';
import { asAnswer, matching } from './matching.ts';
import { citationSchema } from './problem.ts';
import { textSchema } from './shared.ts';

export const overdueParams = z.strictObject({ orgId: id(), year: z.coerce.number().pipe(year()) });
export const overduePrintQuery = z.strictObject({ language: z.enum(['zh', 'en']).optional() });
export const publishOverdueBody = z.strictObject({ url: url() });

const list = matching<OverdueList>()(
  z.object({
    year: z.number(),
    publishBy: z.string(),
    citation: citationSchema,
    contracts: z.number(),
    amountFen: z.number(),
    lines: z.array(
      z.object({
        contractNo: z.string(),
        dueOn: z.string(),
        unpaidFen: z.number(),
        interestFen: z.number(),
      }),
    ),
  }),
);
const listSchema = asAnswer(list);

/** 逾期未付清单 of one buyer and year, with when it was or is to be public. */
export const overdueListSchema = z
  .object({
    orgId: z.string(),
    orgName: z.string(),
    list: listSchema,
    publishedOn: z.string().nullable(),
    url: z.string().nullable(),
    /** Says so where the list was to be public already; null in time or when it is public. */
    late: textSchema.nullable(),
  })
  .meta({ id: 'OverdueList' });

export const publicOverdueSchema = z.object({
  items: z.array(
    z.object({
      orgName: z.string(),
      year: z.number(),
      publishedOn: z.string(),
      url: z.string(),
      contracts: z.number(),
      amountFen: z.number(),
    }),
  ),
});
