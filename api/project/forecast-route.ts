import { namePeople, readForecastScene } from '../../db/queries/approval-forecast.ts';
import { findProcess } from '../../db/queries/commands.ts';
import { isProvider } from '../../db/queries/viewer.ts';
import { forecast } from '../../domain/approval/forecast.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import { type ApprovalForecast, approvalForecastSchema } from '../contract/forecast.ts';
import { stepSchema } from '../contract/process.ts';
import { projectParams } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { projectNotFound } from '../problem/problem-error.ts';

/** 审批预测 of a project. The administration's own: to a provider there is nothing here. */
export function forecastRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/projects/:projectId/forecast',
    {
      schema: {
        tags: ['project'],
        summary: '审批预测 Who signs next and after, with dates',
        params: projectParams,
        response: answers({ 200: approvalForecastSchema }),
      },
    },
    async (request) => {
      const viewer = viewerOf(request);
      const { projectId } = request.params;
      const row = isProvider(viewer) ? null : await findProcess(api.db, viewer, projectId);
      if (!row) throw projectNotFound();
      return { projectId, ...(await forecastOf(api, row.process)) };
    },
  );
}

async function forecastOf(api: Api, process: ProjectProcess): Promise<Omit<ApprovalForecast, 'projectId'>> {
  const { approval } = process;
  if (approval?.status !== 'running') return { isRunning: false, steps: [], endsAs: null, endsOn: null };
  const now = new Date(api.now()).toISOString() as Instant;
  const { flow, organisation, calendar } = await readForecastScene(api.db, { process, approval, now });
  invariant(flow, 'An approval under way has a flow');
  const context = { flow, organisation, calendar, now, verdicts: {}, upgradeTo: null };
  // The flow of a project has no conditions, so there is one way.
  const [way] = forecast(approval, context).ways;
  invariant(way, 'A forecast has a way');
  const signers = way.steps.flatMap((step) => step.signers);
  const names = await namePeople(
    api.db,
    signers.map(({ userId }) => userId),
  );
  return {
    isRunning: true,
    steps: way.steps.map(({ node, title, standing, signers: people, opensOn, dueOn, announced }) => ({
      ...{ step: stepSchema.parse(node), title, standing, opensOn, dueOn, announced },
      signers: people.map(({ userId, reason, standing: stands }) => ({
        ...{ userId, reason, standing: stands },
        name: names[userId] ?? userId,
      })),
    })),
    endsAs: way.endsAs,
    endsOn: way.endsOn,
  };
}
