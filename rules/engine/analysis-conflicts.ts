import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import { undecided } from './analysis-undecided.ts';
import { rulesBinding } from './binding.ts';
import type { Search } from './case-search.ts';
import { type Definitions, findCase } from './cases.ts';
import { type Literal, literalLeaves, putInOn, withLiterals } from './literal.ts';
import type { Pack } from './pack-schema.ts';
import { type Release, shareSector } from './release.ts';
import type { Remark } from './remark.ts';

/** A blocking rule on a day, with literal figures. */
interface Blocking {
  readonly id: string;
  readonly pack: Pack;
  readonly checkpoints: readonly string[];
  readonly when: Literal;
  readonly facts: readonly string[];
}

/**
 * 冲突 blocking rules of one checkpoint, region and day that together leave no case to pass, though each alone does.
 * Rules without a fact in common cannot conflict, so only groups that hang together by facts are searched.
 */
export function conflictsOf(release: Release): readonly Remark[] {
  const [wholes, groups] = [new Set<string>(), new Set<string>()];
  const isNew = (seen: Set<string>, rules: readonly Blocking[]): boolean => {
    const key = JSON.stringify(rules.map(({ id, when }) => [id, when]));
    const before = seen.size;
    return seen.add(key).size > before;
  };
  const found = release.packs.flatMap((pack) => {
    const packs = release.packs.filter((other) => bindsWith(pack, other));
    return release.cutPoints.flatMap((on) => {
      const rules = blockingOn(release, packs, on);
      if (!isNew(wholes, rules)) return [];
      return groupsOf(rules)
        .filter((group) => isNew(groups, group))
        .flatMap((group) => conflictIn(group, on, release.words.facts));
    });
  });
  return [...new Map(found.map((one) => [one.rules.join(' '), one])).values()];
}

const bindsWith = (pack: Pack, other: Pack): boolean =>
  pack.jurisdiction.startsWith(other.jurisdiction) && shareSector(pack, other);

function blockingOn(release: Release, packs: readonly Pack[], on: LocalDate): readonly Blocking[] {
  const given = putInOn(release, on);
  return rulesBinding(packs, { on })
    .filter(({ rule, day }) => rule.severity === 'block' && day === on)
    .map(({ rule: { id, checkpoints, when }, pack }) => {
      const literal = withLiterals(when, given);
      const facts = [...new Set(literalLeaves(literal).map(({ fact }) => fact))];
      return { id, pack, checkpoints, when: literal, facts };
    });
}

/** The rules of each checkpoint, parted where no fact links them. */
function groupsOf(rules: readonly Blocking[]): readonly (readonly Blocking[])[] {
  const names = [...new Set(rules.flatMap(({ checkpoints }) => checkpoints))];
  return names.flatMap((name) =>
    linked(rules.filter(({ checkpoints }) => checkpoints.includes(name))).filter(({ length }) => length > 1),
  );
}

function linked(rules: readonly Blocking[]): readonly (readonly Blocking[])[] {
  const groups: { readonly rules: Blocking[]; readonly facts: Set<string> }[] = [];
  for (const one of rules) {
    const near = groups.filter((group) => one.facts.some((fact) => group.facts.has(fact)));
    const joined = {
      rules: [...near.flatMap((group) => group.rules), one],
      facts: new Set([...near.flatMap((group) => [...group.facts]), ...one.facts]),
    };
    groups.splice(0, groups.length, ...groups.filter((group) => !near.includes(group)), joined);
  }
  return groups.map((group) => group.rules.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

/** Fewest rules that still leave nothing: each is needed. What a proof does not rest on goes without a search. */
function neededOf(
  group: readonly Blocking[],
  whole: Proof,
  passes: (rules: readonly Blocking[]) => Search,
): readonly Blocking[] {
  let left = group;
  let proved = new Set(whole.needed.map((at) => group[at]));
  for (const one of group) {
    const without = left.filter((other) => other !== one);
    if (!proved.has(one)) {
      left = without;
      continue;
    }
    const search = without.length > 0 ? passes(without) : null;
    if (search?.kind !== 'none') continue;
    left = without;
    proved = new Set(search.needed.map((at) => without[at]));
  }
  return left;
}

type Proof = Extract<Search, { readonly kind: 'none' }>;

function conflictIn(group: readonly Blocking[], on: LocalDate, definitions: Definitions): readonly Remark[] {
  const passes = (rules: readonly Blocking[]) =>
    findCase({ holds: [], fails: rules.map(({ when }) => when) }, definitions);
  const whole = passes(group);
  if (whole.kind !== 'none') return undecided({ rules: group.map(({ id }) => id), on }, [whole]);
  const core = neededOf(group, whole, passes);
  const proof = passes(core);
  // A rule that always fires is told as such, and packs of different sectors never bind one purchase together.
  if (
    core.length < 2 ||
    proof.kind !== 'none' ||
    !core.every((a) => core.every((b) => shareSector(a.pack, b.pack)))
  )
    return [];
  const ids = core.map(({ id }) => id);
  const shown = findCase({ holds: core.slice(0, 1).map(({ when }) => when), fails: [] }, definitions);
  const sentence = text(
    `${ids.join('、')} 互相冲突，任何情形都至少触发其一：已排除全部情形（查验 ${proof.tried} 步）。`,
    `${ids.join(', ')} conflict: every case fires one of them; every kind of case was ruled out, in ${proof.tried} steps.`,
  );
  const witness = shown.kind === 'found' ? shown.facts : null;
  return [{ kind: 'conflicting', level: 'error', rules: ids, on, sentence, witness }];
}
