import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { Facts, FactValue, PolicyQuestion } from '../../domain/policy/types.ts';
import { kindsOf } from './cases.ts';
import { MARK, rowOf } from './closures.ts';
import type { CompiledRule, Slice } from './compile.ts';
import { literalLeaves } from './literal.ts';
import type { FactDefinition } from './pack-schema.ts';
import { knownIn, verdictOf } from './policy.ts';
import type { Release } from './release.ts';

/** One fact the applicant would have to change; `from` is null where it was not given. */
export interface FactChange {
  readonly fact: string;
  readonly from: FactValue;
  readonly to: FactValue;
}

export type Counterfactual =
  /** Fewest facts, each the applicant's to change; decided again by both evaluators before it is said. */
  | { readonly kind: 'found'; readonly changes: readonly FactChange[] }
  /** Whatever the applicant changes of what is theirs, some rule refuses. */
  | { readonly kind: 'none' }
  /** Not found within the limits of the search; nothing is claimed. */
  | { readonly kind: 'not-found' };

const MAX_CHANGES = 6;
const MAX_STEPS = 100_000;

interface Asked {
  readonly release: Release;
  readonly slice: Slice;
  readonly question: PolicyQuestion;
}

/** 怎样才能通过: the smallest set of changes that makes a refused request pass without a justification. */
export async function whatWouldPass({ release, slice, question }: Asked): Promise<Counterfactual> {
  const known = knownIn(slice, question);
  const found = searchChanges(slice, known);
  if (found.kind !== 'found') return found;
  // What the policy layer derives from other facts is set as a fact of its own, so nothing derives it again.
  const given = [...known].filter(([name]) => name !== 'justified_rules');
  const facts: Facts = { ...Object.fromEntries(given), ...valuesOf(found.changes) };
  const verdict = await verdictOf(release, slice, { ...question, facts });
  return refusalFrom(verdict, {}) === null ? found : { kind: 'not-found' };
}

const valuesOf = (changes: readonly FactChange[]): Facts =>
  Object.fromEntries(changes.map(({ fact, to }) => [fact, to]));

interface Progress {
  readonly row: (FactValue | undefined)[];
  readonly changed: Map<string, FactValue>;
  steps: number;
  /** Whether a branch was left only because no more changes were allowed. */
  isCut: boolean;
}

/** Allows one more change each round, so the first set found is the smallest. */
function searchChanges(slice: Slice, known: ReadonlyMap<string, FactValue>): Counterfactual {
  const choices = choicesOf(slice, known);
  const progress: Progress = {
    row: [...rowOf(slice.form, known)],
    changed: new Map(),
    steps: 0,
    isCut: false,
  };
  for (let allowed = 0; allowed <= MAX_CHANGES; allowed += 1) {
    progress.isCut = false;
    if (deepen({ slice, choices, progress }, allowed)) {
      const changes = [...progress.changed].map(([fact, to]) => ({
        fact,
        from: known.get(fact) ?? null,
        to,
      }));
      return { kind: 'found', changes: changes.sort((a, b) => (a.fact < b.fact ? -1 : 1)) };
    }
    if (progress.steps > MAX_STEPS) break;
    if (!progress.isCut) return { kind: isExhaustive(slice) ? 'none' : 'not-found' };
  }
  return { kind: 'not-found' };
}

interface Search {
  readonly slice: Slice;
  readonly choices: ReadonlyMap<string, readonly FactValue[]>;
  readonly progress: Progress;
}

/**
 * Whatever set of changes makes the request pass has to change a fact of the first rule that still refuses, one not
 * changed yet; so only those facts are tried.
 */
function deepen(search: Search, allowed: number): boolean {
  const { slice, choices, progress } = search;
  progress.steps += 1;
  if (progress.steps > MAX_STEPS) return false;
  const marks = slice.form.roots.map((root) => root(progress.row));
  const obstacle = slice.rules.find((compiled, index) => obstructs(slice, marks, { compiled, index }));
  if (!obstacle) return true;
  const own = [obstacle, ...exemptionsFrom(slice, obstacle)].flatMap(({ factNames }) => factNames);
  const facts = [...new Set(own)].filter((name) => choices.has(name) && !progress.changed.has(name));
  if (allowed === 0 && facts.length > 0) progress.isCut = true;
  if (allowed === 0) return false;
  return facts.some((fact) =>
    (choices.get(fact) ?? []).some((value) => tryValue(search, [fact, value], allowed)),
  );
}

function tryValue(search: Search, [fact, value]: readonly [string, FactValue], allowed: number): boolean {
  const { row, changed } = search.progress;
  const slot = search.slice.form.slots.indexOf(fact);
  const before = row[slot];
  row[slot] = value;
  changed.set(fact, value);
  if (deepen(search, allowed - 1)) return true;
  row[slot] = before;
  changed.delete(fact);
  return false;
}

/** As the refusal does: a rule that refuses must not fire, no rule may stay undecided; an exempted rule is no obstacle. */
function obstructs(
  slice: Slice,
  marks: readonly number[],
  { compiled, index }: { readonly compiled: CompiledRule; readonly index: number },
): boolean {
  const { severity, override } = compiled.rule;
  const mark = marks[index];
  if (mark === MARK.no || override?.kind === 'exempts') return false;
  if (exemptionsFrom(slice, compiled).some((one) => marks[slice.rules.indexOf(one)] === MARK.yes))
    return false;
  return mark !== MARK.yes || severity === 'block' || severity === 'require-approval';
}

const exemptionsFrom = ({ rules }: Slice, { rule: { id } }: CompiledRule): readonly CompiledRule[] =>
  rules.filter(({ rule: { override } }) => override?.kind === 'exempts' && override.rule === id);

/** For each fact the applicant may change the other values that rules can tell apart, the nearest first. */
function choicesOf(
  { rules, facts }: Slice,
  known: ReadonlyMap<string, FactValue>,
): ReadonlyMap<string, readonly FactValue[]> {
  const leaves = rules.flatMap(({ literal }) => literalLeaves(literal));
  return new Map(
    facts.filter(isSayable).map((definition) => {
      const current = known.get(definition.name);
      const own = leaves.filter(({ fact }) => fact === definition.name);
      const others = kindsOf(definition, own).filter((value) => value !== current && !isNegative(value));
      return [definition.name, others.sort((a, b) => distance(a, current) - distance(b, current))];
    }),
  );
}

/** Whether all that is the applicant's to change was tried. */
const isExhaustive = ({ facts }: Slice): boolean =>
  facts.every((definition) => definition.changeable !== true || isSayable(definition));

/** Free text and lists have no value one could name. */
const isSayable = ({ changeable, type, values }: FactDefinition): boolean =>
  changeable === true &&
  (type === 'boolean' || type === 'number' || (type === 'text' && values !== undefined));

const isNegative = (value: FactValue): boolean => typeof value === 'number' && value < 0;

const distance = (value: FactValue, from: FactValue | undefined): number =>
  typeof value === 'number' && typeof from === 'number' ? Math.abs(value - from) : 0;
