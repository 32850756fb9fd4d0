import type { z } from 'zod';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { timelineSchema } from '../../api/contract/timeline.ts';
import type { App } from '../../api/deps.ts';
import { type ApiClient, apiClient, type Session } from '../../cli/api-client.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { readerOf } from '../../cli/running.ts';
import { entryLines, type Page } from '../../cli/timeline/entry-lines.ts';
import { outputPage } from '../../cli/timeline/page.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let client: ApiClient;
let reader: Session;

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30') });
  app = await startTestApp(stack);
  client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  reader = await readerOf(client);
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

/** Plays a demo project through the public API; answers its timeline as an official reads it. */
async function story(key: string): Promise<(language: 'zh-CN' | 'en') => Promise<string>> {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  const { projectId } = await playLife(writeLife(recipe, stack.world), { client, keyPrefix: 'golden' });
  const { items } = await reader.get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`);
  return async (language) => {
    vi.stubEnv('GOUFU_LANG', language);
    const page = { ...(await outputPage(reader)), columns: 110, paint: (_style, words) => words } satisfies Page;
    return `${items.flatMap((entry) => entryLines(entry, page)).join('\n')}\n`;
  };
}

// `npm run golden -- --update` writes the stories anew; read the difference as an official would.
test('a plant-protection project below the purchase limit, from draft to archive', async () => {
  const told = await story('plant-protection-shahe');
  await expect(await told('zh-CN')).toMatchFileSnapshot('plant-protection.zh.txt');
  await expect(await told('en')).toMatchFileSnapshot('plant-protection.en.txt');
});

test('mediators for two townships, bought by the county above the limit, from draft to archive', async () => {
  const told = await story('mediators-yunba-justice');
  await expect(await told('zh-CN')).toMatchFileSnapshot('mediators.zh.txt');
});

test('a contract that is terminated', async () => {
  const terminated = demoProjects.find((one) => one.end === 'terminated');
  const told = await story(terminated?.key ?? '');
  await expect(await told('zh-CN')).toMatchFileSnapshot('terminated.zh.txt');
});

test('a contract that was amended, paid late and in part, its bond returned', async () => {
  const told = await story('part-paid-elder-longdong');
  await expect(await told('zh-CN')).toMatchFileSnapshot('part-paid.zh.txt');
  await expect(await told('en')).toMatchFileSnapshot('part-paid.en.txt');
});

test('a service graded 差 in the end', async () => {
  const told = await story('day-care-bailin');
  await expect(await told('zh-CN')).toMatchFileSnapshot('poor.zh.txt');
});
