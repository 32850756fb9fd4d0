import { addMonths, type LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { Amendment } from './amendment.ts';
import type {
  BondReceipt,
  BondReturn,
  ContractGround,
  FieldJob,
  Mediator,
  ProgressReview,
  StaffCheck,
  Subcontract,
} from './performance.ts';

/** Age from which somebody may mediate, in months (人民调解法 §14; 民法典 §17). */
const ADULT_MONTHS = 18 * 12;

/** A share in percent, rounded up to two places: what is over a limit by a fen shows above it. */
const percentOf = (part: number, whole: number): number =>
  whole > 0 ? Math.ceil((part * 10_000) / whole) / 100 : 0;

export const groundFacts = (ground: ContractGround): Facts => ({ termination_ground: ground });

interface Original {
  readonly originalFen: number;
  readonly earlier: readonly Amendment[];
}

/** Facts of an amendment with all additions signed before it (采购法 §49). */
export function amendmentFacts(amendment: Amendment, { originalFen, earlier }: Original): Facts {
  const added = [...earlier, amendment].reduce((sum, one) => sum + Math.max(0, one.addedFen), 0);
  const grows = amendment.addedFen > 0;
  return {
    supplement_sum_percent: grows ? percentOf(added, originalFen) : 0,
    other_terms_changed: amendment.kind === 'add' && amendment.changesOtherTerms,
  };
}

/** Facts of a subcontract with those before it; passing all of it on is no subcontract any more (102号令 §26). */
export const subcontractFacts = (
  subcontract: Subcontract,
  { valueFen, before }: { readonly valueFen: number; readonly before: readonly Subcontract[] },
): Facts => ({
  has_subcontract: true,
  has_buyer_consent: isGiven(subcontract.consentRef),
  whole_subcontracted: [...before, subcontract].reduce((sum, one) => sum + one.amountFen, 0) >= valueFen,
});

export const bondFacts = (
  { amountFen, form }: BondReceipt,
  { valueFen, bondCashOnly }: { readonly valueFen: number; readonly bondCashOnly: boolean },
): Facts => ({
  bond_percent: percentOf(amountFen, valueFen),
  bond_cash_only: form === 'cash' && bondCashOnly,
});

/** Facts of a bond that goes back: kept back is what is neither refunded nor deducted under a clause (PAY-05). */
export const bondReturnFacts = (
  { refundFen, deductions, payeeProviderId }: BondReturn,
  { bondFen, providerId }: { readonly bondFen: number; readonly providerId: string },
): Facts => ({
  funds_held_back: refundFen + deductions.reduce((sum, one) => sum + one.amountFen, 0) < bondFen,
  funds_diverted: payeeProviderId !== providerId,
});

export const reviewFacts = ({ safetyIncidents, incidentExplanation }: ProgressReview): Facts => ({
  safety_incident_count: safetyIncidents,
  incidents_explained: isGiven(incidentExplanation),
});

export const fieldJobFacts = ({ aerial, announcementRef, injuryInsuranceRef }: FieldJob): Facts => ({
  aerial_job: aerial,
  aerial_announced: isGiven(announcementRef),
  has_injury_insurance: isGiven(injuryInsuranceRef),
});

export const mediatorFacts = ({ bornOn }: Mediator, on: LocalDate): Facts => ({
  mediator_is_adult: addMonths(bornOn, ADULT_MONTHS) <= on,
});

export const staffFacts = ({ staff, checked, servesMinors }: StaffCheck): Facts => ({
  serves_minors: servesMinors,
  // Rounded down: one unchecked person of many is not everybody.
  staff_background_check_percent: staff > 0 ? Math.floor((checked * 10_000) / staff) / 100 : 0,
});
