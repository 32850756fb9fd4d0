import { z } from 'zod';
import type { BudgetCommands, BudgetRequest } from '../../domain/budget/types.ts';
import { GRADES } from '../../domain/evaluation/types.ts';
import { justificationsSchema, stepDecisionSchema } from './approval.ts';
import { id, line, paragraph } from './fields.ts';
import { matching } from './matching.ts';

/** 预算申请 */
export const budgetRequestSchema = matching<BudgetRequest>()(
  z.strictObject({
    budgetLineId: id(),
    addsNetSpending: z.boolean(),
    offset: paragraph(1_000).nullable(),
    multiYearPlanRef: line().nullable(),
    raisesTotalBudget: z.boolean(),
    congressApprovalRef: line().nullable(),
    previousGrade: z.enum(GRADES).nullable(),
    justifications: justificationsSchema,
  }),
);

export const budgetSchemas = {
  RequestBudget: matching<BudgetCommands['RequestBudget']>()(
    z.strictObject({ request: budgetRequestSchema }),
  ),
  DecideBudget: stepDecisionSchema,
};
