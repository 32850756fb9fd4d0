import type { OverdueList } from '../../domain/delivery/overdue-list.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Database } from '../connection.ts';

export interface Publication {
  readonly orgId: string;
  readonly list: OverdueList;
  readonly url: string;
  readonly on: LocalDate;
  readonly by: UserId;
}

/** 公示逾期清单 keeps the list as it was made public; false where that year's was public already. */
export async function publishOverdueList(
  db: Database,
  { orgId, list, url, on, by }: Publication,
): Promise<boolean> {
  const row = await db
    .insertInto('overdue_list')
    .values({
      org_id: orgId,
      year: list.year,
      list: JSON.stringify(list),
      url,
      published_on: on,
      published_by: by,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'year']).doNothing())
    .returning('year')
    .executeTakeFirst();
  return row !== undefined;
}
