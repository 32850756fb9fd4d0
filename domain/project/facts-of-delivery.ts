import { openFen, paymentDelayFacts, paymentFacts, progressFacts } from '../delivery/facts.ts';
import { paymentDueOn, paymentStartsOn } from '../delivery/payment.ts';
import type { PaymentRequest } from '../delivery/types.ts';
import type { MilestoneNo, ProviderId } from '../kernel/brand.ts';
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
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

/** 约定验收期限 the day by which a milestone that was handed in is to be accepted; null where none is agreed. */
export function acceptBy(file: ProjectFile, no: MilestoneNo | null): LocalDate | null {
  const submittedOn = file.milestones.find((one) => one.no === no)?.submittedOn ?? null;
  const days = file.contract?.draft.acceptanceDays ?? null;
  return submittedOn === null || days === null ? null : addDays(submittedOn, days);
}

/** 付款到期日 of a milestone: counted from acceptance, or from the agreed end of it where nobody accepted by then. */
export function milestoneDue(
  { file, references, on }: DeliveryScene,
  no: MilestoneNo | null,
): LocalDate | null {
  const acceptedOn = file.milestones.find((one) => one.no === no)?.acceptedOn ?? null;
  const startsOn = paymentStartsOn({ acceptedOn, acceptBy: acceptBy(file, no) }, on);
  if (startsOn === null || !file.contract) return null;
  return paymentDueOn(references.calendar, startsOn, file.contract.draft.paymentTermDays).on;
}

/** Days past the payment term of the milestone under settlement. */
export function paymentDelay(scene: DeliveryScene): Facts {
  const dueOn = milestoneDue(scene, scene.file.currentMilestone);
  return dueOn === null ? {} : paymentDelayFacts(dueOn, scene.on);
}

/** Days past the agreed time for acceptance; 0 where none is agreed or it has not come (支付条例 §10). */
export function acceptanceDelay({ file, on }: Omit<DeliveryScene, 'references'>): Facts {
  const by = acceptBy(file, file.currentMilestone);
  return { days_past_agreed_acceptance: by === null ? 0 : Math.max(0, daysBetween(by, on)) };
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

/** 无争议未付 what a request for payment leaves out although nobody disputes it (支付条例 §15). */
export function heldBackFacts(
  { amountFen, deductionFen, disputedFen = fen(0) }: PaymentRequest,
  { file }: Pick<DeliveryScene, 'file'>,
): Facts {
  const milestone = file.milestones.find(({ no }) => no === file.currentMilestone);
  if (!milestone) return {};
  const left = openFen(milestone) - amountFen - deductionFen - disputedFen;
  return { undisputed_held_fen: Math.max(0, left) };
}
