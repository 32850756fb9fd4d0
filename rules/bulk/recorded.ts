import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { RulesFound } from '../../domain/policy/backtest.ts';
import type { PastDecision } from '../../domain/policy/reports.ts';
import type { Finding } from '../../domain/policy/types.ts';
import { compileSlice, type Slice, sliceId, sliceKeyOf } from '../engine/compile.ts';
import { verdictOf } from '../engine/policy.ts';
import type { Release } from '../engine/release.ts';
import { type Change, changeBetween } from './change.ts';

/** Decisions to which the same rules apply before, and the same rules after. */
export interface Group {
  readonly change: Change;
  readonly decisions: PastDecision[];
}

/** Two releases, and the day whose law applies; null leaves each decision its own day. */
export interface Compared {
  readonly before: Release;
  readonly after: Release;
  readonly on: LocalDate | null;
}

/** Finds the group of a decision; slices are compiled once. */
export function groupFinder({ before, after, on }: Compared): (one: PastDecision) => Group {
  const found = new Map<string, Group>();
  const known = new Map<string, Group>();
  return ({ question }) => {
    const asked = sliceKeyOf(question);
    const key = { ...asked, on: on ?? asked.on };
    const place = JSON.stringify(key);
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

/** The same decision by json-rules-engine and the compiled form, as a live one. */
export async function decideLive(
  { question }: PastDecision,
  { release, slice, on }: { readonly release: Release; readonly slice: Slice; readonly on: LocalDate | null },
): Promise<RulesFound> {
  const { outcome, findings } = await verdictOf(release, slice, {
    ...question,
    legalDate: on ?? question.legalDate,
    packVersion: release.version,
  });
  const idsOf = (result: Finding['result']) =>
    findings.filter((one) => one.result === result).map(({ rule }) => rule);
  return {
    outcome,
    fired: idsOf('fired'),
    undetermined: idsOf('undetermined'),
    exempted: idsOf('exempted'),
  };
}
