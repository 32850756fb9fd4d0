import type { BudgetLineId, ProviderId } from '../../domain/kernel/brand.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';

/** The budget line a decision must know: the one asked for, or the one the project holds. */
export const lineWanted = (command: Command, file: ProjectFile | null): BudgetLineId | null =>
  command.type === 'RequestBudget' ? command.data.request.budgetLineId : (file?.budget?.lineId ?? null);

/** The providers a decision must know: those the command names and the one that holds the award. */
export function providersWanted(command: Command, file: ProjectFile | null): readonly ProviderId[] {
  const held = file?.award ? [file.award.providerId] : [];
  return [...new Set([...held, ...named(command)])];
}

function named(command: Command): readonly ProviderId[] {
  switch (command.type) {
    case 'RecordAward':
      return [command.data.award.providerId, ...command.data.award.bids.map((bid) => bid.providerId)];
    case 'SelectProvider':
      return [
        command.data.selection.providerId,
        ...command.data.selection.quotes.map((quote) => quote.providerId),
      ];
    case 'RequestPayment':
      return [command.data.payment.payeeProviderId];
    case 'ConfirmPayment':
      return [command.data.payeeProviderId];
    default:
      return [];
  }
}
