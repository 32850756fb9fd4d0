import { BUDGET_STEPS, type BudgetStep, bandFor } from '../approval/matrix.ts';
import type { ApprovalLevel } from '../approval/types.ts';
import type { BudgetCommands } from '../budget/types.ts';
import { invariant } from '../kernel/invariant.ts';
import { yearOf } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { refuse } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import { type Deciders, decided, outline, to } from './decision.ts';
import { incoherent } from './flow-rules.ts';
import { hasAskedForMoney } from './lapse.ts';
import { isEnd } from './states.ts';
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

  LapseBudget: ({ data: { fiscalYear }, file, process: { state }, today }) => {
    const year = file.application.fiscalYear;
    if (fiscalYear !== year || yearOf(today) <= fiscalYear) {
      return refuse(
        incoherent(
          text(
            `项目属于 ${year} 预算年度；只有已经结束的年度才能收回预算。`,
            `The project is of the fiscal year ${year}; only a year that is over takes its money back.`,
          ),
          text('请在该年度结束后办理。', 'Do it once that year is over.'),
          { fiscalYear },
        ),
      );
    }
    invariant(!isEnd(state), 'The gate lets only open projects through');
    const lapsedFen = file.budget?.reservedFen ?? fen(0);
    const event = { fiscalYear, nextFiscalYear: fiscalYear + 1, lapsedFen };
    return decided(outline('BudgetLapsed', event, hasAskedForMoney(state) ? to('exAnteEvaluated') : null));
  },
};

/** The matrix's steps and those of the levels that rules name, in the order of the matrix. */
const withLevels = (steps: readonly BudgetStep[], levels: readonly ApprovalLevel[]): readonly BudgetStep[] =>
  BUDGET_STEPS.filter((step) => steps.includes(step) || levels.some((level) => level === STEPS[step].role));
