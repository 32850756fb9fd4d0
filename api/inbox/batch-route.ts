import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../../db/queries/viewer.ts';
import { text } from '../../domain/kernel/text.ts';
import { type BatchItem, type BatchResult, batchBody, batchResultSchema } from '../contract/batch.ts';
import { keyHeader } from '../contract/project.ts';
import { answers } from '../contract/shared.ts';
import type { Api, App } from '../deps.ts';
import { viewerOf } from '../plugins/session.ts';
import { problemFrom } from '../problem/from-error.ts';
import { languageOf } from '../problem/language.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { problemOf } from '../problem/write.ts';
import type { InFlight } from '../project/in-flight.ts';
import { approveItem } from './batch-item.ts';
import { taskKey } from './entries.ts';

/** Items of one batch that are under way at once. */
const AT_ONCE = 8;
/** After this no further item is begun; the same batch with the same key goes on where it stopped. */
const BATCH_MS = 60_000;

/** 批量同意: many tasks with one opinion; each is decided by itself, and none stands in the way of another. */
export function batchRoute(app: App, api: Api, inFlight: InFlight): void {
  app.post(
    '/api/v1/inbox/approve',
    {
      schema: {
        tags: ['inbox'],
        summary: '批量同意 Approve many tasks where their flows allow it; one result for each',
        headers: keyHeader,
        body: batchBody,
        response: answers({ 200: batchResultSchema }),
      },
    },
    async (request) => {
      const { tasks, opinion } = request.body;
      const batch = { viewer: viewerOf(request), opinion, key: request.headers['idempotency-key'] };
      const results = await inTurns(tasks, api.now() + BATCH_MS, {
        now: api.now,
        work: (item) => inFlight.run(() => resultOf(api, { ...batch, item })),
        failed: (item, error) => failed(request, item, error),
      });
      const having = (outcome: BatchResult['outcome']) =>
        results.filter((one) => one.outcome === outcome).length;
      return {
        results,
        approved: having('approved'),
        refused: having('refused'),
        pending: having('pending'),
      };
    },
  );
}

/** The key of one item: the same batch key and task always make the same one. */
const itemKey = (batchKey: string, { kind, subjectId, taskId }: BatchItem): string =>
  `batch-${createHash('sha256')
    .update(`${batchKey}\n${taskKey(kind, subjectId, taskId)}`)
    .digest('hex')
    .slice(0, 40)}`;

interface ItemOfBatch {
  readonly viewer: Viewer;
  readonly item: BatchItem;
  /** The batch's key. */
  readonly key: string;
  readonly opinion: string;
}

const empty = ({ kind, subjectId, taskId }: BatchItem) => ({
  kind,
  subjectId,
  taskId,
  revision: null,
  state: null,
  statusUrl: null,
  problem: null,
});

async function resultOf(api: Api, batch: ItemOfBatch): Promise<BatchResult> {
  const { item } = batch;
  const key = itemKey(batch.key, item);
  const approved = await approveItem(api, { ...batch, key });
  if (approved !== 'pending') return { ...empty(item), outcome: 'approved', ...approved };
  const subject = item.kind === 'approval' ? 'approvals' : 'projects';
  const statusUrl = `/api/v1/${subject}/${item.subjectId}/commands/${key}`;
  return { ...empty(item), outcome: 'pending', statusUrl };
}

/** Whatever went wrong with one item is that item's answer. */
function failed(request: FastifyRequest, item: BatchItem, error: unknown): BatchResult {
  const problem = problemFrom(error);
  if (problem.code === 'Internal') request.log.error({ err: error }, 'an item of a batch failed');
  const language = languageOf(request.headers['accept-language']);
  return { ...empty(item), outcome: 'refused', problem: problemOf(problem, language, request.id) };
}

interface Turns {
  readonly now: () => number;
  readonly work: (item: BatchItem) => Promise<BatchResult>;
  readonly failed: (item: BatchItem, error: unknown) => BatchResult;
}

/** Works through the items, a few at a time, and answers in their order. */
async function inTurns(
  items: readonly BatchItem[],
  until: number,
  { now, work, failed: fail }: Turns,
): Promise<BatchResult[]> {
  const results = new Map<BatchItem, BatchResult>();
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      try {
        if (now() >= until) throw notBegun();
        results.set(item, await work(item));
      } catch (error) {
        results.set(item, fail(item, error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return items.flatMap((item) => results.get(item) ?? []);
}

const notBegun = (): ProblemError =>
  new ProblemError('Overloaded', {
    detail: text('系统繁忙，这一件尚未办理。', 'The system is busy; this one has not been looked at.'),
    remedy: text('请用同一幂等键重新发送整批。', 'Send the same batch again with the same key.'),
  });
