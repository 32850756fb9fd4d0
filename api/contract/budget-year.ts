import { z } from 'zod';
import {
  COMPILATION_STATES,
  type CompilationCommand,
  type CompilationVerb,
} from '../../domain/budget/compilation.ts';
import type { FundSource } from '../../domain/budget/types.ts';
import { amount, date, id, line, paragraph, year } from './fields.ts';
import { matching } from './matching.ts';
import { pageOf, pageQuery, textSchema } from './shared.ts';
import { feedPosition } from './supervision.ts';

const MAX_LINES = 500;
export const FUND_SOURCES = [
  'own',
  'specialTransfer',
  'generalTransfer',
] as const satisfies readonly FundSource[];

/** 预算草案的一行 */
const draftLineSchema = z.strictObject({
  /** Part of the id of the line that comes of it. */
  code: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
  name: line(),
  amountFen: amount(),
  buysServices: z.boolean(),
  inServiceTable: z.boolean(),
  source: z.enum(FUND_SOURCES),
  permittedSectors: z.array(line(50)).max(20),
  mayCarryOver: z.boolean(),
});
const linesSchema = z.strictObject({
  lines: z.array(draftLineSchema).min(1).max(MAX_LINES),
});
const nothing = z.strictObject({});

const BODIES = [
  'townshipCongress',
  'countyCongress',
  'countyStandingCommittee',
  'financeDepartment',
] as const;

type DataOf<V extends CompilationVerb> = Omit<Extract<CompilationCommand, { verb: V }>, 'verb'>;

/** The data of every step of the compilation; each is checked against its domain type when this compiles. */
export const COMPILATION_SCHEMAS = {
  Suggest: matching<DataOf<'Suggest'>>()(linesSchema),
  SetControl: matching<DataOf<'SetControl'>>()(z.strictObject({ controlFen: amount() })),
  Draft: matching<DataOf<'Draft'>>()(linesSchema),
  SendBack: matching<DataOf<'SendBack'>>()(z.strictObject({ reason: paragraph(2_000) })),
  Submit: nothing,
  Approve: matching<DataOf<'Approve'>>()(z.strictObject({ body: z.enum(BODIES), approvalRef: line() })),
  Reply: nothing,
  Publish: nothing,
} satisfies Record<CompilationVerb, z.ZodType>;

export const COMPILATION_VERBS = Object.keys(COMPILATION_SCHEMAS) as CompilationVerb[];

export const budgetParams = z.strictObject({ orgId: id(), fiscalYear: z.coerce.number().pipe(year()) });

export const compilationBody = <S extends z.ZodType>(data: S) =>
  z.strictObject({
    expectedRevision: z.int().min(0).max(1_000_000),
    /** The day it happened, such as the day of the congress; today when not given. */
    occurredOn: date().nullable().optional(),
    data,
  });

const statusSchema = z.enum(COMPILATION_STATES as [string, ...string[]]);

export const compilationResultSchema = z
  .object({
    orgId: z.string(),
    fiscalYear: z.number(),
    status: statusSchema,
    revision: z.number(),
    dueOn: z.string().nullable(),
  })
  .meta({ id: 'CompilationResult' });

export const budgetPendingSchema = z
  .object({ status: z.literal('pending'), statusUrl: z.string() })
  .meta({ id: 'BudgetPending' });

const budgetYearFields = {
  orgId: z.string(),
  orgName: z.string(),
  fiscalYear: z.number(),
  /** Null for a year whose lines were entered without compilation. */
  status: statusSchema.nullable(),
  statusTitle: textSchema.nullable(),
  revision: z.number(),
  dueOn: z.string().nullable(),
};
const budgetYearSchema = z.object(budgetYearFields).meta({ id: 'BudgetYear' });
export const budgetYearListSchema = pageOf(budgetYearSchema);
export const budgetYearQuery = z.strictObject({
  fiscalYear: z.coerce.number().pipe(year()).optional(),
  ...pageQuery,
});

/** 预算变动 one thing that happened to a budget; `data` is as it was recorded. */
const budgetEventSchema = z
  .object({
    id: z.string(),
    orgId: z.string(),
    fiscalYear: z.number(),
    seq: z.number(),
    type: z.enum(['BudgetCompiled', 'BudgetDeadlinePassed', 'BudgetChanged', 'BudgetYearClosed']),
    by: z.string(),
    occurredOn: z.string(),
    recordedAt: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BudgetEvent' });
export const budgetChangesQuery = z.strictObject({
  after: feedPosition().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const budgetChangesSchema = z.object({ items: z.array(budgetEventSchema), next: z.string() });
export type BudgetEventRow = z.output<typeof budgetEventSchema>;

export const budgetDetailSchema = z
  .object({
    ...budgetYearFields,
    controlFen: z.number().nullable(),
    totalFen: z.number(),
    lines: z.array(
      draftLineSchema.extend({
        name: z.string(),
        amountFen: z.number(),
        permittedSectors: z.array(z.string()),
      }),
    ),
    approvalRef: z.string().nullable(),
    approvedOn: z.string().nullable(),
    repliedOn: z.string().nullable(),
    /** 法定期限 that run now, with the article each comes from. */
    clocks: z.array(
      z.object({
        what: z.enum(['reply', 'passOn', 'publish']),
        title: textSchema,
        dueOn: z.string().nullable(),
        announced: z.boolean(),
        overdue: z.boolean(),
        article: z.string(),
      }),
    ),
    events: z.array(budgetEventSchema),
  })
  .meta({ id: 'BudgetDetail' });
