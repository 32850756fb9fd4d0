import type { RegionCode } from '../../domain/kernel/brand.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Facts, Outcome, PolicyQuestion } from '../../domain/policy/types.ts';
import { compileSlice, type Slice, sliceId } from '../engine/compile.ts';
import { verdictOf } from '../engine/policy.ts';
import type { Release } from '../engine/release.ts';
import { type Change, changeBetween } from './decide.ts';

/** 历史决定 one recorded decision with the facts it was made on. */
export interface RecordedDecision {
  readonly projectId: string;
  readonly seq: number;
  readonly checkpoint: string;
  readonly legalDate: LocalDate;
  /** Region of the buyer, down to the township. */
  readonly regionCode: RegionCode;
  readonly sector: string;
  readonly amountFen: number;
  readonly facts: Facts;
}

/** Decisions to which the same rules apply before, and the same rules after. */
export interface Group {
  readonly change: Change;
  readonly decisions: RecordedDecision[];
}

/** Two releases, and the day whose law applies; null leaves each decision its own day. */
export interface Compared {
  readonly before: Release;
  readonly after: Release;
  readonly on: LocalDate | null;
}

/** Finds the group of a decision; slices are compiled once. */
export function groupFinder({ before, after, on }: Compared): (one: RecordedDecision) => Group {
  const found = new Map<string, Group>();
  const known = new Map<string, Group>();
  return ({ checkpoint, regionCode, legalDate }) => {
    const key = { checkpoint, regionCode, on: on ?? legalDate };
    const place = `${checkpoint} ${regionCode} ${key.on}`;
    const already = known.get(place);
    if (already) return already;
    const id = `${sliceId(before, key)}\n${sliceId(after, key)}`;
    const group = found.get(id) ?? {
      change: changeBetween(compileSlice(before, key), compileSlice(after, key)),
      decisions: [],
    };
    found.set(id, group);
    known.set(place, group);
    return group;
  };
}

/** What the bulk evaluation and the engine have to agree on. */
export interface Findings {
  readonly outcome: Outcome;
  readonly fired: readonly string[];
  readonly undetermined: readonly string[];
}

/** The same decision by json-rules-engine and the compiled form, as a live one. */
export async function decideLive(
  decision: RecordedDecision,
  { release, slice, on }: { readonly release: Release; readonly slice: Slice; readonly on: LocalDate | null },
): Promise<Findings> {
  const question: PolicyQuestion = {
    checkpoint: decision.checkpoint,
    facts: decision.facts,
    legalDate: on ?? decision.legalDate,
    regionCode: decision.regionCode,
    packVersion: release.version,
  };
  const { outcome, findings } = await verdictOf(release, slice, question);
  const idsOf = (result: 'fired' | 'undetermined') =>
    findings.filter((one) => one.result === result).map(({ rule }) => rule);
  return { outcome, fired: idsOf('fired'), undetermined: idsOf('undetermined') };
}
