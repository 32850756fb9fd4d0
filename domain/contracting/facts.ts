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
  // What is reserved whole is reserved for small and micro firms as far as the choice does not say otherwise.
  sme_reserved_percent: choice.reservedForSme ? 100 : (choice.smeShare?.reservedPercent ?? 0),
  small_micro_percent: choice.smeShare?.smallMicroPercent ?? (choice.reservedForSme ? 100 : 0),
  mode_allowed: isGiven(choice.directMode?.allowedRef ?? null),
  users_can_choose: choice.directMode?.usersCanChoose ?? false,
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
  readonly budgetFen: number;
  readonly method: MethodChoice | null;
}

/** Facts of a notice issued on a day; the day of issue is not counted in any period (民法典 §201). */
export function noticeFacts(notice: ProcurementNotice, given: NoticeCase): Facts {
  const { on, calendar, filingNo, intentPublishedOn, method } = given;
  const workingDaysTo = (day: LocalDate): number =>
    workingDaysBetween(calendar, on, earlier(day, addDays(on, MAX_COUNTED_DAYS)));
  const openWorkingDays = workingDaysTo(notice.closesOn);
  const followOn = method?.singleSource?.followOnPercent ?? null;
  return {
    has_plan_filing: isGiven(filingNo),
    intent_published: intentPublishedOn !== null && intentPublishedOn <= on,
    ...(intentPublishedOn !== null && { intent_days: daysBetween(intentPublishedOn, on) }),
    tender_days: daysBetween(on, notice.closesOn),
    negotiation_working_days: openWorkingDays,
    single_source_notice_working_days: openWorkingDays,
    ...(method?.singleSource && { single_source_ground: method.singleSource.ground }),
    ...(followOn !== null && { follow_on_percent: followOn }),
    document_working_days: workingDaysTo(notice.documentsUntil),
    budget_shown: notice.budgetShown,
    in_designated_media: notice.inDesignatedMedia,
    bid_bond_percent: (notice.bidBondFen * 100) / given.budgetFen,
    bid_bond_cash_only: notice.bidBondFen > 0 && notice.bondCashOnly,
    reserved_for_sme: method?.reservedForSme ?? false,
    sme_deduction_percent: notice.smallMicroDeductionPercent,
    consortium_deduction_percent: notice.consortiumDeductionPercent,
    ...(notice.priceWeightPercent !== null && { price_weight_percent: notice.priceWeightPercent }),
    ...quantityFacts(notice),
    ...criteriaFacts('size', 'firmSize', notice),
    ...criteriaFacts('registration', 'placeOfRegistration', notice),
    ...criteriaFacts('award', 'localAward', notice),
  };
}

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
export function awardFacts({ bids, panel, ranking, providerId, winners }: Award, budgetFen: number): Facts {
  const valid = bids.filter((bid) => bid.valid);
  const eliminated = new Set(valid.map((bid) => bid.providerId)).size - winners.length;
  return {
    ...(panel && {
      panel_members: panel.members,
      panel_experts: panel.experts,
      panel_is_odd: panel.members % 2 === 1,
      experts_two_thirds: panel.experts * 3 >= panel.members * 2,
      panel_drawn_at_random: panel.drawnAtRandom,
    }),
    valid_bids: new Set(valid.map((bid) => bid.providerId)).size,
    winner_rank: ranking.indexOf(providerId) + 1,
    admitted_suppliers: winners.length,
    eliminated_suppliers: eliminated,
    ...(valid.length > 0 && {
      elimination_percent: (eliminated * 100) / valid.length,
      lowest_bid_over_budget_fen: Math.min(...valid.map((bid) => bid.priceFen)) - budgetFen,
    }),
  };
}

/** Facts of a selection below the purchase limit: quotes in hand, and the minutes. */
export const selectionFacts = (providerIds: readonly string[], minutesRef: string | null): Facts => ({
  quote_count: new Set(providerIds).size,
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

/** Facts of a signature: the last day of the period moves to a working day (民法典 §203); `dueOn` where pauses have moved it. */
export function signingFacts(
  awardedOn: LocalDate,
  on: LocalDate,
  given: { readonly calendar: WorkCalendar; readonly dueOn?: LocalDate | null },
): Facts {
  const dueOn = given.dueOn ?? signBy(awardedOn, given.calendar);
  return { signing_due_on: dayNumber(dueOn), days_past_signing_limit: daysBetween(dueOn, on) };
}
