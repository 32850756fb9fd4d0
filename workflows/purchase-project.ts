import type { ProjectState } from '../domain/project/state.ts';
import { lead } from './life.ts';
import type { PurchaseProjectInput } from './messages.ts';

/**
 * 政府购买服务项目 one purchase project from its draft to the archive, in the order of the plan. Each stage is waited
 * for while people and other systems act through updates; between two stages the workflow continues as new, so that
 * a change of code never has to replay more than one stage.
 */
export async function purchaseProject(
  input: PurchaseProjectInput,
): Promise<ProjectState['process']['state'] | 'declined'> {
  const life = lead(input);
  if (!(await life.begun())) return 'declined';
  await life.through('catalog');
  await life.through('budget');
  await life.through('contracting');
  await life.through('delivery');
  await life.through('evaluation');
  return life.end();
}
