import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listAttachments } from '../../db/attachments.ts';
import { type CaseDetailRow, findPeople, readCaseTimeline } from '../../db/queries/approvals.ts';
import { nameRequestedLines } from '../../db/queries/budget-lines.ts';
import { findProject } from '../../db/queries/projects.ts';
import { readTimeline } from '../../db/queries/timeline.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { type Language, type Text, text } from '../../domain/kernel/text.ts';
import { requireCase } from '../approval/answers.ts';
import { mentionedIn } from '../approval/views.ts';
import { caseParams } from '../contract/approval-view.ts';
import { projectParams } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { viewerOf } from '../plugins/session.ts';
import { chosenLanguage } from '../problem/language.ts';
import { projectNotFound } from '../problem/problem-error.ts';
import type { ApprovalForm } from './approval-form.ts';
import { type CasePaper, caseForm } from './case-form.ts';
import { approvalFormPage } from './page.ts';
import { type ProjectPaper, projectForm } from './project-form.ts';
import { minuteOf } from './words.ts';

const PAGE = {
  ...answers({}),
  200: { description: '审批单 page', content: { 'text/html': { schema: z.string() } } },
};

const formQuery = z.strictObject({ lang: z.enum(['zh', 'en']).optional() });

/** 审批单: the printed form of a project, for whoever may see the project. */
export function approvalFormRoutes(app: App, api: Api): void {
  app.get(
    '/api/v1/projects/:projectId/approval-form',
    {
      schema: {
        tags: ['paper'],
        summary: '审批单 The approval form of a project, as a page to print',
        params: projectParams,
        querystring: formQuery,
        response: PAGE,
      },
    },
    async (request, reply) => {
      const language = chosenLanguage(request.headers, request.query.lang);
      const { paper, chain } = await readPaper(api, request, {
        projectId: request.params.projectId,
        language,
      });
      return sendForm(reply, projectForm(paper, { language, chain, now: api.now() }));
    },
  );
}

/** 审批单 of an approval case, for whoever may see the case. */
export function caseFormRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/approvals/:caseId/approval-form',
    {
      schema: {
        tags: ['paper'],
        summary: '审批单 The approval form of a case, as a page to print',
        params: caseParams,
        querystring: formQuery,
        response: PAGE,
      },
    },
    async (request, reply) => {
      const language = chosenLanguage(request.headers, request.query.lang);
      const row = await requireCase(api, viewerOf(request).actor.userId, request.params.caseId);
      const paper = await readCasePaper(api, row);
      const chain = { seq: row.last_no, hash: row.last_hash };
      return sendForm(reply, caseForm(paper, { language, chain, now: api.now() }));
    },
  );
}

async function readCasePaper(api: Api, row: CaseDetailRow): Promise<CasePaper> {
  const lines = await readCaseTimeline(api.db, row.id);
  // The rows are the events as they were written, under the names of their columns.
  const events = lines.map(
    ({ type, data, seq, actor, occurred_at, recorded_at }) =>
      ({ type, data, seq, actor, occurredAt: occurred_at, recordedAt: recorded_at }) as CaseEvent,
  );
  const people = await findPeople(api.db, [...mentionedIn(row.state), ...events.map(({ actor }) => actor)]);
  const labels = Object.entries(row.form_schema.properties).map(([name, { title }]): [string, Text] => [
    name,
    // A form asks for whole fen; the page writes yuan.
    text(title.replace('（分）', ''), name),
  ]);
  return {
    caseNo: row.case_no,
    title: row.title,
    state: row.state,
    events,
    flow: row.flow,
    people,
    labels: Object.fromEntries(labels),
  };
}

async function readPaper(
  api: Api,
  request: FastifyRequest,
  { projectId, language }: { readonly projectId: string; readonly language: Language },
): Promise<{ paper: ProjectPaper; chain: ApprovalForm['chain'] }> {
  const row = await findProject(api.db, viewerOf(request), { projectId, dates: await readLampDates(api) });
  if (!row) throw projectNotFound();
  const [events, attachments, lineNames] = await Promise.all([
    readTimeline(api.db, projectId),
    listAttachments(api.db, { kind: 'project', id: projectId }),
    nameRequestedLines(api.db, projectId),
  ]);
  const paper = {
    lineNames,
    projectNo: row.project_no,
    buyerName: row.buyer_org_name,
    providerName: row.provider_name,
    file: row.file,
    events: events.map(({ org_name, occurred_on, recorded_at, ...event }) => ({
      ...event,
      orgName: org_name,
      occurredOn: occurred_on,
      recordedAt: recorded_at,
    })),
    attachments: attachments.map((one) => ({
      ...one,
      from: `${one.ownerName} ${minuteOf(Date.parse(one.attachedAt), language)}`,
    })),
  };
  const last = events.at(-1);
  return { paper, chain: { seq: last?.seq ?? 0, hash: last?.hash ?? '' } };
}

/** Sends a form as a page that runs nothing and loads nothing: its one style is allowed by its digest. */
function sendForm(reply: FastifyReply, form: ApprovalForm): FastifyReply {
  const { html, style } = approvalFormPage(form);
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(html);
}
