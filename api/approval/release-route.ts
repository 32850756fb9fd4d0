import { text } from '../../domain/kernel/text.ts';
import { caseParams, casePendingSchema, caseReleasedSchema } from '../contract/approval-view.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound, ProblemError } from '../problem/problem-error.ts';
import { updateIdFor } from '../project/request-hash.ts';
import { requireCase } from './answers.ts';
import { releaseApproval } from './engine.ts';

/** 解除挂起: an operator lets a case go on that a fault of ours has stopped. */
export function releaseRoute(app: App, api: Api): void {
  app.post(
    '/api/v1/approvals/:caseId/release',
    {
      schema: {
        tags: ['approval'],
        summary: '解除挂起 Let a parked case go on (operator)',
        params: caseParams,
        headers: keyHeader,
        response: answers({ 200: caseReleasedSchema, 202: casePendingSchema }),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const { actor } = viewerOf(request);
      const row = await requireCase(api, actor.userId, caseId);
      if (!actor.posts.some(({ role }) => role === 'operator')) {
        throw new ProblemError('NotEntitled', {
          detail: text(
            '此事项由系统运维人员办理，您没有该岗位。',
            'This is for operators, a post you do not hold.',
          ),
        });
      }
      if (!row.parked) throw notFound('这张审批单没有挂起。', 'This case is not parked.');
      const updateId = updateIdFor(actor.userId, request.headers['idempotency-key']);
      if (await releaseApproval(api, caseId, { userId: actor.userId, updateId })) {
        return { caseId, released: true as const };
      }
      const statusUrl = `/api/v1/approvals/${caseId}`;
      return reply.status(202).header('location', statusUrl).send({ status: 'pending', caseId, statusUrl });
    },
  );
}
