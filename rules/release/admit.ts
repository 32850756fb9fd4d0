import { dateAt } from '../../domain/kernel/local-date.ts';
import { SIGNATURES_NEEDED } from '../../domain/policy/release.ts';
import type { StoredRelease, StoredSignature } from '../../domain/policy/stored-release.ts';
import { describe } from '../engine/read-pack.ts';
import type { Release } from '../engine/release.ts';
import { hashOfDocument, readRelease } from './document.ts';
import { isPinned } from './shipped-pin.ts';
import { signatureFits } from './signing.ts';

export type Admission =
  | { readonly ok: true; readonly release: Release }
  | { readonly ok: false; readonly fault: string };

/**
 * 准入 the one door by which stored packs come to decide: the text fits its hash, and either the code knows that hash as
 * shipped, or two people have signed this text with two keys that were theirs and usable on the day they signed.
 */
export function admitRelease(stored: StoredRelease): Admission {
  const fault = faultOf(stored);
  if (fault) return { ok: false, fault };
  const reading = readRelease(JSON.parse(stored.document));
  if (!reading.ok) return { ok: false, fault: `the packs cannot be read: ${describe(reading.problems)}` };
  if (reading.release.version !== stored.version)
    return { ok: false, fault: 'the version is not that of the packs' };
  return { ok: true, release: { ...reading.release, hash: stored.hash } };
}

function faultOf(stored: StoredRelease): string | null {
  if (hashOfDocument(stored.document) !== stored.hash) return 'the document does not fit its hash';
  if (stored.origin === 'shipped') {
    return isPinned(stored) ? null : 'the hash is not one that this product ships';
  }
  const good = stored.signatures.filter((one) => isGood(stored, one));
  const keys = new Set(good.map(({ keyId }) => keyId)).size;
  const people = new Set(good.map(({ userId }) => userId)).size;
  if (Math.min(keys, people) >= SIGNATURES_NEEDED) return null;
  return `${Math.min(keys, people)} valid signatures of different people, ${SIGNATURES_NEEDED} are needed`;
}

function isGood({ releaseId, document }: StoredRelease, one: StoredSignature): boolean {
  if (releaseId === null || one.keyOwnerId !== one.userId) return false;
  const day = dateAt(Date.parse(one.signedAt));
  const inTime = one.validFrom <= day && (one.validUntil === null || day < one.validUntil);
  // A key revoked later has still signed honestly before.
  const standing = one.revokedAt === null || one.revokedAt > one.signedAt;
  return inTime && standing && signatureFits({ releaseId, document }, one);
}
