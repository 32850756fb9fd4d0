import { z } from 'zod';
import { DISCLOSURE_KINDS } from '../../domain/disclosure/types.ts';
import { GRADES } from '../../domain/evaluation/types.ts';
import { line, regionCode, searchWords } from './fields.ts';
import { pageOf, pageQuery, textSchema } from './shared.ts';

const filter = {
  q: searchWords().optional(),
  kind: z.enum(DISCLOSURE_KINDS).optional(),
  regionCode: regionCode().optional(),
};
export const disclosureQuery = z.strictObject({ ...filter, ...pageQuery });
export const disclosureFeedQuery = z.strictObject(filter);
export const disclosedParams = z.strictObject({ projectNo: line(64) });

/** 公开事项 one published item; what its kind does not make public is null. Holds no personal data. */
const disclosureSchema = z
  .object({
    projectNo: z.string(),
    projectName: z.string(),
    fiscalYear: z.number(),
    buyerOrgName: z.string(),
    regionCode: z.string(),
    regionName: z.string(),
    kind: z.enum(DISCLOSURE_KINDS),
    kindTitle: textSchema,
    publishedOn: z.string(),
    url: z.string().nullable(),
    budgetFen: z.number().nullable(),
    method: z.string().nullable(),
    noticeMedia: z.string().nullable(),
    noticeOn: z.string().nullable(),
    closesOn: z.string().nullable(),
    awardedOn: z.string().nullable(),
    awardFen: z.number().nullable(),
    contractNo: z.string().nullable(),
    contractFen: z.number().nullable(),
    signedOn: z.string().nullable(),
    providerName: z.string().nullable(),
    grade: z.enum(GRADES).nullable(),
    /** Name, content, standard, quantity or goal, as the kind says; numbers of persons are masked. */
    words: z.string().nullable(),
    /** 验收项目 of a service requirement. */
    acceptanceItems: z.array(z.string()).nullable(),
    /** 绩效指标 of an evaluation standard; `weight` in points of 100. */
    indicators: z
      .array(
        z.object({
          name: z.string(),
          operator: z.enum(['>=', '<=']),
          target: z.number(),
          unit: z.string(),
          weight: z.number(),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'Disclosure' });
export type Disclosure = z.output<typeof disclosureSchema>;
export const disclosureListSchema = pageOf(disclosureSchema);

/** Everything that is public of one project, looked up by its number. */
export const disclosedProjectSchema = z
  .object({ projectNo: z.string(), items: z.array(disclosureSchema) })
  .meta({ id: 'DisclosedProject' });
