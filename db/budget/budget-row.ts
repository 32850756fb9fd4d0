import type { OrgKind } from '../../domain/approval/types.ts';
import {
  type BudgetEvent,
  type BudgetYear,
  budgetIdOf,
  newBudgetYear,
} from '../../domain/budget/budget-year.ts';
import type { OrgId } from '../../domain/kernel/brand.ts';
import { eventHash } from '../transition/append-events.ts';
import type { Chain } from '../transition/lock-project.ts';
import type { Trx } from '../transition/read-settings.ts';

export interface LockedBudget {
  readonly year: BudgetYear;
  readonly chain: Chain;
  readonly regionCode: string;
}

/** Takes the row of a unit's budget for this transaction, a new one where it has none; null for an unknown unit. */
export async function lockBudget(trx: Trx, orgId: OrgId, fiscalYear: number): Promise<LockedBudget | null> {
  const org = await trx
    .selectFrom('org')
    .select(['kind', 'region_code'])
    .where('id', '=', orgId)
    .executeTakeFirst();
  if (!org) return null;
  const id = budgetIdOf(orgId, fiscalYear);
  await trx
    .insertInto('budget_year')
    .values({ id, org_id: orgId, fiscal_year: fiscalYear, compilation: null, deadlines: '[]' })
    .onConflict((on) => on.column('id').doNothing())
    .execute();
  const row = await trx
    .selectFrom('budget_year')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Kinds of organisations are held to the domain's words by whoever loads them.
  const empty = newBudgetYear(orgId, fiscalYear, org.kind as OrgKind);
  const { authors, revision, deadlines } = row;
  return {
    year: { ...empty, authors, revision, deadlines, compilation: row.compilation ?? empty.compilation },
    chain: { seq: row.last_seq, hash: row.last_hash },
    regionCode: org.region_code,
  };
}

interface Place {
  readonly budgetId: string;
  readonly key: string;
  readonly chain: Chain;
}

/** Appends events without a gap, and lets the row end where they end. */
export async function appendBudgetEvents(
  trx: Trx,
  { budgetId, key, chain }: Place,
  events: readonly BudgetEvent[],
): Promise<void> {
  let { seq, hash } = chain;
  const rows = events.map((event) => {
    const prevHash = hash;
    seq += 1;
    hash = eventHash(prevHash, seq, event);
    return {
      budget_id: budgetId,
      seq,
      type: event.type,
      data: JSON.stringify(event.data),
      actor: event.actor,
      occurred_on: event.occurredOn,
      recorded_at: event.recordedAt,
      command_key: key,
      prev_hash: prevHash,
      hash,
    };
  });
  await trx.insertInto('budget_event').values(rows).execute();
  await trx
    .updateTable('budget_year')
    .set({ last_seq: seq, last_hash: hash, updated_at: events[0]?.recordedAt ?? '' })
    .where('id', '=', budgetId)
    .execute();
}

/** Writes the running part of a compilation. */
export async function writeCompilation(trx: Trx, year: BudgetYear): Promise<void> {
  const { compilation, authors, revision, deadlines } = year;
  await trx
    .updateTable('budget_year')
    .set({
      status: compilation.status,
      compilation: JSON.stringify(compilation),
      authors: [...authors],
      revision,
      due_on: deadlines[0]?.dueOn ?? null,
      deadlines: JSON.stringify(deadlines),
    })
    .where('id', '=', year.budgetId)
    .execute();
}
