import { sql } from 'kysely';
import type { Trx } from '../transition/read-settings.ts';

/** 审批单号 such as SP-519901-2026-0007: county, year, running number. A refused start gives its number back. */
export async function nextCaseNo(trx: Trx, regionCode: string, year: number): Promise<string> {
  const county = regionCode.slice(0, 6);
  const { last_no } = await trx
    .insertInto('approval_counter')
    .values({ region_code: county, year, last_no: 1 })
    .onConflict((on) =>
      on.columns(['region_code', 'year']).doUpdateSet({ last_no: sql`approval_counter.last_no + 1` }),
    )
    .returning('last_no')
    .executeTakeFirstOrThrow();
  return `SP-${county}-${year}-${String(last_no).padStart(4, '0')}`;
}
