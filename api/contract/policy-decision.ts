import { z } from 'zod';
import { date, FORMS, id, line, regionCode } from './fields.ts';
import { citationSchema } from './problem.ts';
import { refusalSchema, textSchema } from './shared.ts';
import { verdictSchema } from './timeline.ts';

const factsGiven = z.record(z.string().max(100), z.unknown());

/** 规则核查 a question of another system: nothing is recorded, no project is touched. */
export const checkBody = z.strictObject({
  /** The command that is asked about, such as `RequestBudget`. */
  checkpoint: z.string().regex(FORMS.checkpoint),
  regionCode: regionCode(),
  /** 法律适用日期: the day whose law applies; today if not given. */
  legalDate: date().optional(),
  /** Sectors of what is bought; if not given the packs of every sector bind, and none of them exempts. */
  sectors: z.array(line(30)).min(1).max(20).optional(),
  /** Day the project began, for rules that bind by it; if not given it counts as begun on the legal date. */
  begunOn: date().optional(),
  /** Facts by name; dates may be written as dates. What is left out is not known. */
  facts: factsGiven,
  /** Ask older or proposed packs instead of those in force. */
  packHash: z.string().regex(FORMS.sha256).optional(),
});

const change = z.strictObject({
  /** Facts that would be otherwise; null for one that would not be known. */
  facts: factsGiven.default({}),
  legalDate: date().optional(),
  packHash: z.string().regex(FORMS.sha256).optional(),
});

/** 推演: a case, given or recorded, and what would be otherwise about it. */
export const whatIfBody = z.union([
  z.strictObject({ case: checkBody, change }),
  z.strictObject({
    decision: z.strictObject({ projectId: id(), seq: z.int().min(1).max(1_000_000) }),
    change,
  }),
]);

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

interface Condition {
  join: 'all' | 'any' | 'not' | null;
  holds: 'yes' | 'no' | 'unknown';
  sentence: { zh: string; en: string } | null;
  shared: { zh: string; en: string } | null;
  inner: Condition[];
}
const conditionSchema: z.ZodType<Condition> = z
  .object({
    join: z.enum(['all', 'any', 'not']).nullable(),
    holds: z.enum(['yes', 'no', 'unknown']),
    sentence: textSchema.nullable(),
    /** 共用条件 the label of the shared condition that stands here; null where the rule itself says it. */
    shared: textSchema.nullable(),
    get inner() {
      return z.array(conditionSchema);
    },
  })
  .meta({ id: 'ExplainedCondition' });

const factSchema = z.object({
  name: z.string(),
  label: textSchema,
  type: z.enum(['boolean', 'number', 'text', 'texts']),
  unit: z.string().nullable(),
  /** The words a text fact may hold. */
  values: z.record(z.string(), textSchema).nullable(),
});

/** 解释 of a decision: the verdict, every rule in force as a tree, what would pass, what is missing. */
export const explanationSchema = z
  .object({
    verdict: verdictSchema,
    refused: z.boolean(),
    refusal: refusalSchema.nullable(),
    rules: z.array(
      z.object({ rule: z.string(), title: textSchema, citation: citationSchema, tree: conditionSchema }),
    ),
    /** 怎样才能通过: null when nothing is refused. */
    counterfactual: z
      .object({
        /** `found`: with these changes it passes; `none`: nothing the applicant may change helps. */
        kind: z.enum(['found', 'none', 'not-found']),
        changes: z.array(
          z.object({ fact: factSchema, from: factValue.nullable(), to: factValue.nullable() }),
        ),
      })
      .nullable(),
    /** 需补充的信息: only facts that may change the outcome. */
    needs: z.array(z.object({ fact: factSchema, rules: z.array(z.string()) })),
  })
  .meta({ id: 'PolicyExplanation' });
export type ExplanationAnswer = z.output<typeof explanationSchema>;

/** 推演结果 the case as it is and as it would be; nothing was recorded. */
export const whatIfSchema = z
  .object({
    before: explanationSchema,
    after: explanationSchema,
    rulesAdded: z.array(z.string()),
    rulesGone: z.array(z.string()),
  })
  .meta({ id: 'PolicyWhatIf' });

export const decisionParams = z.strictObject({
  projectId: id(),
  seq: z.coerce.number().int().min(1).max(1_000_000),
});
export const decisionSchema = explanationSchema
  .extend({
    projectId: z.string(),
    seq: z.number(),
    /** Whether the decision came out again byte for byte; null when its packs are not kept. */
    sameBytes: z.boolean(),
  })
  .meta({ id: 'RecordedDecision' });

export const ruleParams = z.strictObject({ ruleId: z.string().regex(FORMS.ruleId) });
export const ruleHistorySchema = z.object({
  ruleId: z.string(),
  /** Its wordings through the kept versions, oldest first; a version that changed nothing is not listed again. */
  items: z.array(
    z.object({
      version: z.string(),
      packHash: z.string(),
      packId: z.string(),
      inForce: z.boolean(),
      rule: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const alarmListSchema = z.object({
  items: z.array(
    z.object({
      alarmId: z.number(),
      kind: z.enum(['engine-mismatch', 'release-not-admitted']),
      subject: z.string(),
      checkpoint: z.string(),
      detail: z.record(z.string(), z.unknown()),
      raisedAt: z.string(),
    }),
  ),
});
export const alarmParams = z.strictObject({
  alarmId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});
export const alarmClosedSchema = z.object({ alarmId: z.number() });
