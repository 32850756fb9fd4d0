import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { ROOT } from './paths.ts';

const DIST = join(ROOT, 'dist');
/** What the console is made of; a change in any of them makes a new build. */
const SOURCES = ['web', 'domain', 'api/contract', 'package-lock.json', 'cli/stack/console.ts'];
const SMALLEST_WORTH_COMPRESSING = 1_024;

/**
 * The folder of the built console. It is built when its sources have changed; two that build at the same time both
 * build into folders of their own, and the first one stays.
 */
export async function builtConsole(): Promise<{ readonly folder: string; readonly isNew: boolean }> {
  const folder = join(DIST, `console-${await sourcesHash()}`);
  if (await exists(join(folder, 'index.html'))) return { folder, isNew: false };
  const draft = `${folder}.${process.pid}`;
  await buildInto(draft);
  await compress(join(draft, 'assets'));
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  await removeOthers(folder);
  return { folder, isNew: true };
}

/** Builds of earlier sources; another one that is being made has the number of its process behind its name and stays. */
async function removeOthers(folder: string): Promise<void> {
  const names = (await readdir(DIST)).filter((name) => /^console-[0-9a-f]{16}$/.test(name));
  const old = names.map((name) => join(DIST, name)).filter((path) => path !== folder);
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
}

async function buildInto(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await mkdir(DIST, { recursive: true });
  const before = process.env['NODE_ENV'];
  // Vite believes this variable before its own mode: under a test runner it would take React's slow and large build.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: join(ROOT, 'web', 'vite.config.ts'),
      root: join(ROOT, 'web'),
      mode: 'production',
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

async function compress(assets: string): Promise<void> {
  const names = (await readdir(assets)).filter((name) => ['.js', '.css', '.svg'].includes(extname(name)));
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(assets, name));
      if (content.length < SMALLEST_WORTH_COMPRESSING) return;
      await writeFile(join(assets, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
      await writeFile(join(assets, `${name}.br`), await promisify(brotliCompress)(content));
    }),
  );
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(source))
      hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(source: string): Promise<readonly string[]> {
  if ((await stat(join(ROOT, source))).isFile()) return [source];
  const entries = await readdir(join(ROOT, source), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
