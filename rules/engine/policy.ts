import type { RegionCode } from '../../domain/kernel/brand.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { FactValue, PolicyCheck, PolicyQuestion, TracedVerdict } from '../../domain/policy/types.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { admitRelease } from '../release/admit.ts';
import { type Compile, compileForm } from './closures.ts';
import { compileSlice, type Slice, sliceId, sliceKeyOf } from './compile.ts';
import { evaluateSlice } from './evaluate.ts';
import { keptTraceOf } from './kept-trace.ts';
import { knownOf, withDerivedFacts } from './known.ts';
import type { Pack } from './pack-schema.ts';
import { type Release, releasesOf } from './release.ts';
import { listRules, type RuleInForce } from './rule-list.ts';
import { findingsOf, outcomeOf } from './verdict.ts';

/**
 * The policy layer: rules of the packs, evaluated on json-rules-engine and, beside it, on the compiled form.
 * A rule about which the two differ is refused as `engine-mismatch`.
 * A check is pure: the same pack version, legal date, region and facts give the same verdict, byte for byte.
 * Throws only for bugs: an unknown version, a rule without a result.
 */
export function createPolicyCheck(
  packs: readonly Pack[] = shippedPacks,
  compile: Compile = compileForm,
): PolicyCheck {
  let releases = checkedReleases(packs);
  const newest = newestOf(releases);
  const slices = new Map<string, Slice>();

  const sliceFor = (release: Release, question: PolicyQuestion): Slice => {
    const key = sliceKeyOf(question);
    const id = `${release.hash}|${sliceId(release, key)}`;
    const cached = slices.get(id);
    if (cached) return cached;
    const slice = compileSlice(release, key, compile);
    // A checkpoint no rule names could be any text, so an empty slice is not kept.
    if (slice.rules.length > 0) slices.set(id, slice);
    return slice;
  };

  return {
    currentVersion: newest.version,
    async check(question) {
      const release = releaseFor(releases, question.packVersion ?? newest.version);
      return verdictOf(release, sliceFor(release, question), question);
    },
    knows: (version, packHash) =>
      releases.some((one) => one.version === version && (packHash === null || one.hash === packHash)),
    admit(stored) {
      const admission = admitRelease(stored);
      if (!admission.ok) return admission.fault;
      const { release } = admission;
      // What an installation has signed stands before what the product ships under the same number.
      releases = [...releases.filter(({ version }) => version !== release.version), release];
      return null;
    },
  };
}

/** The rules that bind a region on a day, of the newest version, for lists and search. */
export const rulesInForce = (
  when: { readonly on: LocalDate; readonly regionCode: RegionCode },
  packs: readonly Pack[] = shippedPacks,
): readonly RuleInForce[] => listRules(newestOf(checkedReleases(packs)), when);

// Checking a release's packs against each other takes longer than listing them.
const checked = new WeakMap<readonly Pack[], readonly Release[]>();

export function checkedReleases(packs: readonly Pack[]): readonly Release[] {
  const releases = checked.get(packs) ?? releasesOf(packs);
  checked.set(packs, releases);
  return releases;
}

export async function verdictOf(
  release: Release,
  slice: Slice,
  question: PolicyQuestion,
): Promise<TracedVerdict> {
  const known = knownIn(slice, question);
  const outcomes = await evaluateSlice(slice, known);
  const findings = findingsOf(slice, outcomes, known);
  return {
    outcome: outcomeOf(findings),
    packVersion: release.version,
    packHash: release.hash,
    checkpoint: question.checkpoint,
    legalDate: question.legalDate,
    evaluated: slice.rules.map(({ rule }) => rule.id),
    findings,
    trace: keptTraceOf(slice, known),
  };
}

/** What is known of the facts a slice uses. */
export const knownIn = (slice: Slice, { facts }: PolicyQuestion): ReadonlyMap<string, FactValue> =>
  knownOf(slice.facts, withDerivedFacts(facts, slice.nonWaivable));

/** The release a question is pinned to, or the newest. */
export function releaseFor(releases: readonly Release[], version: string | null): Release {
  const release = releases.find((one) => one.version === (version ?? newestOf(releases).version));
  invariant(release, `Policy version ${version} is not known`);
  return release;
}

function newestOf(releases: readonly Release[]): Release {
  const newest = releases.at(-1);
  invariant(newest, 'No policy pack is given');
  return newest;
}
