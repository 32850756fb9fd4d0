import {
  type ConnectionLike,
  ScheduleAlreadyRunning,
  ScheduleClient,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { DAILY_DIGEST, type DailyDigestInput } from '../workflows/messages.ts';

interface Place {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  readonly taskQueue: string;
}

const NOW: DailyDigestInput = { nowMs: null };

/** 08:30 in Shanghai, every day: the run itself knows the holidays. A morning missed by less than half a day is made up for. */
const digestSchedule = (taskQueue: string) => ({
  spec: { calendars: [{ hour: 8, minute: 30, comment: '每日摘要 daily digest' }], timezone: 'Asia/Shanghai' },
  action: {
    type: 'startWorkflow' as const,
    workflowType: DAILY_DIGEST,
    workflowId: DAILY_DIGEST,
    taskQueue,
    args: [NOW],
  },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '12 hours' as const },
});

/** Every worker asks for this at its start: the schedule is made once, and kept as this version of Goufu wants it. */
export async function ensureSchedules({ connection, namespace, taskQueue }: Place): Promise<void> {
  const client = new ScheduleClient({ connection, namespace });
  const wanted = digestSchedule(taskQueue);
  try {
    await client.create({ scheduleId: DAILY_DIGEST, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // An operator's pause is kept.
    await client.getHandle(DAILY_DIGEST).update(({ state }) => ({ ...wanted, state }));
  }
}
