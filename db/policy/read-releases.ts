import { invariant } from '../../domain/kernel/invariant.ts';
import type { ActiveRelease } from '../../domain/policy/binding.ts';
import type { StoredRelease, StoredSignature } from '../../domain/policy/stored-release.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';

/** Releases that were activated, with the day and the choice whom they bind. */
export async function readActiveReleases(db: Database | Trx): Promise<readonly ActiveRelease[]> {
  const rows = await db
    .selectFrom('policy_release')
    .select(['id', 'version', 'pack_hash', 'active_from', 'binding', 'binds_from'])
    .where('status', '=', 'active')
    .execute();
  return rows.map(({ id, version, pack_hash, active_from, binding, binds_from }) => {
    invariant(active_from !== null && binding !== null, `Release ${id} is active without a day`);
    return {
      releaseId: id,
      version,
      packHash: pack_hash,
      activeFrom: active_from,
      binding,
      bindsFrom: binds_from,
    };
  });
}

/** The packs of a version that may decide: of the active release, or the latest ones shipped under that number. */
export async function readStoredRelease(db: Database | Trx, version: string): Promise<StoredRelease | null> {
  const active = await db
    .selectFrom('policy_release')
    .select('id')
    .where('version', '=', version)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (active) return readProposed(db, active.id);
  const shipped = await db
    .selectFrom('pack_version')
    .select(['hash', 'document'])
    .where('version', '=', version)
    .where('origin', '=', 'shipped')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return shipped ? { version, ...shipped, origin: 'shipped', releaseId: null, signatures: [] } : null;
}

/** A proposed release with its document and signatures. */
export async function readProposed(db: Database | Trx, releaseId: string): Promise<StoredRelease> {
  const row = await db
    .selectFrom('policy_release')
    .innerJoin('pack_version', 'pack_version.hash', 'policy_release.pack_hash')
    .select(['policy_release.version', 'policy_release.pack_hash as hash', 'pack_version.document'])
    .where('policy_release.id', '=', releaseId)
    .executeTakeFirstOrThrow();
  return { ...row, origin: 'proposed', releaseId, signatures: await readSignatures(db, releaseId) };
}

async function readSignatures(db: Database | Trx, releaseId: string): Promise<readonly StoredSignature[]> {
  const rows = await db
    .selectFrom('pack_signature')
    .innerJoin('policy_key', 'policy_key.id', 'pack_signature.key_id')
    .selectAll()
    .where('release_id', '=', releaseId)
    .orderBy('signed_at')
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    userId: row.user_id,
    signature: row.signature,
    signedAt: row.signed_at,
    publicKey: row.public_key,
    keyOwnerId: row.owner_id,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    revokedAt: row.revoked_at,
  }));
}
