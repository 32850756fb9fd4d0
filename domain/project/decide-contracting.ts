import { planRefusal } from '../contracting/procedure/decide-plan.ts';
import { isStatutory } from '../contracting/procedure/methods.ts';
import type { ContractingCommands } from '../contracting/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { contractFault, methodFault } from './contracting-faults.ts';
import { openDisputes } from './decide-dispute.ts';
import { planOf, withProcedureStart } from './decide-procedure.ts';
import { type Case, type Deciders, decided, outline, to } from './decision.ts';
import type { ProjectFile } from './file.ts';
import { playProcedure, procedureContext } from './procedure-run.ts';

/** 采购与合同: requirement, method, the contract; what lies between runs on the procedure. */
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

  ChooseMethod: (one) => {
    const { choice } = one.data;
    const fault = methodFault(choice);
    if (fault) return refuse(fault);
    const above = isStatutory(choice.method);
    const parties = { agency: above ? choice.agencyOrgId : null };
    if (!above) {
      const main = outline('MethodChosen', { choice }, to('internalSelection', { parties }));
      return withProcedureStart(one, { choice, filingNo: null }, main);
    }
    const { plan } = planOf(one, { choice, filingNo: null });
    const refusal = planRefusal(plan);
    const target = to('planFiling', { parties, approval: { kind: 'plan', steps: ['planFiling'] } });
    return refusal ? refuse(refusal) : decided(outline('MethodChosen', { choice }, target));
  },

  DraftContract: ({ data: { contract }, file, today }) => {
    const fault = contractFault(contract, file, today);
    if (fault) return refuse(fault);
    const approval = { kind: 'contract', steps: ['legalReview', 'contractApproval'] } as const;
    return decided(outline('ContractDrafted', { contract }, to('contracting', { approval })));
  },

  SignContract: (one) => {
    const main = outline('ContractSigned', commitment(one), toFirstMilestone(one.file));
    const { procedure } = one.file;
    if (procedure === null) return decided(main);
    const data = { openDisputes: openDisputes(one.file), lateReportRef: null };
    const command = { verb: 'SignContract', data } as const;
    const run = playProcedure(procedure, [command], procedureContext(one));
    if (!run.ok) return run;
    const { events } = run.value;
    return decided(outline('ProcedureRecorded', { verb: command.verb, alongside: main.type, events }), main);
  },
};

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
