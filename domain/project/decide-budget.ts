import { bandFor } from '../approval/matrix.ts';
import type { StepDecision } from '../approval/types.ts';
import type { BudgetCommands } from '../budget/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { along, type Deciders, decided, outline, to, toEnd } from './decision.ts';

/** 预算: performance targets before money, the request, and the approvals along the route of amount and region. */
export const budgetDeciders: Deciders<keyof BudgetCommands | 'SetPerformanceTargets'> = {
  SetPerformanceTargets: ({ data }) =>
    decided(outline('PerformanceTargetsSet', { targets: data.targets }, to('exAnteEvaluated'))),

  RequestBudget: ({ data, file, references }) => {
    const band = bandFor(references.matrix, references.buyer.kind, file.application.estimateFen);
    const [step, ...route] = band.steps;
    invariant(step, `Approval matrix ${references.matrix.version} has a band without steps`);
    const event = { request: data.request, route: band.steps, minutesRequired: band.minutesRequired };
    return decided(outline('BudgetRequested', event, to('budgetReviewing', { step, route })));
  },

  DecideBudget: ({ data, file, process }) => {
    switch (data.decision) {
      case 'return':
        return decided(outline('BudgetReturned', data, to('exAnteEvaluated')));
      case 'reject':
        return decided(outline('ProjectRejected', { opinion: data.opinion }, toEnd('rejected')));
      case 'approve': {
        const next = along(process);
        if (next) return decided(outline('BudgetStepApproved', data, next));
        return decided(outline('BudgetApproved', reservation(data, file), to('budgetApproved')));
      }
    }
  },
};

function reservation(
  decision: StepDecision,
  file: Parameters<typeof budgetDeciders.DecideBudget>[0]['file'],
) {
  invariant(file.budget, 'Money is reserved on a requested line');
  return { ...decision, budgetLineId: file.budget.lineId, reservedFen: file.application.estimateFen };
}
