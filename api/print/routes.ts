import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listAttachments } from '../../db/attachments.ts';
import { findProject } from '../../db/queries/projects.ts';
import { readTimeline } from '../../db/queries/timeline.ts';
import type { Language } from '../../domain/kernel/text.ts';
import { projectParams } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { readLampDates } from '../lamp-dates.ts';
import { viewerOf } from '../plugins/session.ts';
import { chosenLanguage } from '../problem/language.ts';
import { projectNotFound } from '../problem/problem-error.ts';
import type { ApprovalForm } from './approval-form.ts';
import { approvalFormPage } from './page.ts';
import { type ProjectPaper, projectForm } from './project-form.ts';
import { minuteOf } from './words.ts';

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
        response: {
          ...answers({}),
          200: { description: '审批单 page', content: { 'text/html': { schema: z.string() } } },
        },
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

async function readPaper(
  api: Api,
  request: FastifyRequest,
  { projectId, language }: { readonly projectId: string; readonly language: Language },
): Promise<{ paper: ProjectPaper; chain: ApprovalForm['chain'] }> {
  const row = await findProject(api.db, viewerOf(request), { projectId, dates: await readLampDates(api) });
  if (!row) throw projectNotFound();
  const [events, attachments] = await Promise.all([
    readTimeline(api.db, projectId),
    listAttachments(api.db, { kind: 'project', id: projectId }),
  ]);
  const paper = {
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
