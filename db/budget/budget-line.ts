import type { Selectable } from 'kysely';
import type { BudgetLine } from '../../domain/budget/types.ts';
import type { BudgetLineId } from '../../domain/kernel/brand.ts';
import type { Tables } from '../tables.ts';
import type { Trx } from '../transition/read-settings.ts';

/** A row of the ledger as the domain sees it. */
export const toBudgetLine = (row: Selectable<Tables['budget_line']>): BudgetLine => ({
  id: row.id,
  orgId: row.org_id,
  fiscalYear: row.fiscal_year,
  name: row.name,
  source: row.source as BudgetLine['source'], // checked by the table's constraint
  permittedSectors: row.permitted_sectors,
  approvedOn: row.approved_on,
  approvalRef: row.approval_ref,
  inServiceTable: row.in_service_table,
  approvedFen: row.approved_fen,
  availableFen: row.available_fen,
  reservedFen: row.reserved_fen,
  committedFen: row.committed_fen,
  paidFen: row.paid_fen,
});

export async function findLine(trx: Trx, id: BudgetLineId): Promise<BudgetLine | null> {
  const row = await trx.selectFrom('budget_line').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toBudgetLine(row) : null;
}

/**
 * 结转后的预算项目 the line that now holds what a line held: the line itself, or the one its commitments were carried over to,
 * however many years on. The row is locked, so that no close of the year comes in between.
 */
export async function currentLineId(trx: Trx, id: BudgetLineId): Promise<BudgetLineId> {
  let current = id;
  for (;;) {
    const row = await trx
      .selectFrom('budget_line')
      .select('carried_to')
      .where('id', '=', current)
      .forUpdate()
      .executeTakeFirst();
    if (!row?.carried_to) return current;
    current = row.carried_to;
  }
}
