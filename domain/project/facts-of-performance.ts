import { contractTermMonths } from '../contracting/facts.ts';
import type {
  AmendmentProposal,
  BondReceipt,
  BondReturn,
  PerformanceCommands,
  Subcontract,
} from '../delivery/performance.ts';
import {
  amendmentFacts,
  bondFacts,
  bondReturnFacts,
  fieldJobFacts,
  groundFacts,
  mediatorFacts,
  reviewFacts,
  staffFacts,
  subcontractFacts,
} from '../delivery/performance-facts.ts';
import { daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { asAmendment, contractOf, pendingAmendment } from './decide-amendment.ts';
import { type DeliveryScene, deliveryProgress } from './facts-of-delivery.ts';
import type { ProjectFile } from './file.ts';

/** Facts of an amendment that is proposed: what it adds, what it rests on, and the term it leads to. */
function proposalFacts(amendment: AmendmentProposal, file: ProjectFile): Facts {
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
const amendmentSigningFacts = (file: ProjectFile): Facts =>
  file.contract ? amendmentFacts(pendingAmendment(file), contractOf(file)) : {};

const subcontractingFacts = (subcontract: Subcontract, file: ProjectFile): Facts =>
  file.contract
    ? subcontractFacts(subcontract, {
        valueFen: file.contract.draft.valueFen,
        before: file.performance.subcontracts,
      })
    : {};

const bondReceiptFacts = (bond: BondReceipt, file: ProjectFile): Facts =>
  file.contract ? bondFacts(bond, file.contract.draft) : {};

function bondRefundFacts(bondReturn: BondReturn, file: ProjectFile): Facts {
  const { bond } = file.performance;
  if (!bond || !file.award) return {};
  return bondReturnFacts(bondReturn, { bondFen: bond.amountFen, providerId: file.award.providerId });
}

/** Days from the request to its confirmation (支付条例 §16); none asked for, none late. */
function receivableFacts(receivableNo: number, file: ProjectFile, on: LocalDate): Facts {
  const asked = file.performance.receivables.find(({ no }) => no === receivableNo)?.requestedOn;
  return { receivable_confirmation_days: asked ? daysBetween(asked, on) : 0 };
}

type Builders = {
  readonly [T in keyof PerformanceCommands]: (
    data: PerformanceCommands[T],
    scene: Omit<DeliveryScene, 'references'>,
  ) => Facts;
};

/** Facts that each command beside the milestones brings. */
export const PERFORMANCE_BUILDERS: Builders = {
  AmendContract: ({ amendment }, { file }) => proposalFacts(amendment, file),
  SignAmendment: (_, { file }) => amendmentSigningFacts(file),
  RecordSubcontract: ({ subcontract }, { file }) => subcontractingFacts(subcontract, file),
  RecordBond: ({ bond }, { file }) => bondReceiptFacts(bond, file),
  ReturnBond: ({ bondReturn }, { file }) => bondRefundFacts(bondReturn, file),
  ReviewProgress: ({ review }, scene) => ({ ...reviewFacts(review), ...deliveryProgress(scene, []) }),
  RequestReceivable: () => ({}),
  ConfirmReceivable: ({ receivableNo }, { file, on }) => receivableFacts(receivableNo, file, on),
  ResolvePaymentDispute: () => ({}),
  AnnounceAerialJob: ({ job }) => fieldJobFacts(job),
  AppointMediator: ({ mediator }, { on }) => mediatorFacts(mediator, on),
  VerifyProviderStaff: ({ staffCheck }) => staffFacts(staffCheck),
};
