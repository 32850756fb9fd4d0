import { sql } from 'kysely';
import type { Trx } from './read-settings.ts';

/** 项目编号 such as 519901-2026-0007: county, fiscal year, running number. A refused creation gives its number back. */
export async function nextProjectNo(trx: Trx, regionCode: string, year: number): Promise<string> {
  const county = regionCode.slice(0, 6);
  const { last_no } = await trx
    .insertInto('project_counter')
    .values({ region_code: county, year, last_no: 1 })
    .onConflict((on) =>
      on.columns(['region_code', 'year']).doUpdateSet({ last_no: sql`project_counter.last_no + 1` }),
    )
    .returning('last_no')
    .executeTakeFirstOrThrow();
  return `${county}-${year}-${String(last_no).padStart(4, '0')}`;
}
