import type { CaseState } from '../approval/case.ts';
import type { ApproveNode, Flow } from '../approval/flow.ts';
import type { UserId } from '../kernel/brand.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { BudgetChange, ChangeKind } from './adjustment.ts';
import type { BudgetBody } from './compilation.ts';
import type { BudgetLine } from './types.ts';

/** The flow whose approved cases change the budget. */
export const BUDGET_CHANGE_FLOW = 'budget-adjustment';

type Moves = BudgetChange['moves'];

/** 预算调整申请 what the form of a case asks for; a line that is not given is no line. */
export interface ChangeForm {
  readonly kind: ChangeKind;
  readonly moves: Moves;
  /** 压减去向: where spending is cut to make room, in words (BUD-06). */
  readonly offset: string;
}

/** Reads the form of a case; a transfer takes from one line for another, an adjustment cuts one line or adds to it. */
export function changeFormOf({ kind, fromLineId, toLineId, amountFen, offset }: Facts): ChangeForm {
  const amount = typeof amountFen === 'number' ? amountFen : 0;
  const move = (id: unknown, signed: number) =>
    typeof id === 'string' && id !== '' ? [{ lineId: id, amountFen: fen(signed) }] : [];
  return {
    kind: kind === 'transfer' ? 'transfer' : 'adjustment',
    moves: [...move(fromLineId, -amount), ...move(toLineId, amount)],
    offset: typeof offset === 'string' ? offset : '',
  };
}

/** The office that a post speaks for when it signs a change of the budget. */
const SPEAKS_FOR: Readonly<Partial<Record<string, BudgetBody>>> = {
  congressClerk: 'townshipCongress',
  townshipFinance: 'financeDepartment',
  countyBudget: 'financeDepartment',
};

export interface SpokenFor {
  readonly body: BudgetBody;
  readonly role: string;
  readonly by: UserId;
}

/** 表态 for which bodies the case was approved, and by whom; a clock or a supervisor in somebody's place speaks for none. */
export function spokenFor({ rounds }: CaseState, { nodes }: Flow): readonly SpokenFor[] {
  return rounds.flatMap((round) => {
    const node = nodes[round.node];
    const role = node?.kind === 'approve' ? roleOf(node) : null;
    const body = role === null ? undefined : SPEAKS_FOR[role];
    if (round.status !== 'passed' || role === null || !body) return [];
    return round.seats.flatMap(({ answer }) =>
      answer?.decision === 'approve' && answer.by !== 'system' ? [{ body, role, by: answer.by }] : [],
    );
  });
}

const roleOf = ({ assignment }: ApproveNode): string | null =>
  assignment.by === 'role' || assignment.by === 'post' ? assignment.role : null;

/** Facts of a change for the policy, from its form and the lines it names. */
export function changeFacts(
  { kind, moves, offset }: ChangeForm,
  lines: readonly BudgetLine[],
  flow: Flow,
): Facts {
  const net: Fen = sumFen(moves.map(({ amountFen }) => amountFen));
  const taken = moves.find(({ amountFen }) => amountFen < 0);
  const lineOf = (id: string | undefined) => lines.find((line) => line.id === id);
  const from = lineOf(taken?.lineId);
  const to = lineOf(moves.find(({ amountFen }) => amountFen > 0)?.lineId);
  const needed = Math.abs(taken?.amountFen ?? 0);
  const available = from?.availableFen ?? 0;
  return {
    ...{ moves_forward: true, needed_fen: needed, available_fen: available },
    budget_gap_fen: needed - available,
    budget_line_found: lines.length === moves.length,
    crosses_budget_items: kind === 'transfer',
    // The rules are asked behind the finance office's own signature.
    has_finance_approval: Object.values(flow.nodes).some(
      (node) =>
        node.kind === 'approve' && node.mandatory && SPEAKS_FOR[roleOf(node) ?? ''] === 'financeDepartment',
    ),
    adds_net_spending: net > 0,
    has_offset: isGiven(offset),
    fund_source: from?.source ?? 'own',
    sector_permitted: from === undefined || to === undefined || staysInPurpose(from, to),
  };
}

/** 专款专用: what a special transfer may be used for, it may be used for in the other line too. */
const staysInPurpose = (from: BudgetLine, to: BudgetLine): boolean =>
  from.permittedSectors.length === 0 ||
  (to.permittedSectors.length > 0 &&
    to.permittedSectors.every((sector) => from.permittedSectors.includes(sector)));
