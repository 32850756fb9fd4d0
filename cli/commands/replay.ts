import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Command } from 'commander';
import { workflowBundlePath } from '../../worker/bundle.ts';
import { readHistories } from '../histories.ts';
import { inWords, note, print } from '../output.ts';
import { EXIT } from '../stack/failure.ts';

/** `goufu replay`: the saved histories against the workflow code as it is now; exit 4 when one does not replay. */
export function register(program: Command): void {
  program
    .command('replay')
    .description(
      inWords({ zh: '用当前代码重放已保存的历史', en: 'replay the saved histories on the code as it is' }),
    )
    .action(async () => {
      Runtime.install({ logger: new DefaultLogger('ERROR') });
      const histories = await readHistories();
      const options = { workflowBundle: { codePath: await workflowBundlePath() } };
      let failed = 0;
      for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
        print(`${error ? '✗' : '✓'} ${workflowId}${error ? `  ${error.message}` : ''}`);
        if (error) failed += 1;
      }
      note({
        zh: `重放 ${histories.length} 份，失败 ${failed} 份`,
        en: `${histories.length} replayed, ${failed} failed`,
      });
      process.exitCode = failed === 0 ? EXIT.ok : EXIT.findings;
    });
}
