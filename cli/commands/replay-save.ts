import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { approvalWorkflowIdOf, releaseWorkflowIdOf, workflowIdOf } from '../../workflows/messages.ts';
import { saveHistories } from '../histories.ts';
import { inWords, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';

/** The ids of approval cases begin with A, those of policy releases with R, those of projects with P. */
const WORKFLOW_OF: Readonly<Record<string, (id: string) => string>> = {
  A: approvalWorkflowIdOf,
  R: releaseWorkflowIdOf,
};

/** `goufu replay:save ID NAME`: keeps the histories of a project, an approval case or a policy release of a running Goufu for the replay test. */
export function register(program: Command): void {
  program
    .command('replay:save <id> <name>')
    .description(
      inWords({
        zh: '保存一个项目、审批单或规则发布的全部运行历史',
        en: 'save all runs of one project, approval case or policy release',
      }),
    )
    .action(async (id: string, name: string) => {
      const { temporalAddress: address, temporalNamespace: namespace } = await findConnection(loadConfig());
      const workflowId = (WORKFLOW_OF[id.charAt(0)] ?? workflowIdOf)(id);
      const saved = await saveHistories({ address, namespace }, { workflowId, name });
      for (const file of saved) print(`tests/replay/histories/${file}.json`);
    });
}
