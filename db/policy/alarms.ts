import type { PolicyAlarm } from '../../domain/policy/reports.ts';
import type { Database } from '../connection.ts';

/** 告警 keeps an alarm until somebody has seen to it; the decision it is about was refused already. */
export async function raiseAlarm(
  db: Database,
  { kind, subject, checkpoint, detail }: PolicyAlarm,
): Promise<void> {
  await db
    .insertInto('policy_alarm')
    .values({ kind, subject: subject.slice(0, 200), checkpoint, detail: JSON.stringify(detail) })
    .execute();
}

const MAX_LISTED = 200;

/** Alarms that nobody has seen to, oldest first, at most 200. */
export const listOpenAlarms = (db: Database) =>
  db
    .selectFrom('policy_alarm')
    .selectAll()
    .where('seen_at', 'is', null)
    .orderBy('id')
    .limit(MAX_LISTED)
    .execute();

export async function countOpenAlarms(db: Database): Promise<number> {
  const row = await db
    .selectFrom('policy_alarm')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.open;
}

/** Marks an alarm as seen to; false when there is no such open alarm. */
export async function closeAlarm(db: Database, alarmId: number, by: string): Promise<boolean> {
  const row = await db
    .updateTable('policy_alarm')
    .set({ seen_at: new Date().toISOString(), seen_by: by })
    .where('id', '=', alarmId)
    .where('seen_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
