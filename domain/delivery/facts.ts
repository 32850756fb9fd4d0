import type { ProviderId } from '../kernel/brand.ts';
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

export interface PaymentCase {
  readonly amountFen: number;
  readonly payeeProviderId: ProviderId;
  readonly milestone: MilestoneProgress;
  readonly contract: { readonly providerId: ProviderId; readonly valueFen: number; readonly paidFen: number };
}

/** Facts of a payment against what is accepted and against the contract. */
export const paymentFacts = ({ amountFen, payeeProviderId, milestone, contract }: PaymentCase): Facts => ({
  payment_fen: amountFen,
  payment_over_accepted_fen: amountFen - (milestone.acceptedFen - milestone.paidFen),
  paid_over_contract_fen: contract.paidFen + amountFen - contract.valueFen,
  payee_is_contract_party: payeeProviderId === contract.providerId,
});
