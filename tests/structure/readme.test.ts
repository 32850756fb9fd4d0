import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { startTestApp } from '../support/app.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const READMES = ['README.md', 'README.zh-CN.md'];
const DOCUMENTS = [...READMES, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'UPGRADING.md'];

const tourOf = (path: string) => /<!-- tour -->\n```bash\n([\s\S]*?)\n```/.exec(read(path))?.[1] ?? '';

describe('the documents', () => {
  test.each(DOCUMENTS)('%s links and points to files that exist', (path) => {
    const text = read(path);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link]) => link ?? '');
    const mentioned = [
      ...text.matchAll(
        /`((?:domain|db|api|workflows|activities|worker|rules|tests|docs|cli)\/[\w./-]+\.\w+)`/g,
      ),
    ];
    for (const file of [...links, ...mentioned.map(([, name]) => name ?? '')]) {
      expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
    }
  });

  test.each(READMES)('%s names only commands that package.json has', (path) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test.each(READMES)('%s lists every environment variable that config.ts reads', (path) => {
    const wanted = [...read('config.ts').matchAll(/^ {2}([A-Z_]+): \[/gm)].map(([, name]) => name);
    const listed = [...read(path).matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(wanted.toSorted());
  });
});

describe('the curl tour', () => {
  let stack: TestStack;
  let app: App;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goufu-tour-'));
    stack = await startTestStack();
    app = await startTestApp(stack);
  });
  afterAll(async () => {
    await app.close();
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  test('is the same in both languages and works as written', async () => {
    const tour = tourOf('README.md');
    expect(tourOf('README.zh-CN.md')).toBe(tour);
    const env = { ...process.env, GOUFU: await app.listen({ host: '127.0.0.1', port: 0 }) };
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', tour], {
      cwd: folder,
      env,
    });
    expect(stdout).toContain('"rule":"CAT-03"');
    expect(stdout).toContain('"dryRun":true');
    expect(stdout).toContain('"state":"demandReviewed"');
  });
});
