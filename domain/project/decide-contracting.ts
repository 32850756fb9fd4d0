import type { ContractingCommands } from '../contracting/types.ts';
import type { OrgId, ProviderId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { contractFault, filingFault, noticeFault, priceFault } from './contracting-faults.ts';
import { along, type Case, cancelled, type Deciders, decided, outline, to } from './decision.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

/** 采购与合同: requirement, method, the two routes to a provider, the contract. */
export const contractingDeciders: Deciders<keyof ContractingCommands> = {
  SubmitRequirement: ({ data: { requirement }, by }) =>
    decided(
      outline('RequirementSubmitted', { requirement, authorId: by.userId }, to('requirementReviewing')),
    ),

  ReviewRequirement: ({ data, file }) => {
    switch (data.decision) {
      case 'approve':
        return decided(outline('RequirementApproved', data, to('requirementApproved')));
      case 'return':
        return decided(outline('RequirementReturned', data, to('budgetApproved')));
      case 'reject':
        return decided(cancelled(file, data.opinion));
    }
  },

  ChooseMethod: ({ data: { choice } }) => {
    const below = choice.method === 'internalSelection';
    const parties = { agency: below ? null : choice.agencyOrgId };
    return decided(
      outline(
        'MethodChosen',
        { choice },
        below ? to('internalSelection', { parties }) : to('planFiling', { parties }),
      ),
    );
  },

  FilePlan: ({ data }) => {
    if (data.decision === 'return') {
      return decided(outline('PlanReturned', { opinion: data.opinion }, to('requirementApproved')));
    }
    if (data.filingNo === null) return refuse(filingFault());
    return decided(outline('PlanFiled', { filingNo: data.filingNo, opinion: data.opinion }, to('planFiled')));
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
    return decided(
      outline('ContractDrafted', { contract }, to('contracting', { route: ['contractApproval'] })),
    );
  },

  DecideContract: ({ data, process, file }) => {
    switch (data.decision) {
      case 'return':
        return decided(outline('ContractReturned', data, to('awarded')));
      case 'reject':
        return decided(cancelled(file, data.opinion));
      case 'approve': {
        const next = along(process);
        return next
          ? decided(outline('ContractStepApproved', data, next))
          : decided(outline('ContractApproved', data, to('contractApproved')));
      }
    }
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
