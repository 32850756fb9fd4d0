import {
  type ConnectionLike,
  ScheduleAlreadyRunning,
  ScheduleClient,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import {
  CLOSE_BUDGET_YEAR,
  type CloseYearInput,
  DAILY_DIGEST,
  type DailyDigestInput,
} from '../workflows/messages.ts';

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

const YEAR_END = 'budget-year-end';
const LAST_YEAR: CloseYearInput = { fiscalYear: null };

/** 年终结账 in the first hour of every year, Shanghai time. A server that was down catches up; later `goufu close-year` does it. */
const yearEndSchedule = (taskQueue: string) => ({
  spec: {
    calendars: [
      { month: 'JANUARY' as const, dayOfMonth: 1, hour: 0, minute: 10, comment: '年终结账 year end' },
    ],
    timezone: 'Asia/Shanghai',
  },
  action: {
    type: 'startWorkflow' as const,
    workflowType: CLOSE_BUDGET_YEAR,
    workflowId: YEAR_END,
    taskQueue,
    args: [LAST_YEAR],
  },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '30 days' as const },
});

/** Every worker asks for this at its start: a schedule is made once, and kept as this version of Goufu wants it. */
export async function ensureSchedules({ connection, namespace, taskQueue }: Place): Promise<void> {
  const client = new ScheduleClient({ connection, namespace });
  await ensure(client, DAILY_DIGEST, digestSchedule(taskQueue));
  await ensure(client, YEAR_END, yearEndSchedule(taskQueue));
}

type Wanted = Omit<Parameters<ScheduleClient['create']>[0], 'scheduleId'> &
  (ReturnType<typeof digestSchedule> | ReturnType<typeof yearEndSchedule>);

async function ensure(client: ScheduleClient, scheduleId: string, wanted: Wanted): Promise<void> {
  try {
    await client.create({ scheduleId, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // An operator's pause is kept.
    await client.getHandle(scheduleId).update(({ state }) => ({ ...wanted, state }));
  }
}
