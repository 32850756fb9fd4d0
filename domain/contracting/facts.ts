import { addDays, addMonths, dayNumber, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { rollForward, type WorkCalendar, workingDaysBetween } from '../kernel/working-days.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import {
  type Award,
  CLAUSES,
  type ContractDraft,
  type Criterion,
  type MethodChoice,
  type ProcurementNotice,
  type ProviderCheck,
  type Requirement,
  type Selection,
} from './types.ts';

/** 签订期限 days from the award notice to the signature (采购法 §46). */
const SIGNING_DAYS = 30;
// Counting stops here: no rule asks for more, and a far date must not cost a walk over years of days.
const MAX_COUNTED_DAYS = 60;

/** Facts of a purchase requirement; `budgetFen` is what is reserved for it. */
export function requirementFacts(requirement: Requirement, budgetFen: number, on: LocalDate): Facts {
  const { survey } = requirement;
  const missing = [
    ...(isGiven(requirement.content) ? [] : ['content']),
    ...(isGiven(requirement.quantity) ? [] : ['quantity']),
    ...(isGiven(requirement.standard) ? [] : ['standard']),
    ...(requirement.termMonths > 0 ? [] : ['term']),
    ...(requirement.acceptanceItems.some(isGiven) ? [] : ['acceptanceItems']),
  ];
  return {
    missing_requirement_parts: missing,
    missing_requirement_count: missing.length,
    has_public_consultation: isGiven(requirement.publicConsultationRef),
    survey_subjects: survey?.subjects ?? 0,
    survey_within_year: survey !== null && survey.on <= on && on <= addMonths(survey.on, 12),
    has_acceptance_plan: isGiven(requirement.acceptancePlan),
    has_floor_price: requirement.floorFen !== null,
    ceiling_over_budget_fen: requirement.ceilingFen - budgetFen,
  };
}

/** Facts of the method; the sums of the same class add this project to what was bought before. */
export const methodFacts = (
  choice: MethodChoice,
  { estimateFen, openTenderFen, purchaseLimitFen, sameClass }: MethodCase,
): Facts => ({
  has_legal_case: isGiven(choice.legalCase),
  in_centralised_catalogue: choice.inCentralisedCatalogue,
  by_centralised_agency: choice.byCentralisedAgency,
  has_city_approval: isGiven(choice.cityApprovalRef),
  reserved_for_sme: choice.reservedForSme,
  has_no_reserve_reason: isGiven(choice.noReserveReason),
  same_class_non_open_fen: sameClass.nonOpenFen,
  same_class_over_open_tender_fen: sameClass.nonOpenFen + estimateFen - openTenderFen,
  same_class_below_limit_fen: sameClass.belowLimitFen,
  same_class_over_limit_fen: sameClass.belowLimitFen + estimateFen - purchaseLimitFen,
});

export interface MethodCase {
  readonly estimateFen: number;
  readonly openTenderFen: number;
  readonly purchaseLimitFen: number;
  readonly sameClass: { readonly nonOpenFen: number; readonly belowLimitFen: number };
}

export interface NoticeCase {
  readonly on: LocalDate;
  readonly calendar: WorkCalendar;
  readonly filingNo: string | null;
  readonly intentPublishedOn: LocalDate | null;
}

/** Facts of a notice issued on a day; the day of issue is not counted in any period (民法典 §201). */
export const noticeFacts = (
  notice: ProcurementNotice,
  { on, calendar, filingNo, intentPublishedOn }: NoticeCase,
): Facts => ({
  has_plan_filing: isGiven(filingNo),
  intent_published: intentPublishedOn !== null && intentPublishedOn <= on,
  ...(intentPublishedOn !== null && { intent_days: daysBetween(intentPublishedOn, on) }),
  tender_days: daysBetween(on, notice.closesOn),
  document_working_days: workingDaysBetween(
    calendar,
    on,
    earlier(notice.documentsUntil, addDays(on, MAX_COUNTED_DAYS)),
  ),
  budget_shown: notice.budgetShown,
  in_designated_media: notice.inDesignatedMedia,
  price_weight_percent: notice.priceWeightPercent,
  ...quantityFacts(notice),
  ...criteriaFacts('size', 'firmSize', notice),
  ...criteriaFacts('registration', 'placeOfRegistration', notice),
  ...criteriaFacts('award', 'localAward', notice),
});

/** 评审因素 that carry no points (实施条例 §34). */
function quantityFacts({ scoreItems }: ProcurementNotice): Facts {
  const open = scoreItems.filter(({ points }) => points === null).map(({ name }) => name);
  return { unquantified_score_items: open, unquantified_score_item_count: open.length };
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

function criteriaFacts(
  name: string,
  basis: Criterion['basis'],
  { qualifications, scoreItems }: ProcurementNotice,
): Facts {
  const found = [...qualifications, ...scoreItems]
    .filter((one) => one.basis === basis)
    .map((one) => one.name);
  return { [`${name}_criteria`]: found, [`${name}_criteria_count`]: found.length };
}

/** Facts of panel, bids and ranking; `budgetFen` is what is reserved. */
export function awardFacts({ bids, panel, ranking, providerId }: Award, budgetFen: number): Facts {
  const valid = bids.filter((bid) => bid.valid);
  return {
    panel_members: panel.members,
    panel_experts: panel.experts,
    panel_is_odd: panel.members % 2 === 1,
    experts_two_thirds: panel.experts * 3 >= panel.members * 2,
    panel_drawn_at_random: panel.drawnAtRandom,
    valid_bids: new Set(valid.map((bid) => bid.providerId)).size,
    winner_rank: ranking.indexOf(providerId) + 1,
    ...(valid.length > 0 && {
      lowest_bid_over_budget_fen: Math.min(...valid.map((bid) => bid.priceFen)) - budgetFen,
    }),
  };
}

/** Facts of a selection below the purchase limit. */
export const selectionFacts = ({ quotes, minutesRef }: Selection): Facts => ({
  quote_count: new Set(quotes.map((quote) => quote.providerId)).size,
  has_minutes: isGiven(minutesRef),
});

/** Facts of what was checked about the chosen provider. */
export const checkFacts = (check: ProviderCheck, on: LocalDate): Facts => ({
  six_conditions_proven: check.sixConditionsProven,
  credit_checked: check.creditCheckedOn !== null,
  ...(check.creditCheckedOn !== null && { credit_check_age_days: daysBetween(check.creditCheckedOn, on) }),
  shares_control_with_bidder: check.sharesControlWithBidder,
  designed_or_supervised: check.designedOrSupervised,
  interest_without_recusal: check.interestWithoutRecusal,
});

/** Facts of a drafted contract; `awardFen` is the price of the award. */
export function contractFacts(contract: ContractDraft, awardFen: number): Facts {
  const missing = CLAUSES.filter((clause) => !contract.clauses.includes(clause));
  return {
    missing_clauses: missing,
    missing_clause_count: missing.length,
    contract_minus_award_fen: contract.valueFen - awardFen,
    contract_term_months: contractTermMonths(contract),
    has_stability_grounds: contract.stabilityGrounds,
    bond_percent: contract.performanceBondPercent,
    bond_cash_only: contract.bondCashOnly,
    payment_term_days: contract.paymentTermDays,
    audit_before_payment: contract.auditBeforePayment,
    whole_subcontracted: contract.wholeSubcontracted,
    guarantees_financing: contract.guaranteesFinancing,
    charges_parties: contract.chargesServiceUsers,
  };
}

/** Months begun from the first to the last day: one year from 1 January may end on 1 January, not on the 2nd. */
export function contractTermMonths({ startsOn, endsOn }: Pick<ContractDraft, 'startsOn' | 'endsOn'>): number {
  const months = monthIndex(endsOn) - monthIndex(startsOn);
  return addMonths(startsOn, months) < endsOn ? months + 1 : months;
}

const monthIndex = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** 最迟签订日 the last day on which the contract may be signed. */
export const signBy = (awardedOn: LocalDate, calendar: WorkCalendar): LocalDate =>
  rollForward(calendar, addDays(awardedOn, SIGNING_DAYS)).on;

/** Facts of a signature: the last day of the period moves to a working day (民法典 §203). */
export function signingFacts(awardedOn: LocalDate, on: LocalDate, calendar: WorkCalendar): Facts {
  const dueOn = signBy(awardedOn, calendar);
  return { signing_due_on: dayNumber(dueOn), days_past_signing_limit: daysBetween(dueOn, on) };
}
