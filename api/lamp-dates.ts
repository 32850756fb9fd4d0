import { findCalendar } from '../db/queries/calendar.ts';
import { type LampDates, lampDates } from '../db/queries/lamp.ts';
import { invariant } from '../domain/kernel/invariant.ts';
import { type Api, todayOf } from './deps.ts';

/** The dates that part the lamps today, by the newest calendar. */
export async function readLampDates(api: Api): Promise<LampDates> {
  const calendar = await findCalendar(api.db);
  invariant(calendar, 'No work calendar is loaded; run the migrations');
  return lampDates(calendar, todayOf(api));
}
