import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandResult } from '../../api/contract/project.ts';
import type { timelineSchema } from '../../api/contract/timeline.ts';
import type { App } from '../../api/deps.ts';
import { type ApiClient, apiClient, type Session } from '../../cli/api-client.ts';
import type { ProjectRecipe } from '../../cli/demo-data/life/recipe.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoProjects } from '../../cli/demo-data/projects.ts';
import { readerOf } from '../../cli/running.ts';
import { entryLines, type Page } from '../../cli/timeline/entry-lines.ts';
import { outputPage } from '../../cli/timeline/page.ts';
import { PROCEDURE_METHODS } from '../../domain/contracting/procedure/methods.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import { startTestApp } from '../support/app.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let client: ApiClient;
let reader: Session;

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30'), budgetFactor: 100 });
  app = await startTestApp(stack);
  client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  reader = await readerOf(client);
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const BELOW = ['internalSelection', 'fixedSubsidy', 'voucher'];

/** A project of one method, from the same demo project, which stands where the story wants it. */
function recipeOf(method: ProjectRecipe['method'], change: Partial<ProjectRecipe>): ProjectRecipe {
  const recipe = demoProjects.find(({ key }) => key === 'mediators-yunba-justice');
  if (!recipe) throw new Error('The demo has lost its mediators');
  const amountYuan = BELOW.includes(method) ? 198_000 : 560_000;
  return { ...recipe, key: `story-${method}`, method, amountYuan, until: 'awarded', ...change };
}

const begin = (recipe: ProjectRecipe): Promise<CommandResult> =>
  playLife(writeLife(recipe, stack.world), { client, keyPrefix: 'story' });

/** The story from the choice of the method on, as an official reads it. */
async function told({ projectId }: CommandResult): Promise<string> {
  const { items } = await reader.get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`);
  const from = items.findIndex(({ type }) => type === 'MethodChosen');
  const page = { ...(await outputPage(reader)), columns: 110, paint: (_style, words) => words } satisfies Page;
  return `${items.slice(from).flatMap((entry) => entryLines(entry, page)).join('\n')}\n`;
}

interface Step {
  readonly as: string;
  readonly on: string;
  readonly command: Command;
}

/** Goes on by hand from where a story stands. */
async function goOn(from: CommandResult, steps: readonly Step[]): Promise<CommandResult> {
  let stands = from;
  for (const { as, on, command } of steps) {
    const key = `${stands.projectId}:${stands.revision}`;
    const request = { command, expectedRevision: stands.revision, occurredOn: localDate(on) };
    stands = await client.as(as).execute(stands.projectId, request, key);
  }
  return stands;
}

const lastDay = async ({ projectId }: CommandResult): Promise<string> => {
  const { items } = await reader.get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`);
  return items.at(-1)?.occurredOn ?? '';
};

const AGENCY = 'huizhong-agency-agency';
const HANDLER = 'yunba-justice-handler';

test.each(PROCEDURE_METHODS)('%s, from the choice of the method to the award', async (method) => {
  const stands = await begin(recipeOf(method, {}));
  expect(stands.state).toBe('awarded');
  await expect(await told(stands)).toMatchFileSnapshot(`procurement-${method}.zh.txt`);
});

test('a failed tender, changed with approval into a negotiation', async () => {
  const failed = await begin(
    recipeOf('openTender', { key: 'story-failed', until: 'failed', detours: ['procurementFailed'] }),
  );
  const on = await lastDay(failed);
  const change: Command = {
    type: 'ActOnProcedure',
    data: {
      act: {
        ...{ verb: 'ChangeMethod', method: 'competitiveNegotiation', agencyOrgId: 'huizhong-agency' },
        ...{ legalCase: '招标后没有供应商投标（政府采购法第三十条第一项）。', approvalRef: '演示采购批复1号' },
      },
    },
  };
  const noticed: Command = {
    type: 'ActOnProcedure',
    data: { act: { verb: 'FulfilDuty', duty: 'terminationNotice' } },
  };
  await expect(goOn(failed, [{ as: HANDLER, on, command: change }])).rejects.toThrow('履行');
  const again = await goOn(failed, [
    { as: AGENCY, on, command: noticed },
    { as: HANDLER, on, command: change },
  ]);
  expect([again.state, again.step]).toEqual(['planFiled', 'noticeIssue']);
  await expect(await told(again)).toMatchFileSnapshot('procurement-failed.zh.txt');
});

test('a challenge to the result, upheld: the evaluation is done again', async () => {
  const awarded = await begin(recipeOf('competitiveConsultation', { key: 'story-challenged' }));
  const on = await lastDay(awarded);
  const dispute = (act: Extract<Command, { type: 'ActOnDispute' }>['data']['act']): Step => ({
    ...{ as: AGENCY, on, command: { type: 'ActOnDispute', data: { act } } },
  });
  const upheld = await goOn(awarded, [
    dispute({
      ...{ verb: 'Receive', kind: 'challenge', supplierId: 'hesheng', about: 'result', obtainedOn: null },
      matters: ['评分与采购文件规定的评审因素不符'],
    }),
    dispute({ verb: 'TakeUp', disputeId: 'D1', mayChangeResult: true }),
    dispute({
      ...{ verb: 'AnswerChallenge', disputeId: 'D1' },
      outcome: { result: 'upheld', remedy: 'reEvaluate' },
    }),
  ]);
  expect([upheld.state, upheld.step]).toEqual(['procuring', 'evaluation']);
  const page = await client
    .as(HANDLER)
    .get<{ file: { award: null }; procedure: { status: string; pauses: { cause: string }[] } }>(
      `/projects/${upheld.projectId}`,
    );
  expect(page).toMatchObject({
    file: { award: null },
    procedure: { status: 'evaluating', pauses: [{ cause: 'challenge' }], disputes: [{ status: 'answered' }] },
  });
  await expect(await told(upheld)).toMatchFileSnapshot('procurement-challenged.zh.txt');
});
