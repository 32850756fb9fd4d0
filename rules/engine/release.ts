import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { once } from '../../domain/kernel/once.ts';
import { contentHash } from './content-hash.ts';
import { lintOverlaps, lintPack, lintRule, type Vocabulary, vocabularyOf } from './lint.ts';
import { lintOverrides } from './lint-overrides.ts';
import { LAYERS, type Pack } from './pack-schema.ts';
import { describe, type PackProblem } from './read-pack.ts';
import { lintSharedConditions } from './shared-conditions.ts';

/** All packs of one version, checked together; what a project is pinned to. */
export interface Release {
  readonly version: string;
  /** sha256 over all packs of the release. */
  readonly hash: string;
  /** From the widest layer to the narrowest. */
  readonly packs: readonly Pack[];
  readonly words: Vocabulary;
  /** Days on which the law of this release changes, ascending. */
  readonly cutPoints: readonly LocalDate[];
}

/** Groups packs by version, newest last; throws when the packs of a version do not fit together. */
export function releasesOf(packs: readonly Pack[]): readonly Release[] {
  const versions = [...new Set(packs.map(({ version }) => version))].sort(compareVersions);
  invariant(versions.length > 0, 'No policy pack is given');
  return versions.map((version) => releaseOf(packs.filter((pack) => pack.version === version)));
}

function releaseOf(members: readonly Pack[]): Release {
  const found = problemsOf(members);
  invariant(
    found.length === 0,
    `Policy packs ${members[0]?.version} do not fit together: ${describe(found)}`,
  );
  return uncheckedRelease(members);
}

/** What keeps packs of one version from fitting together. */
export function problemsOf(packs: readonly Pack[]): readonly PackProblem[] {
  const shared = lintSharedConditions(packs);
  // A circle has no end, and what is too large is not written out.
  if (shared.length > 0) return shared;
  const { problems, ...words } = vocabularyOf([...packs].sort(byLayer));
  const rules = packs.flatMap((pack) => pack.rules);
  return [
    ...problems,
    ...packs.flatMap(lintPack),
    ...rules.flatMap((rule) => lintRule(rule, words)),
    ...lintOverlaps(rules),
    ...lintOverrides(packs, words),
  ];
}

/** For packs already found to fit together. */
export function uncheckedRelease(members: readonly Pack[]): Release {
  const packs = [...members].sort(byLayer);
  const { facts, parameters, shared } = vocabularyOf(packs);
  // Analysis needs none, and making it takes longer than everything else here.
  const hash = once(() => contentHash(packs));
  return {
    version: packs[0]?.version ?? '',
    get hash() {
      return hash();
    },
    packs,
    words: { facts, parameters, shared },
    cutPoints: cutPointsOf(packs),
  };
}

/** The packs that bind a region and sectors, from the widest layer to the narrowest; of unknown sectors all bind. */
export const packsFor = (
  release: Release,
  { regionCode, sectors }: { readonly regionCode: string; readonly sectors?: readonly string[] | undefined },
): readonly Pack[] =>
  release.packs.filter(
    (pack) =>
      regionCode.startsWith(pack.jurisdiction) &&
      (!pack.sectors || !sectors || pack.sectors.some((sector) => sectors.includes(sector))),
  );

/** Whether two packs can bind the same purchase as far as sectors go. */
export const shareSector = ({ sectors: a }: Pack, { sectors: b }: Pack): boolean =>
  !a || !b || a.some((sector) => b.includes(sector));

function cutPointsOf(packs: readonly Pack[]): readonly LocalDate[] {
  const spans = packs.flatMap((pack) => [
    ...pack.rules.map(({ effective }) => effective),
    ...pack.parameters.flatMap(({ values }) => values),
  ]);
  const days = spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [...new Set(days)].sort();
}

const byLayer = (a: Pack, b: Pack): number =>
  LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || (a.id < b.id ? -1 : 1);

function compareVersions(a: string, b: string): number {
  const [yearA = 0, numberA = 0] = a.split('.').map(Number);
  const [yearB = 0, numberB = 0] = b.split('.').map(Number);
  return yearA - yearB || numberA - numberB;
}
