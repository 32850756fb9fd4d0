import { proxyActivities } from '@temporalio/workflow';
import type { DigestActivities } from '../activities/digest-activities.ts';
import type { DailyDigestInput } from './messages.ts';

const { makeDigests } = proxyActivities<DigestActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

type Run = Awaited<ReturnType<DigestActivities['makeDigests']>>;

/** 每日摘要 of one morning; a schedule starts it every day, and on rest days it makes nothing. */
export const dailyDigest = ({ nowMs }: DailyDigestInput): Promise<Run> =>
  makeDigests({ nowMs: nowMs ?? Date.now() });
