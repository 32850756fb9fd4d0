import type { BudgetLineId } from '../kernel/brand.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { isGiven } from '../policy/given.ts';
import type { BudgetBody, BudgetUnitKind } from './compilation.ts';
import { budgetRefusal } from './refusals.ts';
import type { BudgetLine } from './types.ts';

/**
 * 预算调整与调剂: `adjustment` changes the budget as a whole (more spending in all, 预算法 §67), `transfer` moves money
 * between its items (§72).
 */
export type ChangeKind = 'adjustment' | 'transfer';

export interface BudgetChange {
  readonly kind: ChangeKind;
  readonly unitKind: BudgetUnitKind;
  readonly approvedBy: BudgetBody | null;
  readonly approvalRef: string | null;
  /** Above zero adds to a line, below zero takes from it; in whole fen. */
  readonly moves: readonly { readonly lineId: BudgetLineId; readonly amountFen: Fen }[];
}

/** 有权批准机关 the body a change needs: the township's congress, the county's standing committee, or the finance department. */
export function bodyFor(kind: ChangeKind, unitKind: BudgetUnitKind): BudgetBody {
  if (kind === 'transfer') return 'financeDepartment';
  return unitKind === 'township' ? 'townshipCongress' : 'countyStandingCommittee';
}

/** The lines after an approved change, or why it is refused. All moves happen, or none. */
export function changeBudget(
  lines: readonly BudgetLine[],
  change: BudgetChange,
): Result<readonly BudgetLine[]> {
  const obstacle = changeRefusal(lines, change);
  if (obstacle) return refuse(obstacle);
  const amounts = new Map(change.moves.map(({ lineId, amountFen }) => [lineId, amountFen]));
  return accept(lines.map((line) => grown(line, amounts.get(line.id) ?? 0)));
}

const grown = (line: BudgetLine, amountFen: number): BudgetLine => ({
  ...line,
  approvedFen: fen(line.approvedFen + amountFen),
  availableFen: fen(line.availableFen + amountFen),
});

function changeRefusal(lines: readonly BudgetLine[], change: BudgetChange): Refusal | null {
  const { kind, unitKind, moves, approvedBy, approvalRef } = change;
  const net = sumFen(moves.map(({ amountFen }) => amountFen));
  const ids = new Set(moves.map(({ lineId }) => lineId));
  const unknown = moves.find(({ lineId }) => !lines.some(({ id }) => id === lineId));
  const hasFaultyMove = ids.size < moves.length || moves.some(({ amountFen }) => amountFen === 0);
  if (moves.length === 0 || unknown || hasFaultyMove) return budgetRefusal('Incomplete', { field: 'moves' });
  // A transfer moves money and makes none; whatever changes the total is an adjustment.
  if ((kind === 'transfer') !== (net === 0))
    return budgetRefusal('Incomplete', { field: 'kind', net_fen: net });
  const needed = bodyFor(kind, unitKind);
  if (approvedBy !== needed || !isGiven(approvalRef)) {
    const code = kind === 'transfer' ? 'TransferNotApproved' : 'AdjustmentNotApproved';
    return budgetRefusal(code, { needed, approved_by: approvedBy });
  }
  const short = moves.find(({ lineId, amountFen }) => {
    const line = lines.find(({ id }) => id === lineId);
    return line !== undefined && line.availableFen + amountFen < 0;
  });
  return short ? budgetRefusal('Overdrawn', { line_id: short.lineId }) : null;
}

/** 支出压减 what is cut elsewhere to make room. */
export interface Offset {
  readonly lineId: BudgetLineId;
  readonly amountFen: Fen;
}

/** 不增加支出 net spending that a purchase adds is cut elsewhere, or approved (BUD-06). */
export function offsetRefusal(
  addedFen: Fen,
  { offsets, approvalRef }: { readonly offsets: readonly Offset[]; readonly approvalRef: string | null },
): Refusal | null {
  if (offsets.some(({ amountFen }) => amountFen <= 0))
    return budgetRefusal('Incomplete', { field: 'offsets' });
  const cut = sumFen(offsets.map(({ amountFen }) => amountFen));
  return addedFen > cut && !isGiven(approvalRef)
    ? budgetRefusal('NoOffset', { added_fen: addedFen, cut_fen: cut })
    : null;
}
