import { moveMoney, type Posting } from '../budget/ledger.ts';
import type { BudgetLineId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import type { ProjectEvent } from './events.ts';
import type { ProjectFile } from './file.ts';

/** What an event posts to the budget ledger; `before` is the file as the event found it. */
export function postingsOf(event: ProjectEvent, before: ProjectFile | null): readonly Posting[] {
  switch (event.type) {
    case 'BudgetApproved':
      return moveMoney(event.data.budgetLineId, [
        { from: 'available', to: 'reserved', amountFen: event.data.reservedFen },
      ]);
    case 'ContractSigned':
      return moveMoney(lineOf(before), [
        { from: 'reserved', to: 'committed', amountFen: event.data.committedFen },
        { from: 'reserved', to: 'available', amountFen: event.data.releasedFen },
      ]);
    case 'AmendmentSigned': {
      const { addedFen } = event.data.amendment;
      return moveMoney(lineOf(before), [
        { from: 'available', to: 'committed', amountFen: addedFen },
        { from: 'committed', to: 'available', amountFen: fen(0 - addedFen) },
      ]);
    }
    case 'PaymentMade':
      return moveMoney(lineOf(before), [{ from: 'committed', to: 'paid', amountFen: event.data.amountFen }]);
    case 'BudgetLapsed':
      if (event.data.lapsedFen === 0) return [];
      return moveMoney(lineOf(before), [
        { from: 'reserved', to: 'available', amountFen: event.data.lapsedFen },
      ]);
    case 'ProjectCancelled':
      return moveMoney(lineOf(before), [
        { from: 'reserved', to: 'available', amountFen: event.data.releasedFen },
      ]);
    case 'ContractTerminated':
    case 'ProjectArchived':
      return moveMoney(lineOf(before), [
        { from: 'committed', to: 'available', amountFen: event.data.releasedFen },
      ]);
    default:
      return [];
  }
}

function lineOf(file: ProjectFile | null): BudgetLineId {
  invariant(file?.budget, 'Money moves only for a project that holds a budget line');
  return file.budget.lineId;
}
