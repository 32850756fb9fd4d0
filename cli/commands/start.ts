import type { Command } from 'commander';
import { inWords } from '../output.ts';
import { runLocally } from '../run-locally.ts';

/** `goufu start`: a whole Goufu on this machine until Ctrl-C. */
export function register(program: Command): void {
  program
    .command('start')
    .description(inWords({ zh: '启动购服，Ctrl-C 停止', en: 'start Goufu; Ctrl-C stops it' }))
    .action(async () => {
      process.exitCode = await runLocally({ mode: 'start' });
    });
}
