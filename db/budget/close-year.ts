import { sql } from 'kysely';
import type { BudgetEvent } from '../../domain/budget/budget-year.ts';
import {
  type CarriedLine,
  closeYear,
  type YearEndClose,
  type YearEndReport,
} from '../../domain/budget/year-end.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { dateAt, type LocalDate, yearOf } from '../../domain/kernel/local-date.ts';
import { fen, sumFen } from '../../domain/kernel/money.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { toBudgetLine } from './budget-line.ts';
import { appendBudgetEvents, lockBudget } from './budget-row.ts';

interface Closing {
  readonly fiscalYear: number;
  readonly nowMs: number;
}

/** From now on nothing new is taken from the year's lines; false, and nothing done, while the year still runs. */
export async function freezeYear(db: Database, { fiscalYear, nowMs }: Closing): Promise<boolean> {
  const today = dateAt(nowMs);
  if (yearOf(today) <= fiscalYear) return false;
  await db
    .updateTable('budget_line')
    .set({ frozen_on: today })
    .where('fiscal_year', '=', fiscalYear)
    .where('frozen_on', 'is', null)
    .execute();
  return true;
}

/** A project with what has to be known to speak to it. */
export interface ToMove {
  readonly projectId: string;
  readonly revision: number;
  readonly countyFinance: string | null;
}

/** 尚未签约 open projects of the year whose contract is not signed: their money lapses, they ask for the next year's. */
export async function projectsToMove(
  db: Database,
  { fiscalYear, states }: { readonly fiscalYear: number; readonly states: readonly string[] },
): Promise<readonly ToMove[]> {
  const rows = await db
    .selectFrom('project')
    .select([
      'id',
      'revision',
      sql<string | null>`process -> 'parties' ->> 'countyFinance'`.as('county_finance'),
    ])
    .where('fiscal_year', '=', fiscalYear)
    .where('state', 'in', [...states])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    projectId: row.id,
    revision: row.revision,
    countyFinance: row.county_finance,
  }));
}

/** 年终结账 closes what can be closed of a year, unit by unit; called again it finds nothing left to do. */
export async function closeLines(db: Database, closing: Closing): Promise<YearEndReport> {
  const { fiscalYear } = closing;
  const units = await db
    .selectFrom('budget_line')
    .select('org_id')
    .distinct()
    .where('fiscal_year', '=', fiscalYear)
    .where('closed_on', 'is', null)
    .orderBy('org_id')
    .execute();
  for (const { org_id } of units) {
    await db.transaction().execute((trx) => closeUnit(trx, org_id, closing));
  }
  return report(db, fiscalYear);
}

async function report(db: Database, fiscalYear: number): Promise<YearEndReport> {
  const { rows } = await sql<Omit<YearEndReport, 'fiscalYear'>>`
    select count(*) filter (where closed_on is not null)::int as "closedLines",
      count(*) filter (where closed_on is null)::int as "openLines",
      coalesce(sum(carried_over_fen), 0)::bigint as "carriedOverFen", coalesce(sum(lapsed_fen), 0)::bigint as "lapsedFen"
    from budget_line where fiscal_year = ${fiscalYear}`.execute(db);
  invariant(rows[0], 'A sum has one row');
  return { fiscalYear, ...rows[0] };
}

async function closeUnit(trx: Trx, orgId: string, { fiscalYear, nowMs }: Closing): Promise<void> {
  const locked = await lockBudget(trx, orgId, fiscalYear);
  invariant(locked, `Lines belong to ${orgId}`);
  // A reservation that is still held belongs to a project that has not been told yet.
  const rows = await trx
    .selectFrom('budget_line')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('fiscal_year', '=', fiscalYear)
    .where('closed_on', 'is', null)
    .where('frozen_on', 'is not', null)
    .where('reserved_fen', '=', 0)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length === 0) return;
  const closed = closeYear(
    rows.map((row) => ({
      line: toBudgetLine(row),
      firstYear: row.first_year ?? row.fiscal_year,
      mayCarryOver: row.may_carry_over,
    })),
    fiscalYear,
  );
  const today = dateAt(nowMs);
  await postClosing(trx, closed, fiscalYear);
  const carriedTo = new Map<string, string>();
  for (const carried of closed.carried) {
    const row = rows.find(({ id }) => id === carried.fromLineId);
    invariant(row, 'What is carried over comes from a line');
    carriedTo.set(row.id, await openCarried(trx, { carried, row, today }));
  }
  for (const { id } of rows) {
    await trx
      .updateTable('budget_line')
      .set({ closed_on: today, carried_to: carriedTo.get(id) ?? null })
      .where('id', '=', id)
      .execute();
  }
  const out = (to: string) =>
    sumFen(closed.postings.filter((one) => one.to === to).map((one) => one.amountFen));
  const event: BudgetEvent = {
    type: 'BudgetYearClosed',
    data: {
      ...{ lines: rows.length, carriedOverFen: out('carriedOver'), lapsedFen: out('lapsed') },
      carriedTo: [...carriedTo.values()],
    },
    ...{ actor: 'system', occurredOn: today, recordedAt: new Date(nowMs).toISOString() },
  };
  const { budgetId } = locked.year;
  const key = `${budgetId}:close:${locked.chain.seq + 1}`;
  await appendBudgetEvents(trx, { budgetId, key, chain: locked.chain }, [event]);
}

async function postClosing(trx: Trx, { postings }: YearEndClose, fiscalYear: number): Promise<void> {
  if (postings.length === 0) return;
  await trx
    .insertInto('budget_posting')
    .values(
      postings.map(({ lineId, from, to, amountFen }) => ({
        ...{ line_id: lineId, project_id: null, seq: null, from_bucket: from, to_bucket: to },
        ...{ amount_fen: amountFen, source_ref: `close:${fiscalYear}`, note: `${fiscalYear}年终结账` },
      })),
    )
    .execute();
}

interface Opening {
  readonly carried: CarriedLine;
  readonly row: {
    readonly id: string;
    readonly org_id: string;
    readonly code: string | null;
    readonly name: string;
    readonly source: string;
    readonly permitted_sectors: string[];
    readonly in_service_table: boolean;
    readonly may_carry_over: boolean;
    readonly approval_ref: string | null;
  };
  readonly today: LocalDate;
}

/** 结转 the line of the next year: filled by what was carried over, with what was committed still committed. */
async function openCarried(trx: Trx, { carried, row, today }: Opening): Promise<string> {
  const { fiscalYear, firstYear, approvedFen, committedFen } = carried;
  const id = `${row.id.replace(/-c\d{4}$/, '')}-c${fiscalYear}`;
  const { org_id, code, source, permitted_sectors, in_service_table, may_carry_over, approval_ref } = row;
  await trx
    .insertInto('budget_line')
    .values({
      ...{ id, org_id, code, source, permitted_sectors, in_service_table, may_carry_over },
      ...{ fiscal_year: fiscalYear, first_year: firstYear, approved_on: today },
      name: row.name.endsWith('（结转）') ? row.name : `${row.name}（结转）`,
      approval_ref,
    })
    .execute();
  const posting = (from: string, to: string, amount: number) => ({
    ...{
      line_id: id,
      project_id: null,
      seq: null,
      from_bucket: from,
      to_bucket: to,
      amount_fen: fen(amount),
    },
    ...{ source_ref: `carry:${row.id}`, note: `结转自 ${row.id}` },
  });
  const postings = [
    posting('appropriation', 'available', approvedFen),
    posting('available', 'committed', committedFen),
  ].filter(({ amount_fen }) => amount_fen > 0);
  await trx.insertInto('budget_posting').values(postings).execute();
  return id;
}
