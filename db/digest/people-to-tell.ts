import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { COPIED_TO } from '../queries/inbox-sources.ts';

interface Stretch {
  readonly from: string;
  readonly until: string;
}

/**
 * Everybody who might have something to be told: whoever holds an open task or the post of one, and whoever was told of an
 * escalation or sent a copy in the stretch of time. It names too many rather than too few; each list says itself what it holds.
 */
export async function peopleToTell(db: Database, { from, until }: Stretch): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ user_id: string }>`
    select holder_id as user_id from approval_task where status = 'open'
    union select holder from task where status = 'open' and holder is not null
    union select post.user_id from task join user_post post on (post.org_id, post.role) = (task.org_id, task.role)
      where task.status = 'open' and task.holder is null
    union select told.data ->> 'tells' from approval_event told
      where told.type = 'ClockSpoke' and told.scheduled_at is not null
        and told.recorded_at >= ${from} and told.recorded_at < ${until}
    union select post.user_id from project_event told join user_post post on post.role = told.data ->> 'role'
      where told.type in ('StepReminded', 'StepEscalated') and told.recorded_at >= ${from} and told.recorded_at < ${until}
    union select user_id from approval_copy where sent_at >= ${from} and sent_at < ${until}
    union select jsonb_array_elements_text(${COPIED_TO}) from project_event copy
      where copy.type = 'ApprovalRecorded' and copy.recorded_at >= ${from} and copy.recorded_at < ${until}`.execute(
    db,
  );
  return new Set(rows.map(({ user_id }) => user_id));
}
