import { sql } from 'kysely';
import type { Database } from '../connection.ts';
import { visibleLine } from './budget-lines.ts';
import { digitsBelow } from './supervision.ts';
import { type Viewer, visible } from './viewer.ts';

export interface ExecutionLook {
  readonly viewer: Viewer;
  readonly fiscalYear: number;
  /** Leading digits; everything the viewer may see when not given. */
  readonly regionCode?: string | undefined;
}

export interface RegionBuckets {
  readonly code: string;
  readonly name: string;
  readonly approved_fen: number;
  readonly reserved_fen: number;
  readonly committed_fen: number;
  readonly paid_fen: number;
  readonly available_fen: number;
}

/** The buckets of all lines of a year, by county, or by township within the county asked for. */
export async function bucketsByRegion(db: Database, look: ExecutionLook): Promise<readonly RegionBuckets[]> {
  const { viewer, fiscalYear, regionCode = '' } = look;
  const { rows } = await sql<RegionBuckets>`
    select summed.*, region.name from (
      select left(org.region_code, ${digitsBelow(regionCode)}::int) as code,
        sum(line.approved_fen)::bigint as approved_fen, sum(line.reserved_fen)::bigint as reserved_fen,
        sum(line.committed_fen)::bigint as committed_fen, sum(line.paid_fen)::bigint as paid_fen,
        sum(line.available_fen)::bigint as available_fen
      from budget_line line join org on org.id = line.org_id
      where ${visibleLine(viewer)} and line.fiscal_year = ${fiscalYear} and starts_with(org.region_code, ${regionCode})
      group by 1
    ) summed join region on region.code = summed.code
    order by summed.code`.execute(db);
  return rows;
}

export interface SectorUse {
  readonly code: string;
  readonly sector: string;
  readonly projects: number;
  readonly reserved_fen: number;
  readonly committed_fen: number;
  readonly paid_fen: number;
  /** Estimates and contract values of the projects whose contract is signed. */
  readonly estimate_fen: number;
  readonly contract_fen: number;
}

/** What projects hold of their lines, by region and sector, with what their contracts have saved. */
export async function usesBySector(db: Database, look: ExecutionLook): Promise<readonly SectorUse[]> {
  const { viewer, fiscalYear, regionCode = '' } = look;
  const held = (bucket: 'reservedFen' | 'committedFen' | 'paidFen') =>
    sql`coalesce(sum((project.file -> 'budget' ->> ${bucket})::bigint), 0)::bigint`;
  const signed = sql`filter (where project.file -> 'contract' ->> 'signedOn' is not null)`;
  const { rows } = await sql<SectorUse>`
    select left(project.region_code, ${digitsBelow(regionCode)}::int) as code, project.sector,
      count(*)::int as projects, ${held('reservedFen')} as reserved_fen, ${held('committedFen')} as committed_fen,
      ${held('paidFen')} as paid_fen,
      coalesce(sum((project.file -> 'application' ->> 'estimateFen')::bigint) ${signed}, 0)::bigint as estimate_fen,
      coalesce(sum((project.file -> 'contract' -> 'draft' ->> 'valueFen')::bigint) ${signed}, 0)::bigint as contract_fen
    from project
    where ${visible(viewer)} and project.fiscal_year = ${fiscalYear} and starts_with(project.region_code, ${regionCode})
      and jsonb_typeof(project.file -> 'budget') = 'object'
    group by 1, 2
    order by 1, 2`.execute(db);
  return rows;
}
