import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TimelineEntry } from '../../api/contract/timeline.ts';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { startTestApp } from '../support/app.ts';
import { callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
const projects: Record<string, string> = {};

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30') });
  app = await startTestApp(stack);
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  for (const key of ['mediators-yunba-justice', 'plant-protection-shahe']) {
    const recipe = demoProjects.find((one) => one.key === key);
    if (!recipe) throw new Error(`The demo has no project "${key}"`);
    const { projectId } = await playLife(writeLife(recipe, stack.world), { client, keyPrefix: key });
    projects[key] = projectId;
  }
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

test.each(['mediators-yunba-justice', 'plant-protection-shahe'])(
  'the provider of %s reads its own offer and no deliberation',
  async (key) => {
    const url = `/api/v1/projects/${projects[key]}`;
    const auditor = await callerOf(app, 'mintuo-audit-auditor');
    const whole = (await auditor({ url })).json<{
      file: ProjectFile;
      process: { parties: { provider: string } };
    }>();
    const detail = whole.file.award?.detail;
    const offers = detail?.bids ?? [];
    const own = whole.file.award?.providerId ?? '';
    const rivals = offers.map(({ providerId }) => providerId).filter((one) => one !== own);
    expect(rivals.length).toBeGreaterThan(0);

    const provider = await callerOf(app, `p-${own}-provider`);
    const [page, timeline, postings] = await Promise.all(
      ['', '/timeline', '/postings'].map((path) => provider({ url: `${url}${path}` })),
    );
    expect(page?.statusCode).toBe(200);
    expect(page?.json<{ file: ProjectFile }>().file).toMatchObject({
      budget: null,
      contract: whole.file.contract,
    });
    const entries = timeline?.json<{ items: TimelineEntry[] }>().items ?? [];
    const types = entries.map(({ type }) => type);
    expect(types).toContain('ContractSigned');
    expect(types.filter((type) => /^Budget|StepApproved$|^Requirement|^Demand/.test(type))).toEqual([]);
    expect(entries.filter(({ verdict, postings: moved }) => verdict !== null || moved.length > 0)).toEqual(
      [],
    );
    for (const rival of rivals) expect(`${page?.body}${timeline?.body}`).not.toContain(rival);
    expect(postings?.statusCode).toBe(404);
  },
);
