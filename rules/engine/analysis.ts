import { isDeepStrictEqual } from 'node:util';
import { text } from '../../domain/kernel/text.ts';
import { apartByCases } from '../bulk/apart.ts';
import { conflictsOf } from './analysis-conflicts.ts';
import { remarksOnExemption } from './analysis-exemptions.ts';
import { type Dated, gapsOf, overlapInTime } from './analysis-time.ts';
import { undecided } from './analysis-undecided.ts';
import { type Definitions, findCase } from './cases.ts';
import { literalLeaves, putInOn, withLiterals } from './literal.ts';
import type { Pack, Rule } from './pack-schema.ts';
import { problemsOf, type Release, shareSector, uncheckedRelease } from './release.ts';
import type { Remark } from './remark.ts';

/**
 * Reads packs of one version as a policy owner must: whatever keeps them from fitting together, rules that can never or
 * must always fire, rules that another rule of the same checkpoint and severity already says, rules that leave no case
 * to pass, gaps on the time line, exemptions that lift nothing or everything. Exact, because every comparison sets one
 * fact against one constant; a rule too large to decide is named.
 */
export function analysePacks(packs: readonly Pack[]): readonly Remark[] {
  const invalid = problemsOf(packs).map(({ place, reason }) => ({
    kind: 'invalid' as const,
    level: 'error' as const,
    rules: [place.split('.')[0] ?? place],
    on: null,
    sentence: text(`${place}：${reason.zh}`, `${place}: ${reason.en}`),
    witness: null,
  }));
  // What does not fit together has no meaning that could be analysed.
  if (invalid.length > 0) return invalid;
  const release = uncheckedRelease(packs);
  const dated = release.packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => versionsOf({ pack, rule, release })),
  );
  const definitions = release.words.facts;
  const apart = apartByCases(
    dated.map(({ when }) => when),
    definitions,
  );
  return [
    ...dated.flatMap((one) => remarksAlone(one, definitions)),
    ...distinct(
      pairsOf(dated)
        .filter(({ one, other }) => !apart(one.when, other.when))
        .flatMap((pair) => remarksTogether(pair, definitions)),
    ),
    ...distinct(dated.flatMap((one) => remarksOnExemption(one, dated, definitions))),
    ...gapsOf(dated, definitions),
    ...conflictsOf(release),
  ];
}

/** A rule anew for each day on which one of its figures changes. */
function versionsOf({
  pack,
  rule,
  release,
}: {
  readonly pack: Pack;
  readonly rule: Rule;
  readonly release: Release;
}): readonly Dated[] {
  const { from, to } = rule.effective;
  const days = [from, ...release.cutPoints.filter((day) => day > from && (to === null || day < to))];
  const whens = days.map((on) => ({ on, when: withLiterals(rule.when, putInOn(release, on)) }));
  const changes = whens.filter(({ when }, index) => !isDeepStrictEqual(when, whens[index - 1]?.when));
  const facts = new Set(whens.flatMap(({ when }) => literalLeaves(when)).map(({ fact }) => fact));
  return changes.map((one, index) => ({ pack, rule, facts, ...one, until: changes[index + 1]?.on ?? to }));
}

function remarksAlone({ rule, on, when }: Dated, definitions: Definitions): readonly Remark[] {
  const fires = findCase({ holds: [when], fails: [] }, definitions);
  const passes = findCase({ holds: [], fails: [when] }, definitions);
  const about = { rules: [rule.id], on };
  return [
    ...undecided(about, [fires, passes]),
    ...(fires.kind === 'none' ? [{ ...about, ...unreachable(rule.id, fires.tried), witness: null }] : []),
    ...(passes.kind === 'none' && fires.kind === 'found'
      ? [{ ...about, ...always(rule.id, passes.tried), witness: fires.facts }]
      : []),
  ];
}

const unreachable = (id: string, tried: number) => ({
  kind: 'unreachable' as const,
  level: 'error' as const,
  sentence: text(
    `${id} 永远不会触发：已排除全部情形（查验 ${tried} 步）。`,
    `${id} can never fire: every kind of case was ruled out, in ${tried} steps.`,
  ),
});

const always = (id: string, tried: number) => ({
  kind: 'always' as const,
  level: 'error' as const,
  sentence: text(
    `${id} 在任何情形下都会触发：已排除全部情形（查验 ${tried} 步）。`,
    `${id} fires in every case: every kind of case was ruled out, in ${tried} steps.`,
  ),
});

interface Pair {
  readonly one: Dated;
  readonly other: Dated;
}

/** Rules that can meet: same severity, a common checkpoint, region and day. */
function pairsOf(dated: readonly Dated[]): readonly Pair[] {
  return dated.flatMap((one, index) =>
    dated
      .slice(index + 1)
      .filter((other) => one.rule.id !== other.rule.id && meet(one, other))
      .map((other) => ({ one, other })),
  );
}

function meet(one: Dated, other: Dated): boolean {
  const isNear = (a: Pack, b: Pack) => a.jurisdiction.startsWith(b.jurisdiction) && shareSector(a, b);
  const [first, second] = [one.rule, other.rule];
  return (
    first.severity === second.severity &&
    !isExemption(first) &&
    !isExemption(second) &&
    shareFact(one, other) &&
    first.checkpoints.some((name) => second.checkpoints.includes(name)) &&
    (isNear(one.pack, other.pack) || isNear(other.pack, one.pack)) &&
    overlapInTime(one, other)
  );
}

const isExemption = ({ override }: Rule): boolean => override?.kind === 'exempts';

/** Rules without a common fact can neither contain nor equal each other. */
function shareFact({ facts }: Dated, other: Dated): boolean {
  for (const fact of other.facts) if (facts.has(fact)) return true;
  return false;
}

function remarksTogether({ one, other }: Pair, definitions: Definitions): readonly Remark[] {
  const onlyOne = findCase({ holds: [one.when], fails: [other.when] }, definitions);
  const onlyOther = findCase({ holds: [other.when], fails: [one.when] }, definitions);
  const about = { rules: [one.rule.id, other.rule.id], on: one.on > other.on ? one.on : other.on };
  const open = undecided(about, [onlyOne, onlyOther]);
  if (open.length > 0) return open;
  if (onlyOne.kind !== 'none' && onlyOther.kind !== 'none') return [];
  const both = findCase({ holds: [one.when, other.when], fails: [] }, definitions);
  // Neither can contain the other when one of them never fires; that has been said already.
  if (both.kind !== 'found') return [];
  if (onlyOne.kind === onlyOther.kind) {
    const sentence = text(
      `${one.rule.id} 与 ${other.rule.id} 含义完全相同。`,
      `${one.rule.id} and ${other.rule.id} mean the same.`,
    );
    return [{ ...about, kind: 'equivalent', level: 'error', sentence, witness: both.facts }];
  }
  const [inner, outer] =
    onlyOne.kind === 'none' ? [one.rule.id, other.rule.id] : [other.rule.id, one.rule.id];
  const sentence = text(
    `${inner} 触发时 ${outer} 必然同时触发。`,
    `Whenever ${inner} fires, ${outer} fires as well.`,
  );
  return [
    { ...about, rules: [inner, outer], kind: 'contained', level: 'note', sentence, witness: both.facts },
  ];
}

/** Two versions of a rule may say the same about another; once is enough. */
const distinct = (remarks: readonly Remark[]): readonly Remark[] => [
  ...new Map(remarks.map((one) => [`${one.kind} ${one.rules.join(' ')}`, one])).values(),
];
