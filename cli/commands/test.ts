import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { inWords, note } from '../output.ts';
import { StackFailure } from '../stack/failure.ts';
import { ROOT } from '../stack/paths.ts';
import { findTemporal } from '../stack/temporal-binary.ts';

/** `goufu test`: fetches what the tests need, then runs vitest; all arguments are vitest's. */
export function register(program: Command): void {
  program
    .command('test [args...]')
    .description(inWords({ zh: '运行测试，参数交给 vitest', en: 'run the tests; arguments go to vitest' }))
    .helpOption(false)
    .allowUnknownOption()
    .action(async (args: string[]) => {
      await prepare();
      process.exitCode = await runVitest(args);
    });
}

/** A missing Temporal is said early, but tests of pure code can do without. */
async function prepare(): Promise<void> {
  const config = loadConfig();
  if (config.temporalAddress) return;
  try {
    await findTemporal(config.cacheDir, note);
  } catch (error) {
    if (!(error instanceof StackFailure)) throw error;
    note(error.sentence);
  }
}

async function runVitest(args: string[]): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.once('disconnect', () => child.kill('SIGTERM'));
  process.channel?.unref();
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}
