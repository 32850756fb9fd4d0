import { sql } from 'kysely';
import type { Database } from '../connection.ts';

export const findProvider = (db: Database, providerId: string) =>
  db.selectFrom('provider').selectAll().where('id', '=', providerId).executeTakeFirst();

/** 名录沿革 what has happened to an entry, the latest first. */
export const listProviderEvents = (db: Database, providerId: string) =>
  db
    .selectFrom('provider_event')
    .innerJoin('app_user', 'app_user.id', 'provider_event.by_user_id')
    .select([
      'provider_event.seq',
      'provider_event.command',
      'provider_event.occurred_on',
      'provider_event.recorded_at',
      'app_user.name as by_name',
    ])
    .where('provider_id', '=', providerId)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute();

/** 承接项目 contracts of a year and where their providers are registered: for the share of local providers (方案（八）). */
export async function listAwardedContracts(
  db: Database,
  { regionCode, year }: { readonly regionCode: string; readonly year: number },
) {
  const { rows } = await sql<{ registered_in: string | null; value_fen: string }>`
    select provider.region_code as registered_in, project.file #>> '{contract,draft,valueFen}' as value_fen
    from project join provider on provider.id = project.provider_id
    where starts_with(project.region_code, ${regionCode}) and project.fiscal_year = ${year}
      and project.file #>> '{contract,signedOn}' is not null`.execute(db);
  return rows.map((row) => ({ registeredIn: row.registered_in ?? '', valueFen: Number(row.value_fen) }));
}
