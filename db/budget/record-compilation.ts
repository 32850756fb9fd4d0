import {
  type BudgetEvent,
  type BudgetOutcome,
  type BudgetProcess,
  type BudgetYear,
  type BudgetYearRequest,
  budgetProcessOf,
  decideBudget,
} from '../../domain/budget/budget-year.ts';
import type { DraftLine } from '../../domain/budget/compilation.ts';
import { compilationQuestion } from '../../domain/budget/compilation-facts.ts';
import { budgetRefusal } from '../../domain/budget/refusals.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import { countyFinanceOf } from '../queries/budget-years.ts';
import { readCalendar, type Trx } from '../transition/read-settings.ts';
import { appendBudgetEvents, type LockedBudget, lockBudget, writeCompilation } from './budget-row.ts';

export interface RecordBudgetInput {
  readonly request: BudgetYearRequest;
  readonly requestHash: string;
  /** workflow id and update id: the same key is recorded once, whoever repeats it. */
  readonly key: string;
  readonly nowMs: number;
}

interface Weighed {
  readonly after: BudgetYear;
  readonly event: BudgetEvent;
}

/** Carries a refusal out of the transaction, which then leaves nothing behind. */
class Refused extends Error {
  readonly outcome: BudgetOutcome;
  constructor(outcome: BudgetOutcome) {
    super('refused');
    this.outcome = outcome;
  }
}

/**
 * 记录 one request about a budget in one transaction: the event with its audit chain, the row, the lines with their appropriation
 * where the congress has approved, and the receipt. Either all of it is written or, with a refusal, nothing.
 */
export async function recordCompilation(
  db: Database,
  policy: PolicyCheck,
  input: RecordBudgetInput,
): Promise<BudgetOutcome> {
  try {
    return await db.transaction().execute((trx) => recordIn(trx, policy, input));
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

async function recordIn(trx: Trx, policy: PolicyCheck, input: RecordBudgetInput): Promise<BudgetOutcome> {
  const { request, requestHash, key } = input;
  const locked = await lockBudget(trx, request.orgId, request.fiscalYear);
  const answered = await trx
    .selectFrom('budget_receipt')
    .select('result')
    .where('key', '=', key)
    .executeTakeFirst();
  if (answered) return answered.result;
  const weighed = locked
    ? await weigh(trx, policy, { locked, input })
    : refuse(budgetRefusal('Incomplete', { field: 'orgId' }));
  if (!weighed.ok) throw new Refused({ ok: false, refusal: weighed.refusal, requestHash });
  invariant(locked, 'Only a budget that is locked is weighed');
  const { after, event } = weighed.value;
  await writeCompilation(trx, after);
  await appendBudgetEvents(trx, { budgetId: after.budgetId, key, chain: locked.chain }, [event]);
  if (request.command.verb === 'Approve') await openLines(trx, after, event.occurredOn);
  const outcome: BudgetOutcome = { ok: true, requestHash, process: budgetProcessOf(after) };
  await trx
    .insertInto('budget_receipt')
    .values({
      key,
      request_hash: requestHash,
      budget_id: after.budgetId,
      result: JSON.stringify(outcome),
    })
    .execute();
  return outcome;
}

async function weigh(
  trx: Trx,
  policy: PolicyCheck,
  { locked, input }: { readonly locked: LockedBudget; readonly input: RecordBudgetInput },
): Promise<Result<Weighed>> {
  const { year, regionCode } = locked;
  const { command, actor, occurredOn } = input.request;
  const today = dateAt(input.nowMs);
  const [calendar, countyFinance] = await Promise.all([readCalendar(trx), countyFinanceOf(trx, regionCode)]);
  const decided = decideBudget(year, input.request, { today, calendar, countyFinance });
  if (!decided.ok) return decided;
  const question = compilationQuestion(year.compilation, command);
  const verdict =
    question && (await policy.check({ ...question, legalDate: today, regionCode, packVersion: null }));
  const refusal = verdict && refusalFrom(verdict, {});
  if (refusal) return refuse(refusal);
  const recordedAt = new Date(input.nowMs).toISOString() as Instant;
  const warned = verdict?.findings.map(({ rule }) => rule) ?? [];
  const event: BudgetEvent = {
    type: 'BudgetCompiled',
    data: { command, warned },
    ...{ actor: actor.userId, occurredOn: occurredOn ?? today, recordedAt },
  };
  return accept({ after: decided.value, event });
}

/** The congress has approved: each line comes into being empty, and its appropriation (预算批复) fills it. */
async function openLines(
  trx: Trx,
  { budgetId, orgId, compilation }: BudgetYear,
  on: LocalDate,
): Promise<void> {
  const { fiscalYear, lines, approvalRef } = compilation;
  const idOf = ({ code }: DraftLine): string => `${orgId}-${fiscalYear}-${code}`;
  const given = { org_id: orgId, fiscal_year: fiscalYear, approved_on: on, approval_ref: approvalRef };
  await trx
    .insertInto('budget_line')
    .values(
      lines.map((line) => ({
        ...given,
        id: idOf(line),
        code: line.code,
        name: line.name,
        source: line.source,
        permitted_sectors: [...line.permittedSectors],
        in_service_table: line.inServiceTable,
        may_carry_over: line.mayCarryOver,
      })),
    )
    .execute();
  await trx
    .insertInto('budget_posting')
    .values(
      lines.map((line) => ({
        line_id: idOf(line),
        project_id: null,
        seq: null,
        from_bucket: 'appropriation',
        to_bucket: 'available',
        amount_fen: line.amountFen,
        note: approvalRef ?? '',
        source_ref: `budget:${budgetId}`,
      })),
    )
    .execute();
}

export interface BudgetDeadlinesInput {
  readonly orgId: string;
  readonly fiscalYear: number;
  readonly fired: BudgetProcess['deadlines'];
  readonly nowMs: number;
}

/** 逾期 statutory days that have passed, each recorded once: a deadline stands in the row until its event is written. */
export const recordBudgetDeadlines = (db: Database, input: BudgetDeadlinesInput): Promise<BudgetProcess> =>
  db.transaction().execute(async (trx) => {
    const locked = await lockBudget(trx, input.orgId, input.fiscalYear);
    invariant(locked, `The budget of ${input.orgId} has a clock`);
    const { year, chain } = locked;
    const isFired = ({ what, at }: BudgetProcess['deadlines'][number]) =>
      input.fired.some((fired) => fired.what === what && fired.at === at);
    const due = year.deadlines.filter(isFired);
    if (due.length === 0) return budgetProcessOf(year);
    const after = { ...year, deadlines: year.deadlines.filter((one) => !isFired(one)) };
    const stamp = {
      ...{ actor: 'system' as const, occurredOn: dateAt(input.nowMs) },
      recordedAt: new Date(input.nowMs).toISOString() as Instant,
    };
    const events = due.map(
      ({ what, dueOn }): BudgetEvent => ({ type: 'BudgetDeadlinePassed', data: { what, dueOn }, ...stamp }),
    );
    await writeCompilation(trx, after);
    const key = `${year.budgetId}:deadline:${chain.seq + 1}`;
    await appendBudgetEvents(trx, { budgetId: year.budgetId, key, chain }, events);
    return budgetProcessOf(after);
  });
