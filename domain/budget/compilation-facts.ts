import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { type Compilation, type CompilationCommand, type DraftLine, YEARLY_APPROVER } from './compilation.ts';

/** 核查点 where the policy looks at a budget: when its lines are drafted and when it is approved. */
export const BUDGET_CHECKPOINTS = {
  draft: 'DraftBudget',
  approve: 'ApproveBudget',
  change: 'TransferBudget',
} as const;

/** What the policy is asked about a command of the compilation; null where it has nothing to say. */
export function compilationQuestion(
  { unitKind }: Compilation,
  command: CompilationCommand,
): { readonly checkpoint: string; readonly facts: Facts } | null {
  switch (command.verb) {
    case 'Suggest':
    case 'Draft':
      return { checkpoint: BUDGET_CHECKPOINTS.draft, facts: draftFacts(command.lines) };
    case 'Approve': {
      const { body, approvalRef } = command;
      const isEntitled = body === YEARLY_APPROVER[unitKind] && isGiven(approvalRef);
      // The yearly budget is the total itself; nothing but the congress raises it from nothing.
      const facts = { raises_total_budget: true, has_congress_approval: isEntitled };
      return { checkpoint: BUDGET_CHECKPOINTS.approve, facts };
    }
    default:
      return null;
  }
}

function draftFacts(lines: readonly DraftLine[]): Facts {
  const special = lines.filter(({ source }) => source === 'specialTransfer');
  return {
    budget_line_found: lines.length > 0,
    in_service_table: lines.every((line) => !line.buysServices || line.inServiceTable),
    fund_source: special.length > 0 ? 'specialTransfer' : 'own',
    sector_permitted: special.every(({ permittedSectors }) => permittedSectors.length > 0),
  };
}
