import { z } from 'zod';
import { citationSchema } from './problem.ts';
import { textSchema } from './shared.ts';

/** 期限 one clock that runs: what, from when, due on, under which article; it rests while the procurement is suspended. */
const clockSchema = z.object({
  what: z.string(),
  title: textSchema,
  /** `atLeast`: nothing may follow before the day; `atMost`: to be done by the day. */
  bound: z.enum(['atLeast', 'atMost']),
  fromOn: z.string(),
  dueOn: z.string().nullable(),
  left: z.number().nullable(),
  announced: z.boolean(),
  citation: citationSchema,
});

const namedVerb = z.object({ verb: z.string(), title: textSchema });

const disputeSchema = z.object({
  disputeId: z.string(),
  kind: z.enum(['inquiry', 'challenge']),
  status: z.string(),
  statusTitle: textSchema,
  supplierId: z.string(),
  about: z.string(),
  matters: z.array(z.string()),
  receivedOn: z.string(),
  mayChangeResult: z.boolean(),
  clocks: z.array(clockSchema),
  verbs: z.array(namedVerb),
});

/** 采购程序 as the administration reads it; prices stay sealed until the bids are closed. */
export const projectProcedureSchema = z
  .object({
    procedureId: z.string(),
    method: z.string(),
    methodTitle: textSchema,
    status: z.string(),
    statusTitle: textSchema,
    /** How often it has been run, this time included. */
    run: z.number(),
    clocks: z.array(clockSchema),
    /** What may be done now, whoever may do it (see ActOnProcedure). */
    verbs: z.array(namedVerb),
    closesAt: z.string().nullable(),
    bids: z.array(
      z.object({
        providerId: z.string(),
        priceFen: z.number().nullable(),
        valid: z.boolean().nullable(),
        invalidReasons: z.array(z.string()),
      }),
    ),
    panel: z.array(
      z.object({
        memberId: z.string(),
        kind: z.enum(['buyer', 'expert']),
        recusedFor: z.string().nullable(),
      }),
    ),
    ranking: z.array(z.object({ rank: z.number(), providerId: z.string(), centipoints: z.number() })),
    failures: z.array(
      z.object({
        run: z.number(),
        reason: z.string(),
        title: textSchema,
        suppliers: z.number(),
        on: z.string(),
      }),
    ),
    pauses: z.array(
      z.object({
        from: z.string(),
        to: z.string().nullable(),
        cause: z.enum(['challenge', 'complaint', 'supervision']),
        reference: z.string(),
      }),
    ),
    disputes: z.array(disputeSchema),
  })
  .meta({ id: 'ProjectProcedure' });
export type ProjectProcedure = z.output<typeof projectProcedureSchema>;
