import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { BudgetDeadline, BudgetEventData, BudgetOutcome } from '../domain/budget/budget-year.ts';
import type { Compilation } from '../domain/budget/compilation.ts';
import type { Json, Timestamp } from './columns.ts';

/** The tables of budgets: years, what has happened to them, and what approvals have changed. */
export interface BudgetTables {
  budget_year: {
    id: string;
    org_id: string;
    fiscal_year: number;
    status: string | null;
    compilation: ColumnType<Compilation | null, string | null, string | null>;
    authors: Generated<string[]>;
    revision: Generated<number>;
    due_on: string | null;
    deadlines: Json<readonly BudgetDeadline[]>;
    last_seq: Generated<number>;
    last_hash: Generated<string>;
    updated_at: Generated<Timestamp>;
  };
  budget_event: {
    budget_id: string;
    seq: number;
    type: string;
    data: Json<BudgetEventData[keyof BudgetEventData]>;
    actor: string;
    occurred_on: string;
    recorded_at: Timestamp;
    command_key: string;
    prev_hash: string;
    hash: string;
    feed_id: GeneratedAlways<number>;
    txid: GeneratedAlways<string>;
  };
  budget_receipt: {
    key: string;
    request_hash: string;
    budget_id: string;
    result: Json<BudgetOutcome>;
    recorded_at: Generated<Timestamp>;
  };
  budget_change: {
    case_id: string;
    budget_id: string;
    kind: string;
    approved_by: string;
    approval_ref: string;
    moves: Json<readonly { readonly lineId: string; readonly amountFen: number }[]>;
    changed_on: string;
  };
}
