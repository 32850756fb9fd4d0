import type { BudgetLineId, ProviderId } from '../../domain/kernel/brand.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';

/** The budget line a decision must know: the one asked for, or the one the project holds. */
export const lineWanted = (command: Command, file: ProjectFile | null): BudgetLineId | null =>
  command.type === 'RequestBudget' ? command.data.request.budgetLineId : (file?.budget?.lineId ?? null);

/** The providers a decision must know: those the command names, the winners chosen, and the one that holds the award. */
export function providersWanted(command: Command, file: ProjectFile | null): readonly ProviderId[] {
  const held = file?.award ? [file.award.providerId] : [];
  const chosen = file?.choice?.winners ?? [];
  return [...new Set([...held, ...chosen, ...named(command)])];
}

function named(command: Command): readonly ProviderId[] {
  switch (command.type) {
    case 'ActOnProcedure': {
      const { act } = command.data;
      if (act.verb === 'ChooseWinner') return act.choice.winners;
      return act.verb === 'SelectProvider' ? act.selection.winners : [];
    }
    case 'RequestPayment':
      return [command.data.payment.payeeProviderId];
    case 'ConfirmPayment':
      return [command.data.payeeProviderId];
    default:
      return [];
  }
}
