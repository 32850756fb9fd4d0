import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { approvalWorkflowIdOf, workflowIdOf } from '../../workflows/messages.ts';
import { saveHistories } from '../histories.ts';
import { inWords, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';

/** `goufu replay:save ID NAME`: keeps the histories of a project or an approval case of a running Goufu for the replay test. */
export function register(program: Command): void {
  program
    .command('replay:save <id> <name>')
    .description(
      inWords({
        zh: '保存一个项目或审批单的全部运行历史',
        en: 'save all runs of one project or approval case',
      }),
    )
    .action(async (id: string, name: string) => {
      const { temporalAddress: address, temporalNamespace: namespace } = await findConnection(loadConfig());
      // The ids of approval cases begin with A, those of projects with P.
      const workflowId = id.startsWith('A') ? approvalWorkflowIdOf(id) : workflowIdOf(id);
      const saved = await saveHistories({ address, namespace }, { workflowId, name });
      for (const file of saved) print(`tests/replay/histories/${file}.json`);
    });
}
