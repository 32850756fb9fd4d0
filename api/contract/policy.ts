import { z } from 'zod';
import { date, line, regionCode } from './fields.ts';
import { citationSchema } from './problem.ts';
import { textSchema } from './shared.ts';

const severitySchema = z.enum(['block', 'require-approval', 'warn', 'inform']);

export const ruleQuery = z.strictObject({
  regionCode: regionCode(),
  on: date().optional(),
  stage: line(30).optional(),
  severity: severitySchema.optional(),
  q: line(100).optional(),
});

/** 现行规则 */
const ruleSchema = z
  .object({
    id: z.string(),
    title: textSchema,
    stage: z.string(),
    checkpoints: z.array(z.string()),
    severity: severitySchema,
    waivable: z.boolean(),
    citation: citationSchema,
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    message: textSchema,
    remedy: textSchema,
    /** Figures the rule depends on; an unconfirmed one is shown with a note. */
    figures: z.array(
      z.object({
        name: z.string(),
        label: textSchema,
        value: z.number(),
        unit: z.string(),
        confirmed: z.boolean(),
      }),
    ),
    pack: z.object({ id: z.string(), title: textSchema }),
    layer: z.string(),
    jurisdiction: z.string(),
    /** Sectors it binds; null for all. */
    sectors: z.array(z.string()).nullable(),
    /** What it does to a rule of a wider layer; null when it stands for itself. */
    override: z.object({ kind: z.enum(['replaces', 'tightens', 'exempts']), rule: z.string() }).nullable(),
    packVersion: z.string(),
  })
  .meta({ id: 'Rule' });

export const ruleListSchema = z.object({
  on: z.string(),
  regionCode: z.string(),
  items: z.array(ruleSchema),
});
