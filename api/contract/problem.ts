import { z } from 'zod';

export const citationSchema = z.object({
  document: z.string(),
  article: z.string(),
  /** V verified, P partly, M from memory, S the plan, D our design. */
  confidence: z.enum(['V', 'P', 'M', 'S', 'D']),
  /** 条文哈希 sha256 of the article's text; left out where no text was at hand. */
  textHash: z.string().optional(),
});

const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One more rule that refused the same request. */
const otherRefusalSchema = z.object({
  code: z.string(),
  rule: z.string(),
  citation: citationSchema,
  detail: z.string(),
  remedy: z.string(),
  facts: factsSchema,
});

/** 字段错误: `pointer` is a JSON pointer into the body, or into `query`, `params`, `headers`. */
export const fieldErrorSchema = z.object({
  in: z.enum(['body', 'query', 'path', 'header']),
  pointer: z.string(),
  code: z.string(),
  message: z.string(),
});

/** What a stale request is told, so that the reader can go on at once. */
const currentSchema = z.object({
  revision: z.number(),
  state: z.string(),
  allowedActions: z.array(z.string()),
});

/** 问题说明 every error of this API (RFC 9457); texts are in the reader's language. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    /** Stable word for programs. */
    code: z.string(),
    rule: z.string().optional(),
    citation: citationSchema.optional(),
    remedy: z.string().optional(),
    facts: factsSchema.optional(),
    others: z.array(otherRefusalSchema).optional(),
    errors: z.array(fieldErrorSchema).optional(),
    current: currentSchema.optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;
export type FieldError = z.output<typeof fieldErrorSchema>;
