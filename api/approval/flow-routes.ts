import {
  administersOrg,
  type FlowVersionRow,
  listFlows,
  proveFlow,
  publishFlow,
  retireFlow,
  saveDraft,
  unknownInFlow,
} from '../../db/approval/flow-store.ts';
import { findFlowVersion } from '../../db/approval/flow-versions.ts';
import { findHome } from '../../db/queries/home.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import type { FormSchema } from '../../domain/approval/form-schema.ts';
import { type Result } from '../../domain/kernel/refusal.ts';
import { text } from '../../domain/kernel/text.ts';
import {
  draftBody,
  flowDetailSchema,
  flowListQuery,
  flowListSchema,
  flowParams,
  flowVersionParams,
  provedSchema,
} from '../contract/approval-flow.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { invalidInput, notFound, ProblemError } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';
import { nowOf } from './answers.ts';
import { toFlowDetail, toFlowRow } from './flow-views.ts';

const MAX_FAULTS = 100;

/** 审批流程: what may be started, and how administrators draft, prove, publish and retire it. */
export function flowRoutes(app: App, api: Api): void {
  readRoutes(app, api);
  draftRoutes(app, api);
  for (const act of ['publish', 'retire'] as const) standingRoute(app, api, act);
}

/** The version as this person sees it. */
async function detailOf(api: Api, userId: string, at: { flowId: string; version: number }) {
  const row = await requireVersion(api, userId, at);
  return toFlowDetail(row, await administersOrg(api.db, userId, row.org_id));
}

const flowNotFound = (): ProblemError =>
  notFound('没有这个流程，或您无权查看。', 'There is no such flow, or you may not see it.');

/** The versions that the person may see, of all flows. */
async function versionsFor(api: Api, userId: string) {
  const home = await findHome(api.db, userId);
  const homes = home?.above ?? [];
  return { homes, rows: await listFlows(api.db, userId, homes) };
}

/** The version as this person may see it. */
export async function requireVersion(api: Api, userId: string, at: { flowId: string; version: number }) {
  const { rows } = await versionsFor(api, userId);
  const row = rows.find(({ id, version }) => id === at.flowId && version === at.version);
  if (!row) throw flowNotFound();
  return row;
}

function readRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/approvals/flows',
    {
      schema: {
        tags: ['approval'],
        summary: '审批流程 Flows that I may start or that I administer, each version a row',
        querystring: flowListQuery,
        response: answers({ 200: flowListSchema }),
      },
    },
    async (request) => {
      const { status, startable } = request.query;
      const { homes, rows } = await versionsFor(api, viewerOf(request).actor.userId);
      const canStart = (row: FlowVersionRow) => row.status === 'published' && homes.includes(row.org_id);
      const items = rows
        .filter((row) => status === undefined || row.status === status)
        .filter((row) => startable === undefined || canStart(row) === startable);
      return { items: items.map(toFlowRow) };
    },
  );

  app.get(
    '/api/v1/approvals/flows/:flowId/versions/:version',
    {
      schema: {
        tags: ['approval'],
        summary: '流程版本 One version of a flow with its document and its form',
        params: flowVersionParams,
        response: answers({ 200: flowDetailSchema }),
      },
    },
    (request) => detailOf(api, viewerOf(request).actor.userId, request.params),
  );
}

function draftRoutes(app: App, api: Api): void {
  app.put(
    '/api/v1/approvals/flows/:flowId/draft',
    {
      schema: {
        tags: ['approval'],
        summary: '保存流程草稿 Save the draft of a flow (organisation administrators)',
        params: flowParams,
        body: draftBody,
        response: answers({ 200: flowDetailSchema }),
      },
    },
    async (request) => {
      const { flowId } = request.params;
      const { orgId, document, formSchema } = request.body;
      const { userId } = viewerOf(request).actor;
      await requireWriter(api, userId, { flowId, orgId });
      await requireKnown(api, { ...document, id: flowId, version: 1 });
      const draft = { id: flowId, orgId, document, formSchema, by: userId, now: nowOf(api) };
      const version = await saveDraft(api.db, draft);
      return detailOf(api, userId, { flowId, version });
    },
  );

  app.post(
    '/api/v1/approvals/flows/:flowId/prove',
    {
      schema: {
        tags: ['approval'],
        summary: '发布校验 Prove a flow without saving it: faults with counter-example paths',
        params: flowParams,
        body: draftBody,
        response: answers({ 200: provedSchema }),
      },
    },
    async (request) => {
      const { flowId } = request.params;
      const { orgId, document, formSchema } = request.body;
      await requireWriter(api, viewerOf(request).actor.userId, { flowId, orgId });
      return proved(api, { ...document, id: flowId, version: 1 }, formSchema);
    },
  );
}

async function proved(api: Api, flow: Flow, form: FormSchema) {
  const faults = await proveFlow(api.db, { flow, form, now: nowOf(api) });
  return {
    publishable: faults.length === 0,
    faults: faults.slice(0, MAX_FAULTS).map(({ proof, path, words }) => ({ proof, path: [...path], words })),
  };
}

function standingRoute(app: App, api: Api, act: 'publish' | 'retire'): void {
  const [run, summary] =
    act === 'publish'
      ? [publishFlow, '发布流程 Publish a draft whose proofs hold']
      : [retireFlow, '停用流程 Retire the published version; running cases end on it'];
  app.post(
    `/api/v1/approvals/flows/:flowId/versions/:version/${act}`,
    {
      schema: {
        tags: ['approval'],
        summary: `${summary} (organisation administrators)`,
        params: flowVersionParams,
        response: answers({ 200: flowDetailSchema }),
      },
    },
    async (request) => {
      const { flowId, version } = request.params;
      const { userId } = viewerOf(request).actor;
      const row = await requireVersion(api, userId, { flowId, version });
      await requireWriter(api, userId, { flowId, orgId: row.org_id });
      const result: Result<null> = await run(api.db, { id: flowId, version, by: userId, now: nowOf(api) });
      if (!result.ok) throw new RefusedError(result.refusal);
      return detailOf(api, userId, { flowId, version });
    },
  );
}

/** Administrators of the flow's organisation write it; a flow stays with the organisation it began in. */
async function requireWriter(
  api: Api,
  userId: string,
  { flowId, orgId }: { readonly flowId: string; readonly orgId: string },
): Promise<void> {
  const first = await findFlowVersion(api.db, flowId, 1);
  const isOwn = await administersOrg(api.db, userId, orgId);
  if (isOwn && (!first || first.org_id === orgId)) return;
  throw new ProblemError('NotEntitled', {
    detail: text(
      '流程由所属单位的管理员维护，您没有该权限。',
      "A flow is kept by its organisation's administrators; you are not one of them.",
    ),
  });
}

async function requireKnown(api: Api, flow: Flow): Promise<void> {
  const unknown = await unknownInFlow(api.db, flow);
  if (unknown.length === 0) return;
  throw invalidInput(
    unknown.slice(0, 50).map((id) => ({
      in: 'body',
      pointer: '/document',
      code: 'NotFound',
      message: text(
        `流程中的人员或单位不存在：${id}`,
        `The flow names a person or an organisation that does not exist: ${id}`,
      ),
    })),
  );
}
