import { expect } from 'vitest';
import { commandPath } from '../../api/contract/commands.ts';
import type { App } from '../../api/deps.ts';
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
import { startTestApp } from './app.ts';
import { type Caller, callerOf } from './http.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** The day on which the commands of these tests are given. */
export const TODAY = localDate('2026-11-20');

export interface Played {
  readonly projectId: string;
  readonly file: ProjectFile;
  readonly buyer: string;
  readonly provider: string;
}

export interface Answer {
  readonly status: number;
  readonly rules: readonly string[];
  readonly article: string | undefined;
  readonly remedy: string | undefined;
  readonly notes: readonly string[];
}

export const recipeOf = (key: string): ProjectRecipe => {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  return recipe;
};

/** Demo projects that are played as far as a test needs them, and commands of today on them over HTTP. */
export class ContractDesk {
  readonly app: App;
  readonly stack: TestStack;
  private readonly address: string;
  private count = 0;

  private constructor(stack: TestStack, app: App, address: string) {
    this.stack = stack;
    this.app = app;
    this.address = address;
  }

  static async open(): Promise<ContractDesk> {
    const stack = await startTestStack({ today: TODAY });
    const app = await startTestApp(stack);
    return new ContractDesk(stack, app, await app.listen({ host: '127.0.0.1', port: 0 }));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.stack.stop();
  }

  key(): string {
    this.count += 1;
    return `contract-desk-${this.count}`;
  }

  as(userId: string): Promise<Caller> {
    return callerOf(this.app, userId);
  }

  /** Plays a demo project, without its detours unless they are given. */
  async played(key: string, change: Partial<ProjectRecipe>): Promise<Played> {
    const { timing, until, ...rest } = recipeOf(key);
    const bare = { step: undefined, visit: undefined, milestone: undefined, busy: undefined, end: undefined };
    const recipe = {
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in bare))),
      ...{ timing, until, detours: [], blemishes: [], ...change, key: `${key}-${this.key()}` },
    } as unknown as ProjectRecipe; // a recipe without what narrows where it stops
    const { projectId } = await playLife(writeLife(recipe, this.stack.world), {
      client: apiClient(this.address),
      keyPrefix: 'contract-desk',
    });
    const auditor = await this.as('mintuo-audit-auditor');
    const detail = (await auditor({ url: `/api/v1/projects/${projectId}` })).json<{
      file: ProjectFile;
      process: { parties: { buyer: string; provider: string } };
    }>();
    return { projectId, file: detail.file, ...detail.process.parties };
  }

  /** Gives one command of today as the holder of a post. */
  async give(project: Played, role: Role, command: Command): Promise<Answer> {
    const orgId = role === 'provider' ? project.provider : project.buyer;
    const person = holderOf(role, orgId);
    if (!person) throw new Error(`Nobody is ${role} of ${orgId}`);
    const caller = await this.as(person.id);
    const url = `/api/v1/projects/${project.projectId}`;
    const { revision } = (await caller({ url })).json<{ revision: number }>();
    const answer = await caller({
      method: 'POST',
      url: `${url}/commands/${commandPath(command.type)}`,
      key: this.key(),
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
}

/** The answer names the rule, its article and what helps. */
export function expectRefusal(answer: Answer, rule: string, article: string): void {
  expect(answer).toMatchObject({ status: 422 });
  expect(answer.rules).toContain(rule);
  expect(answer.article).toContain(article);
  expect(answer.remedy).toBeTruthy();
}
