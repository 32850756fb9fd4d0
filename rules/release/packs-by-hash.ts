import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { checkedReleases, createPolicyCheck } from '../engine/policy.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { hashOfDocument, readRelease } from './document.ts';

/** Reads the stored document of a hash; null when there is none. */
export type ReadDocument = (hash: string) => Promise<string | null>;

const MAX_KEPT = 20;

/** 旧版规则 the packs of any hash a decision was ever made with: of the product's files, or kept in the database. */
export function packsByHash(read: ReadDocument): (hash: string) => Promise<readonly Pack[] | null> {
  const kept = new Map<string, readonly Pack[]>();
  return async (hash) => {
    const known = kept.get(hash) ?? shippedPacksOf(hash);
    if (known) return known;
    const document = await read(hash);
    if (document === null || hashOfDocument(document) !== hash) return null;
    const reading = readRelease(JSON.parse(document));
    if (!reading.ok) return null;
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(hash, reading.release.packs);
    return reading.release.packs;
  };
}

function shippedPacksOf(hash: string): readonly Pack[] | null {
  return checkedReleases(shippedPacks).find((release) => release.hash === hash)?.packs ?? null;
}

/** The same as a policy to ask. */
export function policyByHash(read: ReadDocument): (hash: string) => Promise<PolicyCheck | null> {
  const packsOf = packsByHash(read);
  const policies = new WeakMap<readonly Pack[], PolicyCheck>();
  return async (hash) => {
    const packs = await packsOf(hash);
    if (!packs) return null;
    const policy = policies.get(packs) ?? createPolicyCheck(packs);
    policies.set(packs, policy);
    return policy;
  };
}
