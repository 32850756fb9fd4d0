import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  deleteAttachment,
  findAttachment,
  listAttachments,
  readContent,
  type StoredAttachment,
  type Subject,
} from '../../db/attachments.ts';
import { findProcess } from '../../db/queries/commands.ts';
import { text } from '../../domain/kernel/text.ts';
import { requireCase } from '../approval/answers.ts';
import { caseParams } from '../contract/approval-view.ts';
import {
  attachmentListSchema,
  attachmentParams,
  attachmentSchema,
  uploadQuery,
} from '../contract/attachment.ts';
import { projectParams } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { notFound, ProblemError, projectNotFound } from '../problem/problem-error.ts';
import { limitInFlight } from '../project/in-flight.ts';
import { saveAs } from './save-as.ts';
import { takeIn } from './upload.ts';

const BYTES = 'application/octet-stream';

/** 附件: uploaded as a stream of bytes, downloaded as such, deleted only while nothing refers to them. */
export function attachmentRoutes(app: App, api: Api): void {
  app.register((scope, _options, done) => {
    uploadRoute(scope, api);
    done();
  });
  downloadRoute(app, api);
  deleteRoute(app, api);

  app.get(
    '/api/v1/projects/:projectId/attachments',
    {
      schema: {
        tags: ['paper'],
        summary: '项目附件 Attachments of a project',
        params: projectParams,
        response: answers({ 200: attachmentListSchema }),
      },
    },
    async (request) => {
      const { projectId } = request.params;
      if (!(await findProcess(api.db, viewerOf(request), projectId))) throw projectNotFound();
      return listOf(api, { kind: 'project', id: projectId });
    },
  );

  app.get(
    '/api/v1/approvals/:caseId/attachments',
    {
      schema: {
        tags: ['paper'],
        summary: '审批附件 Attachments that the opinions of a case name',
        params: caseParams,
        response: answers({ 200: attachmentListSchema }),
      },
    },
    async (request) => {
      const { caseId } = request.params;
      await requireCase(api, viewerOf(request).actor.userId, caseId);
      return listOf(api, { kind: 'case', id: caseId });
    },
  );
}

async function listOf(api: Api, subject: Subject) {
  const rows = await listAttachments(api.db, subject);
  return {
    items: rows.map(({ ownerName, attachedAt, ...row }) => ({ ...toWire(row), ownerName, attachedAt })),
  };
}

const toWire = ({ id, name, mediaType, sizeBytes, sha256, ownerId, uploadedAt }: StoredAttachment) => ({
  attachmentId: id,
  name,
  mediaType,
  sizeBytes,
  sha256,
  ownerId,
  uploadedAt,
});

/** The only route that takes bytes; the types of the others stay as they are. */
function uploadRoute(scope: App, api: Api): void {
  const inFlight = limitInFlight(api.limits.uploadsInFlight);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));
  scope.addContentTypeParser('*', (_request, _payload, done) => done(bytesOnly()));

  scope.post(
    '/api/v1/attachments',
    {
      schema: {
        tags: ['paper'],
        summary: `上传附件 Upload an attachment: its bytes as ${BYTES}, its name in the query`,
        querystring: uploadQuery,
        consumes: [BYTES],
        response: answers({ 201: attachmentSchema }),
      },
    },
    async (request, reply) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([]);
      const length = request.headers['content-length'];
      const upload = { declared: request.query, length: length === undefined ? null : Number(length), body };
      try {
        const stored = await inFlight.run(() => takeIn(api, viewerOf(request), upload));
        reply.status(201).header('location', `/api/v1/attachments/${stored.id}`);
        return toWire(stored);
      } finally {
        // What a refused sender still sends is read and dropped, so that the answer reaches them.
        body.resume();
      }
    },
  );
}

const bytesOnly = (): ProblemError =>
  new ProblemError('UnsupportedMediaType', {
    detail: text(`请以 ${BYTES} 发送文件内容。`, `Send the file's bytes as ${BYTES}.`),
  });

const attachmentNotFound = (): ProblemError =>
  notFound('没有这个附件，或您无权查看。', 'There is no such attachment, or you may not see it.');

function downloadRoute(app: App, api: Api): void {
  app.get(
    '/api/v1/attachments/:attachmentId',
    {
      schema: {
        tags: ['paper'],
        summary: '下载附件 Download an attachment',
        params: attachmentParams,
        response: {
          ...answers({}),
          200: { description: '文件内容 bytes', content: { [BYTES]: { schema: z.unknown() } } },
        },
      },
    },
    async (request, reply) => {
      const stored = await findAttachment(api.db, viewerOf(request), request.params.attachmentId);
      if (!stored) throw attachmentNotFound();
      return reply
        .type(stored.mediaType)
        .headers({
          'content-length': stored.sizeBytes,
          'content-disposition': saveAs(stored.name),
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          etag: `"${stored.sha256}"`,
        })
        .send(Readable.from(readContent(api.db, stored)));
    },
  );
}

function deleteRoute(app: App, api: Api): void {
  app.delete(
    '/api/v1/attachments/:attachmentId',
    {
      schema: {
        tags: ['paper'],
        summary: '删除附件 Delete an attachment of one’s own that nothing refers to',
        params: attachmentParams,
        response: answers({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { attachmentId } = request.params;
      const stored = await findAttachment(api.db, viewer, attachmentId);
      if (!stored) throw attachmentNotFound();
      const outcome = await deleteAttachment(api.db, viewer.actor.userId, attachmentId);
      if (outcome === 'inUse') throw inUse();
      if (outcome === 'notYours') throw notYours();
      await reply.status(204).send();
    },
  );
}

const inUse = (): ProblemError =>
  new ProblemError('AttachmentInUse', {
    detail: text(
      '附件已归入项目或审批单，不能删除。',
      'The attachment belongs to a project or a case and stays.',
    ),
  });

const notYours = (): ProblemError =>
  new ProblemError('NotEntitled', {
    detail: text('只能删除自己上传的附件。', 'Only one’s own attachments can be deleted.'),
  });
