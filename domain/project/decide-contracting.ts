import type { ContractingCommands } from '../contracting/types.ts';
import type { OrgId, ProviderId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { contractFault, noticeFault, priceFault } from './contracting-faults.ts';
import { type Case, type Deciders, decided, outline, to } from './decision.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

/** 采购与合同: requirement, method, the two routes to a provider, the contract. */
export const contractingDeciders: Deciders<
  Exclude<keyof ContractingCommands, 'ReviewRequirement' | 'FilePlan' | 'DecideContract'>
> = {
  SubmitRequirement: ({ data: { requirement }, by }) =>
    decided(
      outline(
        'RequirementSubmitted',
        { requirement, authorId: by.userId },
        to('requirementReviewing', { approval: { kind: 'requirement', steps: ['requirementReview'] } }),
      ),
    ),

  ChooseMethod: ({ data: { choice } }) => {
    const below = choice.method === 'internalSelection';
    const parties = { agency: below ? null : choice.agencyOrgId };
    return decided(
      outline(
        'MethodChosen',
        { choice },
        below
          ? to('internalSelection', { parties })
          : to('planFiling', { parties, approval: { kind: 'plan', steps: ['planFiling'] } }),
      ),
    );
  },

  IssueProcurement: ({ data: { notice }, today }) => {
    const fault = noticeFault(notice, today);
    if (fault) return refuse(fault);
    return decided(outline('ProcurementIssued', { notice }, to('procuring', { countFrom: notice.closesOn })));
  },

  RecordAward: ({ data: { award }, references, file, today }) => {
    const offers = award.bids.filter((bid) => bid.valid);
    const fault = priceFault({ award, offers, closesOn: file.notice?.closesOn ?? null, today });
    if (fault) return refuse(fault);
    return decided(outline('ProviderAwarded', { award }, toAwarded(references, award.providerId)));
  },

  SelectProvider: ({ data: { selection }, references, today }) => {
    const fault = priceFault({ award: selection, offers: selection.quotes, closesOn: null, today });
    if (fault) return refuse(fault);
    return decided(outline('ProviderSelected', { selection }, toAwarded(references, selection.providerId)));
  },

  RecordProcurementFailure: ({ data }) => decided(outline('ProcurementFailed', data, to('failed'))),

  RestartProcurement: ({ data, file }) => decided(outline('ProcurementRestarted', data, restart(file))),

  DraftContract: ({ data: { contract }, file, today }) => {
    const fault = contractFault(contract, file, today);
    if (fault) return refuse(fault);
    const approval = { kind: 'contract', steps: ['legalReview', 'contractApproval'] } as const;
    return decided(outline('ContractDrafted', { contract }, to('contracting', { approval })));
  },

  SignContract: (one) => decided(outline('ContractSigned', commitment(one), toFirstMilestone(one.file))),
};

const toAwarded = (references: References, id: ProviderId) => {
  const provider: OrgId | null = references.providers[id]?.orgId ?? null;
  return to('awarded', { parties: { provider } });
};

/** The same method again: changing it needs an approval that this flow does not carry yet (MTH-09). */
function restart(file: ProjectFile) {
  invariant(file.method, 'A failed procurement had a method');
  return file.method.method === 'internalSelection' ? to('internalSelection') : to('planFiled');
}

function commitment({ file, data }: Case<'SignContract'>) {
  invariant(file.contract && file.budget, 'A contract to be signed has a draft and a budget');
  const committedFen = file.contract.draft.valueFen;
  return {
    signedCopyRef: data.signedCopyRef,
    committedFen,
    releasedFen: fen(file.budget.reservedFen - committedFen),
  };
}

function toFirstMilestone(file: ProjectFile) {
  const first = file.contract?.draft.milestones[0];
  invariant(first, 'A contract has a first milestone');
  return to('delivering', { dueOn: first.dueOn });
}
