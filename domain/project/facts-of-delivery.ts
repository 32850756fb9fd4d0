import { paymentDelayFacts, paymentFacts, progressFacts } from '../delivery/facts.ts';
import { paymentDueOn } from '../delivery/payment.ts';
import type { MilestoneNo, ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Facts } from '../policy/types.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

/** What delivery and payment are checked against; `on` is the day of the command. */
export interface DeliveryScene {
  readonly file: ProjectFile;
  readonly references: Pick<References, 'calendar'>;
  readonly on: LocalDate;
}

/** Progress with the milestones of this command counted as delivered. */
export function deliveryProgress(
  { file, on }: Omit<DeliveryScene, 'references'>,
  handedIn: readonly MilestoneNo[],
): Facts {
  if (!file.contract) return {};
  const { milestones: plan, valueFen } = file.contract.draft;
  const before = file.milestones.filter(({ status }) => status !== 'scheduled').map(({ no }) => no);
  return progressFacts({ plan, valueFen, delivered: [...before, ...handedIn], on });
}

/** Days past the payment term of the milestone under settlement. */
export function paymentDelay({ file, references, on }: DeliveryScene): Facts {
  const acceptedOn = file.milestones.find(({ no }) => no === file.currentMilestone)?.acceptedOn;
  if (!acceptedOn || !file.contract) return {};
  const due = paymentDueOn(references.calendar, acceptedOn, file.contract.draft.paymentTermDays);
  return paymentDelayFacts(due.on, on);
}

/** Facts of money asked for or paid for the milestone under settlement. */
export function moneyFacts(
  { amountFen, payeeProviderId }: { readonly amountFen: number; readonly payeeProviderId: ProviderId },
  { file }: Pick<DeliveryScene, 'file'>,
): Facts {
  const { award, budget, contract } = file;
  const milestone = file.milestones.find(({ no }) => no === file.currentMilestone);
  if (!milestone || !award || !budget || !contract) return {};
  return paymentFacts({
    amountFen,
    payeeProviderId,
    milestone,
    contract: { providerId: award.providerId, valueFen: contract.draft.valueFen, paidFen: budget.paidFen },
  });
}
