import type { OrgKind } from '../domain/approval/types.ts';
import { type BudgetEvent, foldCompilation, newBudgetYear } from '../domain/budget/budget-year.ts';
import { canonicalJson } from '../domain/kernel/canonical.ts';
import type { Database } from './connection.ts';
import type { Disagreement } from './doctor.ts';
import { eventHash } from './transition/append-events.ts';

/** Folds every budget from its events and compares chain and compilation. */
export async function* checkBudgets(db: Database): AsyncGenerator<Disagreement> {
  const years = await db
    .selectFrom('budget_year as year')
    .innerJoin('org', 'org.id', 'year.org_id')
    .selectAll('year')
    .select('org.kind')
    .orderBy('year.id')
    .execute();
  for (const year of years) {
    const events = await readEvents(db, year.id);
    let hash = '';
    for (const [index, { seq, prevHash, event, ...recorded }] of events.entries()) {
      const fits = seq === index + 1 && prevHash === hash && recorded.hash === eventHash(hash, seq, event);
      if (!fits) yield { check: 'chain', subject: year.id, detail: `event ${seq} does not fit its hash` };
      hash = recorded.hash;
    }
    if (hash !== year.last_hash || events.length !== year.last_seq) {
      yield { check: 'chain', subject: year.id, detail: 'the row does not end where the events end' };
    }
    const { compilation } = newBudgetYear(year.org_id, year.fiscal_year, year.kind as OrgKind); // as loaded
    const folded = foldCompilation(
      compilation,
      events.map(({ event }) => event),
    );
    if (year.compilation && canonicalJson(folded) !== canonicalJson(year.compilation)) {
      yield { check: 'fold', subject: year.id, detail: 'folding the events gives another compilation' };
    }
  }
}

async function readEvents(db: Database, budgetId: string) {
  const rows = await db
    .selectFrom('budget_event')
    .selectAll()
    .where('budget_id', '=', budgetId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    ...{ seq: row.seq, hash: row.hash, prevHash: row.prev_hash },
    event: {
      type: row.type,
      data: row.data,
      actor: row.actor,
      occurredOn: row.occurred_on,
      recordedAt: row.recorded_at,
    } as BudgetEvent, // type and data are stored together
  }));
}
