import { z } from 'zod';
import { id, searchWords } from './fields.ts';
import { pageOf, pageQuery, textSchema } from './shared.ts';

export const peopleQuery = z.strictObject({
  /** Words of a person's or an organisation's name. */
  q: searchWords().optional(),
  orgId: id().optional(),
  ...pageQuery,
});

/** 人员 somebody who may be named in a form: whom a task is handed to, who is asked to sign. */
const personSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    orgId: z.string(),
    orgName: z.string(),
    roleTitles: z.array(textSchema),
  })
  .meta({ id: 'Person' });
export type Person = z.output<typeof personSchema>;
export const peopleSchema = pageOf(personSchema);
