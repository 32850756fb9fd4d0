import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import { type Definitions, findCase } from './cases.ts';
import type { Literal } from './literal.ts';
import type { Pack, Rule } from './pack-schema.ts';
import type { Remark } from './remark.ts';

/** One rule on one day, with literal figures. */
export interface Dated {
  readonly pack: Pack;
  readonly rule: Rule;
  /** First day of these figures, and the first day after them. */
  readonly on: LocalDate;
  readonly until: LocalDate | null;
  readonly when: Literal;
  /** Facts its conditions compare. */
  readonly facts: ReadonlySet<string>;
}

type Lasting = Pick<Dated, 'rule' | 'on' | 'until'>;

/** Whether two rules can bind one decision: a rule that binds by release or by the begin of a project outlasts its dates. */
export function overlapInTime(one: Lasting, other: Lasting): boolean {
  return startsBefore(one, other) && startsBefore(other, one);
}

function startsBefore({ rule, on }: Lasting, other: Lasting): boolean {
  if (rule.binds === 'release' || (other.rule.binds ?? 'date') !== 'date' || other.until === null)
    return true;
  return on < other.until;
}

/**
 * 时间线空档 days between two versions of a rule on which neither is in force, and rules that end without a successor,
 * each with a case the rule caught before.
 */
export function gapsOf(dated: readonly Dated[], definitions: Definitions): readonly Remark[] {
  const ids = [...new Set(dated.map(({ rule }) => rule.id))];
  return ids.flatMap((id) => {
    const versions = dated
      .filter(({ rule }) => rule.id === id)
      .sort((a, b) => (a.rule.effective.from < b.rule.effective.from ? -1 : 1));
    return versions.flatMap((one) => gapAfter(one, versions, definitions));
  });
}

function gapAfter(one: Dated, versions: readonly Dated[], definitions: Definitions): readonly Remark[] {
  const { id, effective } = one.rule;
  // Only the last figures of a version stand before the gap.
  if (effective.to === null || one.until !== effective.to) return [];
  const until = effective.to;
  const next = versions.map(({ rule }) => rule.effective.from).find((from) => from >= until);
  if (next === until) return [];
  const caught = findCase({ holds: [one.when], fails: [] }, definitions);
  const about = {
    level: 'note' as const,
    rules: [id],
    on: until,
    witness: caught.kind === 'found' ? caught.facts : null,
  };
  if (next === undefined) {
    const sentence = text(
      `${id} 自 ${until} 起失效，没有后续版本。`,
      `${id} ends on ${until} and nothing follows it.`,
    );
    return [{ ...about, kind: 'ends', sentence }];
  }
  const sentence = text(
    `${id} 自 ${until} 至 ${next} 前没有有效版本，其间此类情形无人核查。`,
    `${id} has no version from ${until} until ${next}; nothing checks such a case in between.`,
  );
  return [{ ...about, kind: 'gap', sentence }];
}
