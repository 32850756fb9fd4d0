import type { Justifications } from '../approval/types.ts';
import type { Command } from './commands.ts';
import { justificationsOfAct } from './facts-of-procedure.ts';

/** 情况说明 recorded reasons that came with a command, by rule id. */
export function justificationsOf({ type, data }: Command): Justifications {
  switch (type) {
    case 'SubmitProject':
    case 'ReviewEvaluation':
      return data.justifications;
    case 'RequestBudget':
      return data.request.justifications;
    case 'ChooseMethod':
      return data.choice.justifications;
    case 'ActOnProcedure':
      return justificationsOfAct(data.act);
    case 'ReviewProgress':
      return data.justifications;
    case 'RequestPayment':
      return data.payment.justifications ?? {};
    default:
      return {};
  }
}
