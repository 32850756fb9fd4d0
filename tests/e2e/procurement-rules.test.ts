import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandPath } from '../../api/contract/commands.ts';
import type { CommandResult } from '../../api/contract/project.ts';
import type { App } from '../../api/deps.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import type { Act } from '../../cli/demo-data/life/scene.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { callerOf } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { breaches, placeOf } from './procurement-rules.fixture.ts';

let stack: TestStack;
let app: App;

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30'), budgetFactor: 100 });
  app = await startTestApp(stack);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const recipeOf = (key: string, change: Partial<ProjectRecipe>): ProjectRecipe => {
  const recipe = demoProjects.find((one) => one.key === key);
  if (!recipe) throw new Error(`The demo has no project "${key}"`);
  return { ...recipe, until: 'contractApproved', ...change };
};

interface Given {
  readonly act: Act;
  readonly data: unknown;
  readonly stands: CommandResult | null;
  readonly key?: string;
}

/** Sends one act as its person; without a key it is rehearsed only. */
async function send({ act, data, stands, key }: Given) {
  const call = await callerOf(app, act.as);
  const { type } = act.command;
  const occurredOn = act.occurredOn;
  if (stands === null) {
    const body = { ...(data as object), occurredOn };
    return call({ method: 'POST', url: '/api/v1/projects', body, key: key ?? '' });
  }
  const url = `/api/v1/projects/${stands.projectId}/commands/${commandPath(type)}`;
  const body = { expectedRevision: stands.revision, occurredOn, data };
  return key === undefined
    ? call({ method: 'POST', url: `${url}?dryRun=true`, body, key: 'rehearsed-only' })
    : call({ method: 'POST', url, body, key });
}

/** Goes through a life; before each act, every breach of the act is tried and has to name its rule and article. */
async function walk(recipe: ProjectRecipe): Promise<ReadonlySet<string>> {
  const quoted = new Set<string>();
  let stands: CommandResult | null = null;
  for (const [index, act] of writeLife(recipe, stack.world).acts.entries()) {
    for (const { what, rule, data } of breaches(act, recipe.method)) {
      const answer = await send({ act, data, stands });
      const problem = answer.json<{ rule?: string; others?: { rule: string }[]; citation?: object }>();
      const rules = [problem.rule, ...(problem.others ?? []).map((other) => other.rule)];
      expect([what, answer.statusCode, rules.includes(rule) ? rule : answer.body]).toEqual([what, 422, rule]);
      expect(problem.citation).toBeDefined();
      quoted.add(rule);
    }
    const answer = await send({ act, data: act.command.data, stands, key: `walk:${recipe.key}:${index}` });
    expect([placeOf(act), answer.statusCode < 300 ? '' : answer.body]).toEqual([placeOf(act), '']);
    stands = answer.json<CommandResult>();
  }
  return quoted;
}

const YUAN = { consultation: 560_000, tender: 900_000, below: 198_000 };
const base = (method: ProjectRecipe['method'], key: string, amountYuan: number): ProjectRecipe =>
  recipeOf('mediators-yunba-justice', { method, key, amountYuan });

// Every rule of requirement, method, notice, panel and award that a command can run into, at least once.
test.each([
  [
    'open tender',
    base('openTender', 'walk-tender', YUAN.tender),
    'REQ-01 REQ-02 REQ-06 MTH-01 MTH-05 MTH-08 POL-01 CTL-04 TND-01 TND-02 TND-06 TND-07 TND-08 TND-09 TND-10 POL-05 SUP-11 SUP-12 TND-11 SUP-15 SUP-02 SUP-03 SUP-05 SUP-06 SUP-07',
  ],
  [
    'competitive consultation',
    base('competitiveConsultation', 'walk-consultation', YUAN.consultation),
    'TND-04',
  ],
  [
    'competitive negotiation',
    base('competitiveNegotiation', 'walk-negotiation', YUAN.consultation),
    'TND-05',
  ],
  ['internal selection', base('internalSelection', 'walk-below', YUAN.below), 'MTH-11 MTH-13'],
] as const)('%s: each breach is refused with its rule and article', async (_name, recipe, rules) => {
  const quoted = await walk(recipe);
  expect(rules.split(' ').filter((rule) => !quoted.has(rule))).toEqual([]);
});
