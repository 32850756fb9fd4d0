import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const ENTRY = join(ROOT, 'workflows', 'index.ts');
/** All that a workflow may import; the import rules hold it to that. */
const SOURCES = ['workflows', 'domain'];
const NAME = /^workflow-bundle-[0-9a-f]{16}\.js$/;

let building: Promise<string> | undefined;

/**
 * The workflow code as one file for `new Worker({ workflowBundle: { codePath } })`. It is built when the sources or
 * the SDK changed and found again in `dist/` otherwise (in the cache folder where the checkout is read-only).
 */
export function workflowBundlePath(): Promise<string> {
  building ??= findOrBuild().catch((error: unknown) => {
    building = undefined;
    throw error;
  });
  return building;
}

/** Builds the workflow code whether it is there already or not, and answers the path of the file. */
export async function buildWorkflowBundle(): Promise<string> {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const name = await bundleName();
  const { code } = await bundleWorkflowCode({ workflowsPath: ENTRY, logger: SILENT });
  let lastError: unknown;
  for (const folder of folders()) {
    try {
      return await store(code, { folder, name });
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

/** webpack's own report is of no use to a reader; its errors are thrown. */
const SILENT = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

async function findOrBuild(): Promise<string> {
  const name = await bundleName();
  for (const folder of folders()) {
    const path = join(folder, name);
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return buildWorkflowBundle();
}

function folders(): string[] {
  return [join(ROOT, 'dist'), loadConfig().cacheDir];
}

async function store(code: string, at: { folder: string; name: string }): Promise<string> {
  await mkdir(at.folder, { recursive: true });
  const path = join(at.folder, at.name);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, path);
  const others = (await readdir(at.folder)).filter((file) => NAME.test(file) && file !== at.name);
  await Promise.all(others.map((file) => rm(join(at.folder, file), { force: true })));
  return path;
}

async function bundleName(): Promise<string> {
  const hash = createHash('sha256');
  const require = createRequire(import.meta.url);
  const sdk = require('@temporalio/worker/package.json') as { version: string };
  hash.update(`${sdk.version}\n`);
  for (const file of await sourceFiles()) {
    hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  }
  return `workflow-bundle-${hash.digest('hex').slice(0, 16)}.js`;
}

async function sourceFiles(): Promise<string[]> {
  const lists = await Promise.all(
    SOURCES.map(async (folder) => {
      const files = await readdir(join(ROOT, folder), { recursive: true });
      return files.filter((file) => /(?<!\.test)\.ts$/.test(file)).map((file) => join(folder, file));
    }),
  );
  return lists.flat().sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await buildWorkflowBundle()}\n`);
}
