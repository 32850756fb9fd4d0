import { msToTs } from '@temporalio/common/lib/time.js';
import type { TestStack } from './stack.ts';

/**
 * Lets one workflow's own clock run ahead, on the development server's time skipping; other workflows keep theirs.
 * The setting is young and its name may change with the server, hence this one place.
 */
export async function skipTime(
  { client }: Pick<TestStack, 'client'>,
  workflowId: string,
  milliseconds: number,
): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id: `skip-${Date.now()}-${milliseconds}`, duration: msToTs(milliseconds) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
}
