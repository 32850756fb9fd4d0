import type { MilestoneNo, ProviderId } from '../kernel/brand.ts';
import { daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import type { AcceptanceRecord, LedgerEntry, MilestoneProgress } from './types.ts';

/** Facts of a ledger entry; what a sector record would say stays unknown while there is no record. */
export function ledgerFacts(entry: LedgerEntry): Facts {
  const missing = missingRecordFields(entry);
  return {
    missing_record_fields: missing,
    missing_record_field_count: missing.length,
    ...(entry.plantProtection && {
      service_kind: 'plantProtection',
      banned_pesticide: entry.plantProtection.bannedPesticide,
      inside_safety_interval: entry.plantProtection.insideSafetyInterval,
    }),
    ...(entry.mediation && {
      service_kind: 'mediation',
      charges_parties: entry.mediation.feeFen > 0,
      has_case_file: isGiven(entry.mediation.caseFileRef),
    }),
  };
}

/** 服务档案 fields of a plant-protection record that are not filled in (病虫害防治条例 §36). */
function missingRecordFields({ plantProtection, place, note, quantity }: LedgerEntry): readonly string[] {
  if (!plantProtection) return ['record'];
  const filled = {
    place: isGiven(place),
    content: isGiven(note),
    quantity: quantity > 0,
    pesticide: isGiven(plantProtection.pesticide),
    maker: isGiven(plantProtection.maker),
    packagingDisposal: isGiven(plantProtection.packagingDisposal),
  };
  return Object.entries(filled).flatMap(([field, isFilled]) => (isFilled ? [] : [field]));
}

/** Facts of an acceptance against the acceptance items the requirement set. */
export function acceptanceFacts(acceptance: AcceptanceRecord, requiredItems: readonly string[]): Facts {
  const stated = new Set(acceptance.items.map(({ item }) => item.trim()));
  const missing = requiredItems.filter((item) => !stated.has(item.trim()));
  return {
    members_besides_handler: acceptance.members.filter((member) => member !== 'handler').length,
    missing_acceptance_items: missing,
    missing_acceptance_item_count: missing.length,
    has_beneficiary_opinion: isGiven(acceptance.beneficiaryOpinion),
  };
}

/** 履约进度 what the plan had due by a day less what is delivered, in points of the contract value; below zero when ahead. */
export function progressFacts({ plan, valueFen, delivered, on }: ProgressCase): Facts {
  const due = sumFen(plan.filter(({ dueOn }) => dueOn <= on));
  const done = sumFen(plan.filter(({ no }) => delivered.includes(no)));
  const share = valueFen > 0 ? (due - done) / valueFen : 0;
  return { progress_behind_points: Math.round(share * 10_000) / 100 };
}

interface PlannedMilestone {
  readonly no: MilestoneNo;
  readonly dueOn: LocalDate;
  readonly amountFen: number;
}

export interface ProgressCase {
  readonly plan: readonly PlannedMilestone[];
  readonly valueFen: number;
  /** Milestones handed in, or being handed in. */
  readonly delivered: readonly MilestoneNo[];
  readonly on: LocalDate;
}

const sumFen = (plan: readonly PlannedMilestone[]): number =>
  plan.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Facts of a payment against the day by which it was due (支付条例 §9). */
export const paymentDelayFacts = (dueOn: LocalDate, on: LocalDate): Facts => ({
  payment_days_late: Math.max(0, daysBetween(dueOn, on)),
});

/** 待付金额 what is accepted of a milestone and neither paid nor lawfully deducted. */
export const openFen = ({ acceptedFen, paidFen, deductedFen }: MilestoneProgress): number =>
  acceptedFen - paidFen - deductedFen;

export interface PaymentCase {
  readonly amountFen: number;
  readonly payeeProviderId: ProviderId;
  readonly milestone: MilestoneProgress;
  readonly contract: { readonly providerId: ProviderId; readonly valueFen: number; readonly paidFen: number };
}

/** Facts of a payment against what is accepted and against the contract. */
export const paymentFacts = ({ amountFen, payeeProviderId, milestone, contract }: PaymentCase): Facts => ({
  payment_fen: amountFen,
  payment_over_accepted_fen: amountFen - openFen(milestone),
  paid_over_contract_fen: contract.paidFen + amountFen - contract.valueFen,
  payee_is_contract_party: payeeProviderId === contract.providerId,
});
