import { createHmac } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { findPendingCallback, keepAttempt } from '../db/approval/callbacks.ts';
import type { Database } from '../db/connection.ts';
import { type CallbackSettings, isCallbackAllowed } from '../domain/approval/callback-address.ts';

const ANSWER_MS = 10_000;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 with the shared secret over `<seconds>.<body>`. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

interface Delivery {
  readonly db: Database;
  readonly callbacks: CallbackSettings;
  readonly clock: () => number;
}

/**
 * 回调 tells the end of a case to whoever started it, signed, without following redirects and without reading the answer
 * beyond its status. Thrown failures are tried again by Temporal; an address that is not allowed is not.
 */
export async function deliverCallback({ db, callbacks, clock }: Delivery, caseId: string): Promise<void> {
  const pending = await findPendingCallback(db, caseId);
  if (!pending) return;
  const { secret } = callbacks;
  if (secret === null || !isCallbackAllowed(pending.url, callbacks)) {
    await keepAttempt(db, caseId, { status: 'failed', answer: 'address not allowed', at: new Date(clock()) });
    throw ApplicationFailure.nonRetryable('The callback address is not allowed', 'CallbackNotAllowed');
  }
  const body = JSON.stringify({
    eventId: pending.event_id,
    type: 'approval.ended',
    caseId,
    caseNo: pending.case_no,
    flowId: pending.flow_id,
    flowVersion: pending.flow_version,
    outcome: pending.status,
    endedAt: pending.ended_at,
  });
  const headers = {
    'content-type': 'application/json',
    'goufu-event-id': pending.event_id,
    'goufu-signature': signatureOf(secret, Math.floor(clock() / 1_000), body),
  };
  const { delivered, answer } = await post(pending.url, { body, headers });
  const status = delivered ? 'delivered' : 'pending';
  await keepAttempt(db, caseId, { status, answer, at: new Date(clock()) });
  if (!delivered) throw ApplicationFailure.retryable(answer, 'CallbackNotDelivered');
}

async function post(url: string, init: Pick<RequestInit, 'body' | 'headers'>) {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal });
    await response.body?.cancel();
    return { delivered: response.ok, answer: `HTTP ${response.status}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { delivered: false, answer: cause instanceof Error ? cause.message : String(cause) };
  }
}
