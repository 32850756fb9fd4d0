export { purchaseProject } from './purchase-project.ts';
