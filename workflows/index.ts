export { approvalCase } from './approval-case.ts';
export { purchaseProject } from './purchase-project.ts';
