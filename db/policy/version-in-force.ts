import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { versionOn } from '../../domain/policy/binding.ts';
import { releaseNotAdmitted } from '../../domain/policy/release-refusals.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { readActiveReleases, readProposed, readStoredRelease } from './read-releases.ts';

export interface VersionInForce {
  readonly version: string;
  /** Null for packs that are in the product's own files. */
  readonly packHash: string | null;
}

/**
 * The version a decision of today is made under; the policy layer knows it afterwards. Refused when its packs may not
 * decide: an older version is never taken instead.
 */
export async function versionInForce(
  db: Database | Trx,
  policy: PolicyCheck,
  asked: { readonly pinned: string | null; readonly on: LocalDate },
): Promise<Result<VersionInForce>> {
  const releases = await readActiveReleases(db);
  const version = versionOn(releases, asked) ?? policy.currentVersion;
  const packHash = releases.find((release) => release.version === version)?.packHash ?? null;
  if (policy.knows(version, packHash)) return accept({ version, packHash });
  const stored = await readStoredRelease(db, version);
  if (!stored) return refuse(releaseNotAdmitted(version, 'no packs of this version are kept'));
  const fault = policy.admit(stored);
  return fault === null
    ? accept({ version, packHash: stored.hash })
    : refuse(releaseNotAdmitted(version, fault));
}

/** The packs that new projects are decided by on a day; null while those of the product's own files do. */
export async function documentInForce(db: Database, on: LocalDate): Promise<string | null> {
  const releases = await readActiveReleases(db);
  const version = versionOn(releases, { pinned: null, on });
  const active = releases.find((release) => release.version === version);
  return active ? (await readProposed(db, active.releaseId)).document : null;
}
