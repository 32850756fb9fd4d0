export { policyRelease } from './policy-release.ts';
export { purchaseProject } from './purchase-project.ts';
