import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { text } from '../../domain/kernel/text.ts';
import type { CellError } from '../../sheets/table.ts';
import { toXlsx } from '../../sheets/xlsx.ts';
import {
  importPendingSchema,
  importPreviewSchema,
  importResultSchema,
  templateQuery,
} from '../contract/import.ts';
import { dryRunQuery, keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { chosenLanguage } from '../problem/language.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { limitInFlight } from '../project/in-flight.ts';
import { importIdFor } from '../project/request-hash.ts';
import { previewOf, refusedFile, SHEET, sendOutcome, sendPending } from './answers.ts';
import { runImport, storedImport } from './engine.ts';
import { planProjects } from './plan-projects.ts';
import { PROJECT_COLUMNS } from './project-columns.ts';
import { CSV, type FileRow, readFile, XLSX } from './read-file.ts';
import { recordRoutes } from './record-routes.ts';

const MAX_BYTES = 5_000_000;
/** All rows of a file are recorded in one transaction, which others wait for. */
const MAX_ROWS = 200;

/** 批量导入 */
export function importRoutes(app: App, api: Api): void {
  app.register((scope, _options, done) => {
    projectsRoute(scope, api);
    done();
  });
  templateRoute(app);
  recordRoutes(app, api);
}

function projectsRoute(scope: App, api: Api): void {
  const inFlight = limitInFlight(api.limits.uploadsInFlight);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    [CSV, XLSX],
    { parseAs: 'buffer', bodyLimit: MAX_BYTES },
    (_request, body, done) => done(null, body),
  );
  scope.addContentTypeParser('*', (_request, _payload, done) => done(sheetsOnly()));
  scope.post(
    '/api/v1/imports/projects',
    {
      bodyLimit: MAX_BYTES,
      schema: {
        tags: ['command'],
        summary: '批量申报 Create the projects of a CSV file or workbook, all of them or none',
        consumes: [CSV, XLSX],
        querystring: dryRunQuery,
        headers: keyHeader,
        response: answers({ 200: importPreviewSchema, 201: importResultSchema, 202: importPendingSchema }),
      },
    },
    (request, reply) =>
      inFlight.run(async () => {
        const viewer = viewerOf(request);
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const fileSha256 = createHash('sha256').update(content).digest('hex');
        const importId = importIdFor(viewer.actor.userId, request.headers['idempotency-key']);
        const stored = request.query.dryRun ? null : await storedImport(api, { importId, fileSha256 });
        if (stored) return sendOutcome(reply, importId, stored);

        const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
        const reading = await readFile({ type, content }, { sheet: SHEET, columns: PROJECT_COLUMNS });
        const rows = reading.ok ? reading.value : [];
        const faults = reading.ok ? fileFaults(rows) : reading.errors;
        const planned = faults.length > 0 ? [] : await planProjects(api, { viewer, importId, rows });
        if (request.query.dryRun) return previewOf(planned, faults);

        const wrong = [...faults, ...planned.flatMap((row) => row.faults)];
        if (wrong.length > 0) throw refusedFile(wrong);
        const outcome = await runImport(api, {
          importId,
          fileSha256,
          byUserId: viewer.actor.userId,
          rows: planned.flatMap(({ toCreate }) => toCreate ?? []),
          same: planned.filter(({ effect }) => effect === 'same').length,
        });
        if (outcome === 'pending') return sendPending(reply, importId);
        return sendOutcome(reply, importId, outcome);
      }),
  );
}

function fileFaults(rows: readonly FileRow[]): readonly CellError[] {
  if (rows.length === 0)
    return [{ table: SHEET, cell: 'A2', reason: text('文件中没有数据行', 'the file has no rows') }];
  if (rows.length <= MAX_ROWS) return [];
  const reason = text(
    `一次最多 ${MAX_ROWS} 行，请分开导入`,
    `at most ${MAX_ROWS} rows at a time; split the file`,
  );
  return [{ table: SHEET, cell: `A${rows[MAX_ROWS]?.row ?? MAX_ROWS}`, reason }];
}

const sheetsOnly = (): ProblemError =>
  new ProblemError('UnsupportedMediaType', {
    detail: text(`请以 ${CSV} 或 ${XLSX} 发送文件内容。`, `Send the file's bytes as ${CSV} or ${XLSX}.`),
  });

function templateRoute(app: App): void {
  app.get(
    '/api/v1/imports/projects/template.xlsx',
    {
      schema: {
        tags: ['command'],
        summary: '批量申报模板 A workbook with the columns of the import and one example',
        querystring: templateQuery,
        response: { ...answers({}), 200: { content: { [XLSX]: { schema: z.string() } } } },
      },
    },
    async (request, reply: FastifyReply) => {
      const language = chosenLanguage(
        request.headers,
        (request.query as z.output<typeof templateQuery>).lang,
      );
      const rows = [
        PROJECT_COLUMNS.map(({ heading }) => heading[language]),
        PROJECT_COLUMNS.map(({ example }) => example),
      ];
      const body = await toXlsx([{ name: SHEET, rows }]);
      return reply
        .type(XLSX)
        .header('content-disposition', 'attachment; filename="projects-template.xlsx"')
        .send(body);
    },
  );
}
