import { sql } from 'kysely';
import type { Database } from '../connection.ts';

/** Everything that happened in a project, in order, each with its signature's organisation and its verdict. */
export const readTimeline = (db: Database, projectId: string) =>
  db
    .selectFrom('project_event as event')
    .leftJoin('policy_verdict as verdict', (join) =>
      join.onRef('verdict.project_id', '=', 'event.project_id').onRef('verdict.seq', '=', 'event.seq'),
    )
    .leftJoin('org', (join) => join.on(sql<boolean>`org.id = event.by ->> 'orgId'`))
    .where('event.project_id', '=', projectId)
    .select([
      'event.seq',
      'event.type',
      'event.data',
      'event.move',
      'event.by',
      'event.occurred_on',
      'event.recorded_at',
      'event.hash',
      'org.name as org_name',
      'verdict.checkpoint',
      'verdict.outcome',
      'verdict.pack_version',
      'verdict.pack_hash',
      'verdict.legal_date',
      'verdict.evaluated',
      'verdict.findings',
    ])
    .orderBy('event.seq')
    .limit(2_000)
    .execute();

/** 台账 postings that a project has caused, in order. */
export const readProjectPostings = (db: Database, projectId: string) =>
  db
    .selectFrom('budget_posting')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('id')
    .limit(2_000)
    .execute();
