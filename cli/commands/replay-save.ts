import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { saveHistories } from '../histories.ts';
import { inWords, print } from '../output.ts';
import { findConnection } from '../stack/connection.ts';

/** `goufu replay:save PROJECT NAME`: keeps the histories of a project of a running Goufu for the replay test. */
export function register(program: Command): void {
  program
    .command('replay:save <project> <name>')
    .description(inWords({ zh: '保存一个项目的全部运行历史', en: 'save all runs of one project' }))
    .action(async (project: string, name: string) => {
      const { temporalAddress: address, temporalNamespace: namespace } = await findConnection(loadConfig());
      const saved = await saveHistories({ address, namespace }, { workflowId: workflowIdOf(project), name });
      for (const file of saved) print(`tests/replay/histories/${file}.json`);
    });
}
