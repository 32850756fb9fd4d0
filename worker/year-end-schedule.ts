import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';
import { CLOSE_BUDGET_YEAR, type CloseYearInput } from '../workflows/messages.ts';

const SCHEDULE_ID = 'budget-year-end';

/**
 * 年终结账 is rung by Temporal itself in the first hour of every year, Shanghai time. A server that was down then catches up for
 * thirty days; later `goufu close-year` does it by hand.
 */
export async function ensureYearEndSchedule(
  { schedule }: Pick<Client, 'schedule'>,
  taskQueue: string,
): Promise<void> {
  const year: CloseYearInput = { fiscalYear: null };
  try {
    await schedule.create({
      scheduleId: SCHEDULE_ID,
      spec: {
        calendars: [{ month: 'JANUARY', dayOfMonth: 1, hour: 0, minute: 10 }],
        timezone: 'Asia/Shanghai',
      },
      policies: { overlap: 'SKIP', catchupWindow: '30 days' },
      action: {
        type: 'startWorkflow',
        workflowType: CLOSE_BUDGET_YEAR,
        workflowId: SCHEDULE_ID,
        taskQueue,
        args: [year],
      },
    });
  } catch (error) {
    // Every worker asks for it; the first one made it.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
