import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { Pack } from '../engine/pack-schema.ts';
import { type PackProblem, readPack } from '../engine/read-pack.ts';
import { problemsOf, type Release, uncheckedRelease } from '../engine/release.ts';

/** The canonical JSON of all packs of one version: what is hashed, signed and kept. */
export interface ReleaseDocument {
  readonly version: string;
  readonly hash: string;
  readonly document: string;
}

export type DocumentReading =
  | { readonly ok: true; readonly release: Release; readonly document: ReleaseDocument }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const MAX_PACKS = 50;

export const documentOf = ({ version, packs }: Release): ReleaseDocument => {
  const document = canonicalJson(packs);
  return { version, hash: hashOfDocument(document), document };
};

export const hashOfDocument = (document: string): string =>
  createHash('sha256').update(document, 'utf8').digest('hex');

/** Packs as they come from a file or a request; every fault is named with its place, and nothing of bad packs is used. */
export function readRelease(raw: unknown): DocumentReading {
  const refused = (place: string, reason: Text): DocumentReading => ({
    ok: false,
    problems: [{ place, reason }],
  });
  if (!Array.isArray(raw) || raw.length === 0)
    return refused('packs', text('应是至少含一个规则包的列表', 'a list of at least one pack'));
  if (raw.length > MAX_PACKS)
    return refused('packs', text(`最多 ${MAX_PACKS} 个规则包`, `at most ${MAX_PACKS} packs`));
  const readings = raw.map(readPack);
  const problems = readings.flatMap((reading, index) =>
    reading.ok
      ? []
      : reading.problems.map(({ place, reason }) => ({ place: `packs[${index}].${place}`, reason })),
  );
  if (problems.length > 0) return { ok: false, problems };
  const packs: readonly Pack[] = readings.flatMap((reading) => (reading.ok ? [reading.pack] : []));
  const together = [...faultsBetween(packs), ...problemsOf(packs)];
  if (together.length > 0) return { ok: false, problems: together };
  const release = uncheckedRelease(packs);
  return { ok: true, release, document: documentOf(release) };
}

function faultsBetween(packs: readonly Pack[]): readonly PackProblem[] {
  const [first] = packs;
  return packs.flatMap((pack, index) => {
    const faults: PackProblem[] = [];
    if (pack.version !== first?.version) {
      faults.push({
        place: `packs[${index}].version`,
        reason: text(
          `与第一个规则包的版本 ${first?.version} 不同`,
          `not the version of the first pack, ${first?.version}`,
        ),
      });
    }
    if (packs.findIndex(({ id }) => id === pack.id) !== index) {
      faults.push({
        place: `packs[${index}].id`,
        reason: text(`规则包 ${pack.id} 出现两次`, `the pack ${pack.id} is there twice`),
      });
    }
    return faults;
  });
}
