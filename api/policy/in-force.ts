import { raiseAlarm } from '../../db/policy/alarms.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import { versionInForce } from '../../db/policy/version-in-force.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { alarmOf } from '../../domain/policy/alarm.ts';
import type { Pack } from '../../rules/engine/pack-schema.ts';
import { packsByHash } from '../../rules/release/packs-by-hash.ts';
import { shippedDocuments } from '../../rules/release/shipped.ts';
import { type Api, todayOf } from '../deps.ts';
import { notFound } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';

/** Packs as they stand in the database or in the product's files. */
export interface PackShelf {
  /** Those that decide about new projects today. */
  inForce(): Promise<ShelvedPacks>;
  /** Those of any hash; a problem when none are kept. */
  ofHash(packHash: string): Promise<readonly Pack[]>;
}

export interface ShelvedPacks {
  readonly version: string;
  readonly packHash: string;
  readonly packs: readonly Pack[];
}

export function packShelf(api: Api): PackShelf {
  const packsOf = packsByHash((hash) => findDocument(api.db, hash));
  return {
    async inForce() {
      const found = await versionInForce(api.db, api.policy, { pinned: null, on: todayOf(api) });
      if (!found.ok) {
        const alarm = alarmOf(found.refusal, { subject: 'api', checkpoint: '' });
        if (alarm) await raiseAlarm(api.db, alarm);
        throw new RefusedError(found.refusal);
      }
      const { version } = found.value;
      const packHash =
        found.value.packHash ?? shippedDocuments().find((one) => one.version === version)?.hash;
      const packs = packHash === undefined ? null : await packsOf(packHash);
      invariant(packHash !== undefined && packs !== null, `Version ${version} is in force without packs`);
      return { version, packHash, packs };
    },
    async ofHash(packHash) {
      const packs = await packsOf(packHash);
      if (packs) return packs;
      throw notFound('没有这个哈希的规则包。', 'No packs of this hash are kept.');
    },
  };
}
