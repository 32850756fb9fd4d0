import type { FastifyReply } from 'fastify';
import { findProcess, type StoredReceipt } from '../../db/queries/commands.ts';
import type { Viewer } from '../../db/queries/viewer.ts';
import { text } from '../../domain/kernel/text.ts';
import { allowedActions } from '../../domain/project/allowed-actions.ts';
import type { CommandOutcome } from '../../domain/project/outcome.ts';
import type { CommandResult } from '../contract/project.ts';
import type { Api } from '../deps.ts';
import { type Current, ProblemError } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';

/** Refusals after which the reader needs to see where the project stands now. */
const SHOW_CURRENT: ReadonlySet<string> = new Set(['StaleRevision', 'NotNow', 'ProjectEnded']);

/** The outcome of a command as its answer; a refusal is thrown as a problem. */
export async function resultOf(
  api: Api,
  outcome: CommandOutcome,
  about: { readonly projectId: string; readonly projectNo: string | null; readonly viewer: Viewer },
): Promise<Omit<CommandResult, 'dryRun'>> {
  if (!outcome.ok) {
    const { refusal } = outcome;
    const current = SHOW_CURRENT.has(refusal.code) ? await currentOf(api, about) : null;
    throw new RefusedError(refusal, current ?? undefined);
  }
  const { process, events, notes } = outcome;
  const { projectId, revision, stage, state, step, dueOn, dueAnnounced } = process;
  return {
    projectId,
    projectNo: about.projectNo ?? '',
    revision,
    stage,
    state,
    step,
    dueOn,
    dueAnnounced,
    events: [...events],
    notes: [...notes],
  };
}

async function currentOf(
  api: Api,
  { projectId, viewer }: { readonly projectId: string; readonly viewer: Viewer },
): Promise<Current | null> {
  const row = await findProcess(api.db, viewer, projectId);
  if (!row) return null;
  const { revision, state } = row.process;
  const allowed = allowedActions(row.process, viewer.actor).filter((action) => action.allowed);
  return { revision, state, allowedActions: allowed.map((action) => action.command) };
}

/** The stored answer to a repeated request; refuses a key that was used for another one. */
export function storedOutcome(receipt: StoredReceipt | null, hash: string): CommandOutcome | null {
  if (!receipt) return null;
  requireSameRequest(receipt.request_hash, hash);
  return receipt.result;
}

/** An answer under this key that belongs to another request is not given away. */
export function requireSameRequest(answeredHash: string, hash: string): void {
  if (answeredHash === '' || answeredHash === hash) return;
  throw new ProblemError('IdempotencyKeyReused', {
    detail: text(
      '这个幂等键已用于另一项内容不同的请求。',
      'This idempotency key was used for another request with other content.',
    ),
    remedy: text('请换一个新的幂等键。', 'Use a new key for a new request.'),
  });
}

export const statusUrlOf = (projectId: string, key: string): string =>
  `/api/v1/projects/${projectId}/commands/${encodeURIComponent(key)}`;

/** 受理中: the engine has not answered in time. */
export const sendPending = (reply: FastifyReply, projectId: string, key: string): FastifyReply => {
  const statusUrl = statusUrlOf(projectId, key);
  return reply
    .status(202)
    .headers({ location: statusUrl, 'retry-after': '2' })
    .send({ status: 'pending', projectId, statusUrl });
};
