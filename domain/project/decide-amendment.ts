import { type Amendment, advanceAmendment } from '../delivery/amendment.ts';
import type { AmendmentProposal, ContractAmendment } from '../delivery/performance.ts';
import { invariant } from '../kernel/invariant.ts';
import { sumFen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { amendedPlanFault, notCovered } from './amendment-faults.ts';
import { type Case, type Deciders, decided, outline, to } from './decision.ts';
import type { ProjectFile } from './file.ts';

/** 合同变更: proposed, reviewed by counsel, finance and the leader in charge, then signed by both sides. */
export const amendmentDeciders: Deciders<'AmendContract' | 'SignAmendment'> = {
  AmendContract: ({ data: { amendment }, file, references }) => {
    const { amendments } = file.performance;
    const checked = advanceAmendment(asAmendment(amendment), 'checked', contractOf(file));
    if (!checked.ok) return checked;
    const fault = amendedPlanFault(amendment, file) ?? notCovered(amendment.addedFen, references.budgetLine);
    if (fault) return refuse(fault);
    const approval = {
      kind: 'amendment',
      steps: ['amendmentLegalReview', 'amendmentCheck', 'amendmentApproval'],
    } as const;
    const no = amendments.length + 1;
    return decided(outline('AmendmentProposed', { no, amendment }, to('amending', { approval })));
  },

  SignAmendment: (one) => {
    const pending = pendingAmendment(one.file);
    const signed = advanceAmendment(pending, 'signed', contractOf(one.file));
    if (!signed.ok) return signed;
    const fault = notCovered(pending.addedFen, one.references.budgetLine);
    return fault ? refuse(fault) : decided(signing(one, pending));
  },
};

function signing({ data, today }: Case<'SignAmendment'>, pending: ContractAmendment) {
  const [first] = pending.milestones;
  invariant(first, 'An amended contract has a milestone to come');
  const { no, kind, addedFen, changesOtherTerms, ground } = pending;
  const { publicInterestReason, reason, agreementRef, endsOn, milestones } = pending;
  const amendment = {
    ...{ kind, addedFen, changesOtherTerms, ground, publicInterestReason },
    ...{ reason, agreementRef, endsOn, milestones },
  };
  return outline(
    'AmendmentSigned',
    { no, amendment, signedCopyRef: data.signedCopyRef },
    to('delivering', { dueOn: first.dueOn < today ? today : first.dueOn }),
  );
}

/** 待签的变更 the one under way; there is at most one. */
export function pendingAmendment({ performance }: ProjectFile): ContractAmendment {
  const pending = performance.amendments.find(({ status }) => status === 'checked' || status === 'approved');
  invariant(pending, 'An amendment is under way');
  return pending;
}

/** The law's view of a proposal; an addition that moves the end changes another term as well (采购法 §49). */
export const asAmendment = (proposal: AmendmentProposal): Amendment => ({
  kind: proposal.kind,
  status: 'proposed',
  addedFen: proposal.addedFen,
  changesOtherTerms: proposal.changesOtherTerms || (proposal.kind === 'add' && proposal.endsOn !== null),
  agreedByBoth: proposal.ground === 'agreement',
  publicInterestReason: proposal.publicInterestReason,
});

/** The contract as it was first signed, and what was added to it since. */
export function contractOf({ contract, performance: { amendments } }: ProjectFile) {
  invariant(contract, 'Only a contract is amended');
  const signed = amendments.filter(({ signedOn }) => signedOn !== null);
  const added = sumFen(signed.map(({ addedFen }) => addedFen));
  return { originalFen: sumFen([contract.draft.valueFen, 0 - added]), earlier: signed };
}
