import { z } from 'zod';
import type { Refusal } from '../../domain/kernel/refusal.ts';
import type { Text } from '../../domain/kernel/text.ts';
import type { Outcome } from '../../domain/policy/types.ts';
import { matching } from './matching.ts';
import { citationSchema, problemSchema } from './problem.ts';

export const textSchema = matching<Text>()(z.object({ zh: z.string(), en: z.string() }));

export const outcomeSchema = matching<Outcome>()(
  z.enum(['pass', 'warn', 'require-approval', 'needs-information', 'block']),
);

const factValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A refusal as the domain says it, in both languages. */
export const refusalSchema: z.ZodType<Omit<Refusal, 'others'>> = z.object({
  code: z.string(),
  rule: z.string(),
  citation: citationSchema,
  message: textSchema,
  remedy: textSchema,
  facts: z.record(z.string(), factValue),
});

/** 灯 lamp: red overdue, yellow near due or reminded, green in time, grey without a due date. */
const LAMPS = ['red', 'yellow', 'green', 'grey'] as const;
export const lampSchema = z.enum(LAMPS);

/** One page of a list; `nextCursor` is null on the last one. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().optional() });

/** Responses of a route: its own, and a problem for everything else. */
export const answers = <R extends Record<number, z.ZodType>>(responses: R) => ({
  ...responses,
  default: {
    description: '问题说明 problem (RFC 9457)',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
});

/** Query fields of every list. */
export const pageQuery = {
  cursor: z.string().min(1).max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** `true` or `false` as a query field. */
export const flag = () => z.enum(['true', 'false']).transform((value) => value === 'true');
