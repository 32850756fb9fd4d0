import type { BacktestReport } from '../../domain/policy/backtest.ts';
import type { Database } from '../connection.ts';

const MAX_LISTED = 200;

/** 规则发布, newest first, at most 200. */
export async function listReleases(db: Database) {
  const rows = await db
    .selectFrom('policy_release')
    .select('state')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(({ state }) => state);
}

/** One release with its reports and history; null when there is none. */
export async function findRelease(db: Database, releaseId: string) {
  const row = await db
    .selectFrom('policy_release')
    .select(['state', 'examination', 'backtest'])
    .where('id', '=', releaseId)
    .executeTakeFirst();
  if (!row) return null;
  const history = await db
    .selectFrom('policy_release_event')
    .select(['seq', 'type', 'by_user as by', 'recorded_at as recordedAt', 'data'])
    .where('release_id', '=', releaseId)
    .orderBy('seq')
    .execute();
  return { release: row.state, examination: row.examination, backtest: asNow(row.backtest), history };
}

/** A report of the first releases told less than one does now, and is not shown in parts. */
const asNow = (report: BacktestReport | null): BacktestReport | null =>
  report && 'byTownship' in report ? report : null;

/** All kept packs with the release that brought them, oldest first. */
export const listVersions = (db: Database) =>
  db
    .selectFrom('pack_version')
    .leftJoin('policy_release', 'policy_release.pack_hash', 'pack_version.hash')
    .select([
      'pack_version.hash as packHash',
      'pack_version.version',
      'pack_version.origin',
      'policy_release.id as releaseId',
      'policy_release.status',
      'policy_release.active_from as activeFrom',
      'policy_release.binding',
      'policy_release.binds_from as bindsFrom',
    ])
    .orderBy('pack_version.recorded_at')
    .orderBy('pack_version.hash')
    .orderBy('policy_release.created_at')
    .limit(MAX_LISTED)
    .execute();
