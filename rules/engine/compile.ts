import type { Engine, RuleProperties, TopLevelCondition } from 'json-rules-engine';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { once } from '../../domain/kernel/once.ts';
import type { PolicyQuestion } from '../../domain/policy/types.ts';
import { rulesBinding } from './binding.ts';
import { type Compile, type CompiledForm, compileForm } from './closures.ts';
import { placeholdersOf } from './lint.ts';
import {
  type Literal,
  literalLeaves,
  type ParametersInForce,
  parametersInForce,
  withLiterals,
} from './literal.ts';
import { createMarker, type Marker } from './marker.ts';
import type { FactDefinition, Rule } from './pack-schema.ts';
import { packsFor, type Release } from './release.ts';
import type { SharedConditions } from './shared-conditions.ts';

/** One rule in force, ready to run: literal values instead of parameters. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly engineRule: RuleProperties;
  readonly literal: Literal;
  /** The figures that bind it; a rule that binds by the begin of the project takes those of that day. */
  readonly parameters: ParametersInForce;
  /** Facts its conditions compare. */
  readonly factNames: readonly string[];
  /** Facts shown with a finding: those compared and those its texts mention. */
  readonly shownNames: readonly string[];
}

/** Everything in force at one checkpoint of one region between two changes of the law; compiled once. */
export interface Slice {
  /** Sorted by rule id. */
  readonly rules: readonly CompiledRule[];
  /** The second evaluator, rule for rule. */
  readonly form: CompiledForm;
  /** The same as tables, for deciding a case; made when the first case asks for it. */
  readonly marker: Marker;
  /** Definitions of all facts the rules use, sorted by name. */
  readonly facts: readonly FactDefinition[];
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  /** Conditions its rules share by name. */
  readonly shared: SharedConditions;
  /** Ids of the release's non-waivable rules, whatever their checkpoint. */
  readonly nonWaivable: ReadonlySet<string>;
  /** Engines not running at the moment; a running engine is never shared. */
  readonly idle: Engine[];
}

export interface SliceKey {
  readonly checkpoint: string;
  readonly regionCode: string;
  readonly on: LocalDate;
  readonly sectors?: readonly string[] | undefined;
  readonly begunOn?: LocalDate | undefined;
}

export const sliceKeyOf = ({
  checkpoint,
  regionCode,
  legalDate,
  sectors,
  begunOn,
}: PolicyQuestion): SliceKey => ({ checkpoint, regionCode, on: legalDate, sectors, begunOn });

/** Key under which a slice may be cached: equal keys compile to equal slices. */
export function sliceId(release: Release, key: SliceKey): string {
  const packs = packsFor(release, key).map(({ id }) => id);
  const since = (day: LocalDate) => release.cutPoints.filter((cut) => cut <= day).at(-1) ?? 'before';
  const begun = key.begunOn === undefined ? 'unknown' : since(key.begunOn);
  const sectors = key.sectors === undefined ? 'unknown' : 'known';
  return [release.version, key.checkpoint, since(key.on), begun, sectors, ...packs].join('|');
}

export function compileSlice(release: Release, key: SliceKey, compile: Compile = compileForm): Slice {
  const packs = packsFor(release, key);
  const figures = new Map<LocalDate, ParametersInForce>();
  const figuresOn = (day: LocalDate): ParametersInForce => {
    const found = figures.get(day) ?? parametersInForce(release, day);
    figures.set(day, found);
    return found;
  };
  const rules = rulesBinding(packs, key)
    .filter(({ rule }) => rule.checkpoints.includes(key.checkpoint))
    .sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1))
    .map(({ rule, day }) => compileRule(rule, release, figuresOn(day)));
  const form = compile(rules.map(({ literal }) => literal));
  // Deciding many cases at once needs neither.
  const marker = once(() => createMarker(form, release.words.facts));
  const facts = once(() => {
    const names = [...new Set(rules.flatMap(({ shownNames }) => shownNames))].sort();
    return names.map((name) => definitionOf(release, name));
  });
  return {
    rules,
    form,
    get marker() {
      return marker();
    },
    get facts() {
      return facts();
    },
    definitions: release.words.facts,
    shared: release.words.shared,
    nonWaivable: new Set(
      packs.flatMap((pack) => pack.rules.filter(({ waivable }) => !waivable).map(({ id }) => id)),
    ),
    idle: [],
  };
}

function compileRule(rule: Rule, release: Release, parameters: ParametersInForce): CompiledRule {
  const literal = withLiterals(rule.when, { parameters, shared: release.words.shared });
  const factNames = once(() => [...new Set(literalLeaves(literal).map(({ fact }) => fact))].sort());
  const shownNames = once(() => {
    const mentioned = [rule.message, rule.remedy]
      .flatMap(({ zh, en }) => [...placeholdersOf(zh), ...placeholdersOf(en)])
      .filter((name) => release.words.facts.has(name));
    return [...new Set([...factNames(), ...mentioned])].sort();
  });
  return {
    rule,
    engineRule: {
      name: rule.id,
      event: { type: rule.id },
      conditions: asRoot(literal),
    },
    literal,
    parameters,
    get factNames() {
      return factNames();
    },
    get shownNames() {
      return shownNames();
    },
  };
}

/** The engine wants a join at the top. */
const asRoot = (literal: Literal): TopLevelCondition =>
  // The engine's types ask for arrays that may change; it copies what it is given.
  ('fact' in literal ? { all: [literal] } : literal) as TopLevelCondition;

function definitionOf(release: Release, name: string): FactDefinition {
  const definition = release.words.facts.get(name);
  invariant(definition, `Fact ${name} is not defined`);
  return definition;
}
