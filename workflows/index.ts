export { accountChange } from './account-change.ts';
export { approvalCase } from './approval-case.ts';
export { budgetYear } from './budget-year.ts';
export { closeBudgetYear } from './close-budget-year.ts';
export { dailyDigest } from './daily-digest.ts';
export { importProjects } from './import-projects.ts';
export { policyRelease } from './policy-release.ts';
export { purchaseProject } from './purchase-project.ts';
