import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { type ApiClient, apiClient } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { startTestApp } from '../support/app.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let client: ApiClient;
let base: string;

beforeAll(async () => {
  stack = await startTestStack({ budgetFactor: 100 });
  app = await startTestApp(stack);
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  client = apiClient(base);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const lifeOf = (recipe: Partial<ProjectRecipe> = {}) => writeLife({ ...demoStory(), ...recipe }, stack.world);

describe('a whole life through the public API', () => {
  test('is archived, and every page about it can be read by those who take part', async () => {
    const life = lifeOf();
    const result = await playLife(life, { client, keyPrefix: 'whole-life' });
    expect(result.state).toBe('archived');
    const handler = client.as(life.acts[0]?.as ?? '');
    const detail: any = await handler.get(`/projects/${result.projectId}`);
    console.log(JSON.stringify(detail).slice(0, 1500));
    const timeline: any = await handler.get(`/projects/${result.projectId}/timeline`);
    console.log(timeline.items.length, JSON.stringify(timeline.items[3]).slice(0, 3000));
    console.log(JSON.stringify(await handler.get(`/projects/${result.projectId}/postings`)));
    for (const path of [
      '/me',
      '/projects?withTotal=true&sort=due',
      '/projects?q=服务&sort=-amount&lamp=grey',
      '/tasks',
      '/tasks?scope=visible',
      '/budget-lines?limit=2',
      '/catalogue-items?limit=2',
      '/providers?limit=2',
      '/orgs?limit=2',
      '/calendar/2026',
      '/calendar/2030',
      '/thresholds',
      '/policy/rules?regionCode=519901101',
      '/changes/page?limit=3',
    ])
      console.log(path, JSON.stringify(await handler.get(path)).slice(0, 700));
  });
});
