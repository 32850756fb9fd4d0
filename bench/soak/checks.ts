import { sql } from 'kysely';
import type { Database } from '../../db/connection.ts';
import { checkProjects, checkTables } from '../../db/doctor.ts';
import type { Tally } from './clients.ts';

export interface LedgerFigures {
  readonly approvedFen: number;
  readonly reservedFen: number;
  readonly committedFen: number;
  readonly paidFen: number;
  readonly availableFen: number;
  readonly postings: number;
  readonly changes: number;
  readonly projects: number;
}

export async function ledgerFigures(db: Database): Promise<LedgerFigures> {
  const { rows } = await sql<LedgerFigures>`
    select sum(approved_fen)::bigint as "approvedFen", sum(reserved_fen)::bigint as "reservedFen",
      sum(committed_fen)::bigint as "committedFen", sum(paid_fen)::bigint as "paidFen",
      sum(available_fen)::bigint as "availableFen", (select count(*)::int from budget_posting) as postings,
      (select count(*)::int from budget_change) as changes, (select count(*)::int from project) as projects
    from budget_line`.execute(db);
  if (!rows[0]) throw new Error('A sum has one row');
  return rows[0];
}

/** Everything that must hold of the ledger, each looked at on its own; one line for each thing that does not. */
export async function ledgerFaults(
  db: Database,
  { before, tally }: { readonly before: LedgerFigures; readonly tally: Tally },
): Promise<readonly string[]> {
  const after = await ledgerFigures(db);
  const faults: string[] = [];
  for (const one of await checkTables(db, new Date())) {
    if (one.check !== 'deadline') faults.push(`${one.check} ${one.subject}: ${one.detail}`);
  }
  for await (const one of checkProjects(db)) faults.push(`${one.check} ${one.subject}: ${one.detail}`);
  const parts: readonly (readonly [string, number, number])[] = [
    ['transfers keep the sum of the budget', after.approvedFen, before.approvedFen],
    ['the buckets make up what is approved', bucketsOf(after), after.approvedFen],
    ['what clients saw paid is what is paid', after.paidFen - before.paidFen, tally.paidFen],
    ['transfers that clients saw are those that are kept', after.changes - before.changes, tally.transfers],
    ['no bucket below zero', await countOf(db, BELOW_ZERO), 0],
    ['no posting doubled', await countOf(db, DOUBLED), 0],
    ['a project holds what its postings say', await countOf(db, HOLDINGS), 0],
    ['a line holds what its projects hold', await countOf(db, LINES), 0],
  ];
  for (const [what, is, shouldBe] of parts) {
    if (is !== shouldBe) faults.push(`${what}: ${is}, not ${shouldBe}`);
  }
  return faults;
}

const bucketsOf = ({ availableFen, reservedFen, committedFen, paidFen }: LedgerFigures): number =>
  availableFen + reservedFen + committedFen + paidFen;

const countOf = async (db: Database, query: ReturnType<typeof sql<{ faults: number }>>): Promise<number> =>
  (await query.execute(db)).rows[0]?.faults ?? -1;

const BELOW_ZERO = sql<{ faults: number }>`
  select count(*)::int as faults from budget_line where least(available_fen, reserved_fen, committed_fen, paid_fen) < 0`;

const DOUBLED = sql<{ faults: number }>`
  select count(*)::int as faults from (
    select from budget_posting group by project_id, seq, source_ref, line_id, from_bucket, to_bucket
    having count(*) > 1 and coalesce(project_id, source_ref) is not null) doubled`;

const HOLDINGS = sql<{ faults: number }>`
  select count(*)::int as faults from project left join (
    select project_id,
      sum(amount_fen * ((to_bucket = 'reserved')::int - (from_bucket = 'reserved')::int)) as reserved,
      sum(amount_fen * ((to_bucket = 'committed')::int - (from_bucket = 'committed')::int)) as committed,
      sum(amount_fen * (to_bucket = 'paid')::int) as paid
    from budget_posting group by project_id) posted on posted.project_id = project.id
  where (coalesce(reserved, 0), coalesce(committed, 0), coalesce(paid, 0)) is distinct from (
    coalesce((file -> 'budget' ->> 'reservedFen')::numeric, 0), coalesce((file -> 'budget' ->> 'committedFen')::numeric, 0),
    coalesce((file -> 'budget' ->> 'paidFen')::numeric, 0))`;

const LINES = sql<{ faults: number }>`
  select count(*)::int as faults from budget_line line left join (
    select file -> 'budget' ->> 'lineId' as line_id, sum((file -> 'budget' ->> 'reservedFen')::bigint) as reserved,
      sum((file -> 'budget' ->> 'committedFen')::bigint) as committed, sum((file -> 'budget' ->> 'paidFen')::bigint) as paid
    from project where jsonb_typeof(file -> 'budget') = 'object' group by 1) held on held.line_id = line.id
  where (line.reserved_fen, line.committed_fen, line.paid_fen)
    is distinct from (coalesce(reserved, 0), coalesce(committed, 0), coalesce(paid, 0))`;
