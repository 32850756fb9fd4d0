import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { commandPath } from '../../api/contract/commands.ts';
import { apiClient } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { holderOf } from '../../cli/demo-data/people.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import type { Role } from '../../domain/approval/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { cleanPerformance } from '../../rules/packs/clean-performance.fixture.ts';
import { startTestApp } from '../support/app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const TODAY = localDate('2026-11-20');
let stack: TestStack;
let app: App;

beforeAll(async () => {
  stack = await startTestStack({ today: TODAY });
  app = await startTestApp(stack);
}, 120_000);
afterAll(async () => {
  await app.close();
  await stack.stop();
});

interface Played {
  readonly projectId: string;
  readonly file: ProjectFile;
  readonly buyer: string;
  readonly provider: string;
}

let address = '';

/** Plays a demo project through the public API as far as a test needs it. */
async function played(key: string, change: Partial<ProjectRecipe>): Promise<Played> {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  const { step: _step, visit: _visit, milestone: _milestone, busy: _busy, end: _end, ...rest } = recipe;
  address ||= await app.listen({ host: '127.0.0.1', port: 0 });
  const bare = { ...rest, detours: [], blemishes: [], ...change, key: `${key}-${change.until}` };
  const { projectId } = await playLife(writeLife(bare, stack.world), {
    client: apiClient(address),
    keyPrefix: 'contract-rules',
  });
  const auditor = await callerOf(app, 'mintuo-audit-auditor');
  const detail = (await auditor({ url: `/api/v1/projects/${projectId}` })).json<{
    file: ProjectFile;
    process: { parties: { buyer: string; provider: string } };
  }>();
  return { projectId, file: detail.file, ...detail.process.parties };
}

interface Answer {
  readonly status: number;
  readonly rules: readonly string[];
  readonly article: string | undefined;
  readonly remedy: string | undefined;
  readonly notes: readonly string[];
}

let keys = 0;

/** Gives one command of today as the holder of a post. */
async function give(project: Played, role: Role, command: Command): Promise<Answer> {
  const orgId = role === 'provider' ? project.provider : project.buyer;
  const person = holderOf(role, orgId);
  if (!person) throw new Error(`Nobody is ${role} of ${orgId}`);
  const caller: Caller = await callerOf(app, person.id);
  const url = `/api/v1/projects/${project.projectId}`;
  const { revision } = (await caller({ url })).json<{ revision: number }>();
  keys += 1;
  const answer = await caller({
    method: 'POST',
    url: `${url}/commands/${commandPath(command.type)}`,
    key: `contract-rules-${keys}`,
    body: { expectedRevision: revision, occurredOn: TODAY, data: command.data },
  });
  const body = answer.json<{
    rule?: string;
    others?: { rule: string }[];
    citation?: { article: string };
    remedy?: string;
    notes?: { rule: string }[];
  }>();
  return {
    status: answer.statusCode,
    rules: [...(body.rule ? [body.rule] : []), ...(body.others ?? []).map(({ rule }) => rule)],
    article: body.citation?.article,
    remedy: body.remedy,
    notes: (body.notes ?? []).map(({ rule }) => rule),
  };
}

const expectRefusal = (answer: Answer, rule: string, article: string): void => {
  expect(answer).toMatchObject({ status: 422 });
  expect(answer.rules).toContain(rule);
  expect(answer.article).toContain(article);
  expect(answer.remedy).toBeTruthy();
};
