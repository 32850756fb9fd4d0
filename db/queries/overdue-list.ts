import { sql } from 'kysely';
import { invariant } from '../../domain/kernel/invariant.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { MadePayment, Owing } from '../../domain/project/payables.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';

const SME_SIZES: readonly (string | null)[] = ['medium', 'small', 'micro'];
export const isSme = (size: string | null): boolean => SME_SIZES.includes(size);

/** Contracts of one buyer that a list can hold; a township has some dozens a year. */
const MAX_PROJECTS = 2_000;

interface OwingRow {
  readonly file: ProjectFile;
  readonly size_class: string | null;
  readonly payments: readonly { readonly no: number; readonly on: string; readonly fen: number }[];
}

/** 应付款项 every signed contract of a buyer with its payments; a list that would be cut off is an error, not shorter. */
export async function readOwing(
  db: Database,
  orgId: string,
  calendar: WorkCalendar,
): Promise<readonly Owing[]> {
  const { rows } = await sql<OwingRow>`
    select project.file, provider.size_class, coalesce((
      select jsonb_agg(jsonb_build_object('no', event.data -> 'milestoneNo', 'on', event.occurred_on,
        'fen', event.data -> 'amountFen') order by event.seq)
      from project_event as event where event.project_id = project.id and event.type = 'PaymentMade'), '[]') as payments
    from project join provider on provider.id = project.provider_id
    where project.buyer_org_id = ${orgId} and project.file #>> '{contract,signedOn}' is not null
    order by project.id limit ${MAX_PROJECTS + 1}`.execute(db);
  invariant(rows.length <= MAX_PROJECTS, `Organisation ${orgId} has more contracts than one list can hold`);
  return rows.map(({ file, size_class, payments }) => ({
    file,
    payeeIsSme: isSme(size_class),
    references: { calendar },
    payments: payments.map(({ no, on, fen: amount }) => ({
      milestoneNo: no,
      on: on, // a date column
      amountFen: fen(amount),
    })),
  }));
}

/** The payments of one project, in order. */
export async function readPayments(trx: Trx, projectId: string): Promise<readonly MadePayment[]> {
  const rows = await trx
    .selectFrom('project_event')
    .select([
      'occurred_on',
      sql<number>`(data ->> 'milestoneNo')::int`.as('no'),
      sql<string>`data ->> 'amountFen'`.as('fen'),
    ])
    .where('project_id', '=', projectId)
    .where('type', '=', 'PaymentMade')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    milestoneNo: row.no,
    on: row.occurred_on, // a date column
    amountFen: fen(Number(row.fen)),
  }));
}

/** Years whose list a buyer has made public. */
export async function publishedYears(db: Database | Trx, orgId: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('overdue_list').select('year').where('org_id', '=', orgId).execute();
  return rows.map(({ year }) => year);
}

export const findPublishedList = (db: Database, orgId: string, year: number) =>
  db
    .selectFrom('overdue_list')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('year', '=', year)
    .executeTakeFirst();

/** 已公示的清单 the latest first. */
export const listPublishedLists = (db: Database) =>
  db
    .selectFrom('overdue_list')
    .innerJoin('org', 'org.id', 'overdue_list.org_id')
    .selectAll('overdue_list')
    .select('org.name as org_name')
    .orderBy('year', 'desc')
    .orderBy('org_id')
    .limit(500)
    .execute();
