import type { Database } from '../../db/connection.ts';

interface Row {
  readonly id: string;
  readonly buyer: string;
  readonly state: string;
}

/** The row of a project alone, with its buyer's seat: enough for whoever only asks where it stands and who may see it. */
export async function insertProject(db: Database, { id, buyer, state }: Row): Promise<void> {
  const { region_code } = await db
    .selectFrom('org')
    .select('region_code')
    .where('id', '=', buyer)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('project')
    .values({
      id,
      project_no: id,
      name: id,
      buyer_org_id: buyer,
      region_code,
      sector: '',
      item_code: '',
      fiscal_year: 2026,
      amount_fen: 1,
      stage: 'catalog',
      state,
      due_announced: true,
      late_entry: false,
      revision: 1,
      last_seq: 0,
      last_hash: '',
      process: '{}',
      file: '{}',
      created_at: '2026-11-20T00:00:00.000Z',
      updated_at: '2026-11-20T00:00:00.000Z',
    })
    .execute();
  await db.insertInto('project_org').values({ project_id: id, org_id: buyer, seat: 'buyer' }).execute();
}
