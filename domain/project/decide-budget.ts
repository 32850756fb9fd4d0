import { BUDGET_STEPS, type BudgetStep, bandFor } from '../approval/matrix.ts';
import type { ApprovalLevel } from '../approval/types.ts';
import type { BudgetCommands } from '../budget/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { type Deciders, decided, outline, to } from './decision.ts';
import { STEPS } from './steps.ts';

/** 预算: performance targets before money, and the request, whose approval takes the route of amount and region. */
export const budgetDeciders: Deciders<
  Exclude<keyof BudgetCommands, 'DecideBudget'> | 'SetPerformanceTargets'
> = {
  SetPerformanceTargets: ({ data }) =>
    decided(outline('PerformanceTargetsSet', { targets: data.targets }, to('exAnteEvaluated'))),

  RequestBudget: ({ data, file, references, levels }) => {
    const band = bandFor(references.matrix, references.buyer.kind, file.application.estimateFen);
    const { minutesRequired } = band;
    const steps = withLevels(band.steps, levels);
    invariant(steps.length > 0, `Approval matrix ${references.matrix.version} has a band without steps`);
    const event = { request: data.request, route: steps, minutesRequired };
    const approval = { kind: 'budget', steps } as const;
    return decided(outline('BudgetRequested', event, to('budgetReviewing', { approval })));
  },
};

/** The matrix's steps and those of the levels that rules name, in the order of the matrix. */
const withLevels = (steps: readonly BudgetStep[], levels: readonly ApprovalLevel[]): readonly BudgetStep[] =>
  BUDGET_STEPS.filter((step) => steps.includes(step) || levels.some((level) => level === STEPS[step].role));
