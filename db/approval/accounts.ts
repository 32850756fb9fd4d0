import { sql } from 'kysely';
import type { AccountOutcome, AskedChange } from '../../domain/approval/account.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import type { Database } from '../connection.ts';
import { administers } from '../queries/approvals.ts';

/** 停用（启用）账号 in one transaction, by an administrator of the person's organisation; the same key again changes nothing. */
export const recordAccountChange = (
  db: Database,
  { change, key, requestHash }: AskedChange,
  at: Date,
): Promise<AccountOutcome> =>
  db.transaction().execute(async (trx) => {
    const { userId, disabled, reason, by } = change;
    const row = await trx
      .selectFrom('app_user')
      .select('disabled')
      .where('id', '=', userId)
      .forUpdate()
      .executeTakeFirst();
    const before = await findAccountChange(trx, key);
    if (before) return before;
    if (!row) return refused(requestHash, 'UnknownPerson', userId);
    if (userId === by || !(await administers(trx, by, userId)))
      return refused(requestHash, 'NotYours', userId);
    if (row.disabled === disabled) return refused(requestHash, 'AccountAlready', userId);
    await trx.updateTable('app_user').set({ disabled }).where('id', '=', userId).execute();
    await trx
      .insertInto('account_change')
      .values({
        ...{ user_id: userId, disabled, reason, by_user_id: by },
        ...{ request_key: key, request_hash: requestHash, changed_at: at.toISOString() },
      })
      .execute();
    return { ok: true, requestHash, heldTasks: await countHeld(trx, userId) };
  });

const refused = (
  requestHash: string,
  code: 'UnknownPerson' | 'NotYours' | 'AccountAlready',
  userId: UserId,
): AccountOutcome => ({ ok: false, requestHash, refusal: caseRefusal(code, { userId }) });

/** The answer to a change that was recorded under this key; null when none was. */
export async function findAccountChange(db: Database, key: string): Promise<AccountOutcome | null> {
  const row = await db
    .selectFrom('account_change')
    .select(['user_id', 'request_hash'])
    .where('request_key', '=', key)
    .executeTakeFirst();
  if (!row) return null;
  return { ok: true, requestHash: row.request_hash, heldTasks: await countHeld(db, row.user_id) };
}

/** Approvals in which a person holds an open task: cases, and projects at an approval. */
const held = (userId: UserId) => sql`
  select 'case' as kind, case_id as id from approval_task where status = 'open' and holder_id = ${userId}
  union all
  select 'project', project_id from task where status = 'open' and holder = ${userId}`;

async function countHeld(db: Database, userId: UserId): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from (${held(userId)}) held`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

/** 在办 one approval that waits for a person. */
export interface HeldApproval {
  readonly kind: 'case' | 'project';
  readonly id: string;
}

const PAGE = 200;

/** The approvals that wait for a person, page by page in the order of kind and id. */
export async function listHeld(
  db: Database,
  userId: UserId,
  after: HeldApproval | null,
): Promise<readonly HeldApproval[]> {
  const { rows } = await sql<HeldApproval>`select distinct kind, id from (${held(userId)}) held
    where (kind, id) > (${after?.kind ?? ''}, ${after?.id ?? ''}) order by kind, id limit ${PAGE}`.execute(
    db,
  );
  return rows;
}
