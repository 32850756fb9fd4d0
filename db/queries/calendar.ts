import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import type { Database } from '../connection.ts';

/** The newest version of the working-day calendar; null before the migrations have run. */
export async function findCalendar(db: Database): Promise<WorkCalendar | null> {
  const row = await db
    .selectFrom('work_calendar')
    .select(['version', 'years'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
