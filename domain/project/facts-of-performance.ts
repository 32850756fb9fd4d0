import { contractTermMonths } from '../contracting/facts.ts';
import type { AmendmentProposal, BondReceipt, BondReturn, Subcontract } from '../delivery/performance.ts';
import {
  amendmentFacts,
  bondFacts,
  bondReturnFacts,
  groundFacts,
  subcontractFacts,
} from '../delivery/performance-facts.ts';
import { daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { asAmendment, contractOf, pendingAmendment } from './decide-amendment.ts';
import type { ProjectFile } from './file.ts';

/** Facts of an amendment that is proposed: what it adds, what it rests on, and the term it leads to. */
export function proposalFacts(amendment: AmendmentProposal, file: ProjectFile): Facts {
  if (!file.contract) return {};
  const { draft } = file.contract;
  return {
    ...amendmentFacts(asAmendment(amendment), contractOf(file)),
    ...groundFacts(amendment.ground),
    contract_term_months: contractTermMonths({ ...draft, endsOn: amendment.endsOn ?? draft.endsOn }),
    has_stability_grounds: draft.stabilityGrounds,
    has_multi_year_plan: isGiven(file.budget?.request.multiYearPlanRef ?? null),
  };
}

/** The same additions when the amendment is signed: another may have been signed since. */
export const amendmentSigningFacts = (file: ProjectFile): Facts =>
  file.contract ? amendmentFacts(pendingAmendment(file), contractOf(file)) : {};

export const subcontractingFacts = (subcontract: Subcontract, file: ProjectFile): Facts =>
  file.contract
    ? subcontractFacts(subcontract, {
        valueFen: file.contract.draft.valueFen,
        before: file.performance.subcontracts,
      })
    : {};

export const bondReceiptFacts = (bond: BondReceipt, file: ProjectFile): Facts =>
  file.contract ? bondFacts(bond, file.contract.draft) : {};

export function bondRefundFacts(bondReturn: BondReturn, file: ProjectFile): Facts {
  const { bond } = file.performance;
  if (!bond || !file.award) return {};
  return bondReturnFacts(bondReturn, { bondFen: bond.amountFen, providerId: file.award.providerId });
}

/** Days from the request to its confirmation (支付条例 §16); none asked for, none late. */
export function receivableFacts(receivableNo: number, file: ProjectFile, on: LocalDate): Facts {
  const asked = file.performance.receivables.find(({ no }) => no === receivableNo)?.requestedOn;
  return { receivable_confirmation_days: asked ? daysBetween(asked, on) : 0 };
}
