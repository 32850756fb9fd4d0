import { z } from 'zod';
import { APPROVAL_LEVELS } from '../../domain/approval/types.ts';
import { isLocalDate, type LocalDate } from '../../domain/kernel/local-date.ts';

/** Layers of packs from the widest to the narrowest; region code and sector decide which apply. */
export const LAYERS = ['national', 'province', 'city', 'county', 'sector'] as const;

/**
 * Whom a rule binds. `date`: decisions on a day it is in force (the default). `projectStart`: projects begun on such a
 * day, whenever they are decided. `release`: every decision under the release that holds it, whatever its legal date.
 */
export const BINDINGS = ['date', 'projectStart', 'release'] as const;

/**
 * What a rule does to a rule of a wider layer. `replaces`: stands in its place and is no weaker. `tightens`: asks for
 * more beside it. `exempts`: lifts it where the own condition holds, on the own citation; the only way down.
 */
export const OVERRIDES = ['replaces', 'tightens', 'exempts'] as const;

/** What comes of a rule that a missing fact leaves undecided; never a pass. */
export const ON_MISSING = ['needs-information', 'block'] as const;

/** The only comparisons a pack may use; they are json-rules-engine's own. */
export const OPERATORS = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
] as const;

/** Units of numbers: `fen` money in whole 分, `date` a day number, `percent` and `points` with up to two decimals. */
const UNITS = [
  'fen',
  'date',
  'days',
  'workingDays',
  'months',
  'years',
  'count',
  'percent',
  'points',
] as const;
export type Unit = (typeof UNITS)[number];

const MAX_TEXT = 1000;
const words = z.string().trim().min(1).max(MAX_TEXT);
const bilingual = z.strictObject({ zh: words, en: words });
const name = z.string().regex(/^[a-z][a-z0-9_]{0,79}$/, 'names are snake_case');
const date = z.custom<LocalDate>(
  (value) => typeof value === 'string' && isLocalDate(value),
  'a date YYYY-MM-DD',
);
const confidence = z.enum(['V', 'P', 'M', 'S', 'D']);
const citation = z.strictObject({
  document: words,
  article: words,
  confidence,
  /** sha256 of the article's text (UTF-8); only where the text itself was at hand, never made up. */
  textHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a text hash is a sha256 in hexadecimal')
    .optional(),
});
const scalar = z.union([z.boolean(), z.number(), z.string().max(MAX_TEXT)]);
const list = z.array(z.union([z.number(), z.string().max(MAX_TEXT)])).max(100);

const factDefinition = z.strictObject({
  name,
  type: z.enum(['boolean', 'number', 'text', 'texts']),
  /** Only for numbers. */
  unit: z.enum(UNITS).optional(),
  /** Whether the applicant may change it for a new request; what the world is like, and the act itself, may not. */
  changeable: z.literal(true).optional(),
  /** The words a text fact may hold, with their labels. */
  values: z.record(z.string().max(80), bilingual).optional(),
  label: bilingual,
});

const parameter = z.strictObject({
  name,
  unit: z.enum(UNITS),
  label: bilingual,
  values: z
    .array(
      z.strictObject({
        from: date,
        to: date.nullable(),
        value: z.number(),
        /** False until the authority named in the citation has confirmed the figure. */
        confirmed: z.boolean(),
        citation,
      }),
    )
    .min(1)
    .max(50),
});

const leaf = z.strictObject({
  fact: name,
  operator: z.enum(OPERATORS),
  value: z.union([scalar, list, z.strictObject({ parameter: name })]),
});
export type Leaf = z.infer<typeof leaf>;
const reference = z.strictObject({ condition: name });
/** 引用 a shared condition, by its name. */
export type ConditionReference = z.infer<typeof reference>;
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | ConditionReference
  | Leaf;

const children = z.lazy(() => z.array(condition).min(1).max(32));
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: children }),
    z.strictObject({ any: children }),
    z.strictObject({ not: condition }),
    reference,
    leaf,
  ]),
);

const sharedCondition = z.strictObject({ name, label: bilingual, when: condition });

const example = z.strictObject({
  /** `fires` shows a violation, `passes` a clean case, `undetermined` a case with a fact missing. */
  expect: z.enum(['fires', 'passes', 'undetermined']),
  note: words.optional(),
  facts: z.record(name, z.union([scalar, z.array(z.string().max(MAX_TEXT)).max(100)])),
});

const ruleId = z.string().regex(/^[A-Z]{3}-[A-Z]?\d{1,2}(-[A-Z]+)?$/, 'ids look like CAT-01');

const rule = z.strictObject({
  /** Rule id of the domain guide, such as CAT-01; a suffix tells variants apart. */
  id: ruleId,
  stage: z.enum(['catalog', 'budget', 'contracting', 'delivery', 'evaluation', 'all']),
  /** Commands at which the rule is checked. */
  checkpoints: z
    .array(z.string().regex(/^[A-Z][A-Za-z]{2,60}$/, 'checkpoints are commands such as RequestBudget'))
    .min(1)
    .max(60),
  severity: z.enum(['block', 'require-approval', 'warn', 'inform']),
  waivable: z.boolean(),
  /** The level that has to approve besides, where the rule asks for approval. */
  adds: z.enum(APPROVAL_LEVELS).optional(),
  title: bilingual,
  citation,
  /** In force from (included) to (excluded); `confidence` tells how sure the dates are. */
  effective: z.strictObject({ from: date, to: date.nullable(), confidence }),
  binds: z.enum(BINDINGS).optional(),
  override: z.strictObject({ kind: z.enum(OVERRIDES), rule: ruleId }).optional(),
  /** Describes the violation: the rule fires when this is true. Of an exemption: when it lifts the other rule. */
  when: condition,
  /** What comes of a missing fact: it is asked for (the default), or the request is refused at once. */
  onMissing: z.enum(ON_MISSING).optional(),
  message: bilingual,
  remedy: bilingual,
  examples: z.array(example).min(2).max(40),
});

/** A policy pack: the facts, figures and rules of one layer and jurisdiction, as data. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'pack ids are kebab-case'),
  /** Release it belongs to, year and number, such as 2025.1. */
  version: z.string().regex(/^\d{4}\.\d{1,3}$/, 'versions look like 2026.1'),
  layer: z.enum(LAYERS),
  /** Prefix of the region codes it binds; empty for the whole country. */
  jurisdiction: z.string().regex(/^\d{0,12}$/, 'a prefix of region codes'),
  /** Sectors of the catalogue that a sector pack binds. */
  sectors: z.array(words).min(1).max(20).optional(),
  title: bilingual,
  facts: z.array(factDefinition).max(1000),
  parameters: z.array(parameter).max(200),
  /** 共用条件 conditions written once under a name and used by rules; without circles. */
  conditions: z.array(sharedCondition).min(1).max(200).optional(),
  rules: z.array(rule).min(1).max(500),
});

export type Pack = z.infer<typeof packSchema>;
export type Rule = Pack['rules'][number];
export type FactDefinition = Pack['facts'][number];
export type SharedCondition = NonNullable<Pack['conditions']>[number];
export type Parameter = Pack['parameters'][number];
