import type { Command } from 'commander';
import { inWords } from '../output.ts';
import { runLocally } from '../run-locally.ts';

/** `goufu dev`: the same as `start`, with debug logs on the terminal and Temporal's own pages. */
export function register(program: Command): void {
  program
    .command('dev')
    .description(
      inWords({
        zh: '同 start，另有调试日志与 Temporal 界面',
        en: 'like start, with debug logs and Temporal UI',
      }),
    )
    .action(async () => {
      process.exitCode = await runLocally({ mode: 'dev' });
    });
}
