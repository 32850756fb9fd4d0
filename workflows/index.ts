export { approvalCase } from './approval-case.ts';
export { budgetYear } from './budget-year.ts';
export { closeBudgetYear } from './close-budget-year.ts';
export { policyRelease } from './policy-release.ts';
export { purchaseProject } from './purchase-project.ts';
