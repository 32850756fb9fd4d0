import { z } from 'zod';
import { amountOrZero, date, FORMS, id, paragraph, withRule } from './fields.ts';

const distinct = (entries: readonly string[]): boolean => new Set(entries).size === entries.length;
const names = () =>
  z.array(z.string().regex(FORMS.id)).min(1).max(50).refine(distinct, withRule('repeatedEntries'));

/** 登记代理: `of` is the absent person, oneself where it is left out; lists left out or null cover everything. */
export const proxyBody = z.strictObject({
  of: id().optional(),
  to: id(),
  flows: names().nullable().default(null),
  nodes: names().nullable().default(null),
  /** The largest amount that is signed for the absent person. */
  upToFen: amountOrZero().nullable().default(null),
  /** First and last day of the absence, both included. */
  fromOn: date(),
  toOn: date(),
  reason: paragraph(500),
});

export const proxyParams = z.strictObject({
  proxyId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

const person = z.object({ userId: z.string(), name: z.string() });

export const proxySchema = z
  .object({
    proxyId: z.number(),
    of: person,
    to: person,
    flows: z.array(z.string()).nullable(),
    nodes: z.array(z.string()).nullable(),
    upToFen: z.number().nullable(),
    /** From this moment up to, not including, the other. */
    from: z.string(),
    until: z.string(),
    status: z.enum(['planned', 'inForce', 'over']),
    reason: z.string(),
    recordedBy: z.string(),
    recordedAt: z.string(),
    endedAt: z.string().nullable(),
    /** Open approval tasks that the proxy holds for the absent person; they stay with the proxy when it ends. */
    heldTasks: z.number(),
  })
  .meta({ id: 'Proxy' });
export type ProxyView = z.output<typeof proxySchema>;

/** 我的代理: who stands in for me, and for whom I stand in. */
export const myProxiesSchema = z.object({ forMe: z.array(proxySchema), byMe: z.array(proxySchema) });
