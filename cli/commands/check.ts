import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { inWords, note, print } from '../output.ts';
import { EXIT, type Sentence } from '../stack/failure.ts';
import { ROOT } from '../stack/paths.ts';

interface Check {
  readonly title: Sentence;
  readonly command: readonly string[];
}

const STATIC_CHECKS: readonly Check[] = [
  { title: { zh: '类型', en: 'types' }, command: ['tsc', '-p', '.'] },
  { title: { zh: '类型（操作台）', en: 'types of the console' }, command: ['tsc', '--noEmit', '-p', 'web'] },
  { title: { zh: '格式', en: 'format' }, command: ['biome', 'ci', '.'] },
  { title: { zh: '代码规范', en: 'lint' }, command: ['eslint', '.'] },
  { title: { zh: '引用规则', en: 'import rules' }, command: ['depcruise', '.', '--output-type', 'err'] },
  { title: { zh: '无用代码', en: 'unused code' }, command: ['knip'] },
];

/** What needs services: all tests, among them rule examples, replay, golden stories and the schema. */
const TESTS: Check = { title: { zh: '测试', en: 'tests' }, command: ['vitest', 'run'] };

/** `goufu check`: everything that must hold before a change is handed in; the same as continuous integration. */
export function register(program: Command): void {
  program
    .command('check')
    .description(inWords({ zh: '提交前的全部检查', en: 'all checks before a change is handed in' }))
    .option('--static', inWords({ zh: '不运行测试', en: 'without the tests' }))
    .action(async (options: { readonly static?: boolean }) => {
      const checks = options.static ? STATIC_CHECKS : [...STATIC_CHECKS, TESTS];
      let failed = 0;
      for (const check of checks) if (!(await passes(check))) failed += 1;
      print(`checks: ${checks.length - failed} passed, ${failed} failed`);
      process.exitCode = failed === 0 ? EXIT.ok : EXIT.failure;
    });
}

/** Runs one tool; its output is shown only when it complains. */
async function passes({ title, command }: Check): Promise<boolean> {
  const began = Date.now();
  const child = spawn('npx', ['--no-install', ...command], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  note(`${code === 0 ? '✓' : '✗'} ${inWords(title)} (${seconds} s)`);
  if (code !== 0) note(Buffer.concat(output).toString().trimEnd());
  return code === 0;
}
