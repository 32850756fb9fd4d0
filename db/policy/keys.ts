import type { PolicyKey } from '../../domain/policy/release.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';

export interface NewKey extends Omit<PolicyKey, 'revoked'> {
  readonly registeredBy: string;
}

/** Registers a public key; false when the key is there already, whoever it belongs to. */
export async function registerKey(db: Database, key: NewKey): Promise<boolean> {
  const row = await db
    .insertInto('policy_key')
    .values({
      id: key.keyId,
      owner_id: key.ownerId,
      public_key: key.publicKey,
      valid_from: key.validFrom,
      valid_until: key.validUntil,
      registered_by: key.registeredBy,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Revokes a key from this moment on; false when there is no such key that still stands. */
export async function revokeKey(
  db: Database,
  keyId: string,
  by: { readonly userId: string; readonly reason: string },
): Promise<boolean> {
  const row = await db
    .updateTable('policy_key')
    .set({ revoked_at: new Date().toISOString(), revoked_by: by.userId, revoke_reason: by.reason })
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const listKeys = (db: Database) =>
  db
    .selectFrom('policy_key')
    .innerJoin('app_user', 'app_user.id', 'policy_key.owner_id')
    .selectAll('policy_key')
    .select('app_user.name as owner_name')
    .orderBy('policy_key.registered_at')
    .orderBy('policy_key.id')
    .execute();

export async function findKey(trx: Trx, keyId: string): Promise<PolicyKey | null> {
  const row = await trx.selectFrom('policy_key').selectAll().where('id', '=', keyId).executeTakeFirst();
  if (!row) return null;
  return {
    keyId: row.id,
    ownerId: row.owner_id,
    publicKey: row.public_key,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    revoked: row.revoked_at !== null,
  };
}
