import { sql, type Transaction } from 'kysely';
import type { ApprovalMatrix } from '../../domain/approval/matrix.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import type { ThresholdSet } from '../../domain/project/references.ts';
import type { TimeLimits } from '../../domain/project/steps.ts';
import type { Database } from '../connection.ts';
import type { Tables } from '../tables.ts';

export type Trx = Transaction<Tables>;

/** The region itself and those above it, nearest first: 519901101, 519901, 519900. */
export async function lineage(db: Database, regionCode: string): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive up(code, parent_code, depth) as (
      select code, parent_code, 0 from region where code = ${regionCode}
      union all
      select r.code, r.parent_code, up.depth + 1 from region r join up on r.code = up.parent_code
    ) select code from up order by depth`.execute(db);
  return rows.map((row) => row.code);
}

export async function readCalendar(trx: Database): Promise<WorkCalendar> {
  const row = await trx
    .selectFrom('work_calendar')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  invariant(row, 'No work calendar is loaded; run the migrations');
  return { version: row.version, years: row.years };
}

export interface RegionSettings {
  readonly matrix: ApprovalMatrix;
  readonly limits: TimeLimits;
  readonly thresholds: ThresholdSet;
}

/** The settings in force for a region on a date: of the nearest region that has any, and there the latest. */
export async function readSettings(
  trx: Trx,
  regions: readonly string[],
  on: LocalDate,
): Promise<RegionSettings> {
  const rows = await trx
    .selectFrom('region_setting')
    .selectAll()
    .where('region_code', 'in', regions)
    .where('effective_from', '<=', on)
    .orderBy('effective_from', 'desc')
    .execute();
  const nearest = (kind: (typeof rows)[number]['kind']) =>
    regions
      .map((code) => rows.find((row) => row.region_code === code && row.kind === kind))
      .find((row) => row);
  const matrix = nearest('approvalMatrix');
  const thresholds = nearest('thresholds');
  invariant(matrix && thresholds, `Region ${regions[0]} has no approval matrix or no thresholds on ${on}`);
  // The data column is checked when a setting is loaded; its kind tells its type.
  return {
    matrix: matrix.data as ApprovalMatrix,
    limits: nearest('timeLimits')?.data ?? {},
    thresholds: {
      ...(thresholds.data as Pick<ThresholdSet, 'purchaseLimitFen' | 'openTenderFen'>),
      regionCode: thresholds.region_code,
      effectiveFrom: thresholds.effective_from,
      citation: thresholds.citation,
      confirmed: thresholds.confirmed,
    },
  };
}
