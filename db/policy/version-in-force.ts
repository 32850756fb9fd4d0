import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { versionOn } from '../../domain/policy/binding.ts';
import { releaseNotAdmitted } from '../../domain/policy/release-refusals.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { readActiveReleases, readStoredRelease } from './read-releases.ts';

/**
 * The version a decision of today is made under; the policy layer knows it afterwards. Refused when its packs may not
 * decide: an older version is never taken instead.
 */
export async function versionInForce(
  db: Database | Trx,
  policy: PolicyCheck,
  asked: { readonly pinned: string | null; readonly on: LocalDate },
): Promise<Result<string>> {
  const version = versionOn(await readActiveReleases(db), asked) ?? policy.currentVersion;
  if (policy.knows(version)) return accept(version);
  const stored = await readStoredRelease(db, version);
  const fault = stored ? policy.admit(stored) : 'no packs of this version are kept';
  return fault === null ? accept(version) : refuse(releaseNotAdmitted(version, fault));
}
