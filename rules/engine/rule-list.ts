import type { RegionCode } from '../../domain/kernel/brand.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Citation } from '../../domain/kernel/refusal.ts';
import type { Text } from '../../domain/kernel/text.ts';
import type { Severity } from '../../domain/policy/types.ts';
import { type BindingRule, rulesBinding } from './binding.ts';
import { placeholdersOf } from './lint.ts';
import { parametersInForce } from './literal.ts';
import type { Pack, Parameter, Rule } from './pack-schema.ts';
import { packsFor, type Release } from './release.ts';
import { render } from './render.ts';
import { placedLeaves } from './shared-conditions.ts';

/** 参数 a figure a rule depends on; an unconfirmed one is shown with a note until its authority confirms it. */
export interface RuleFigure {
  readonly name: string;
  readonly label: Text;
  readonly value: number;
  readonly unit: Parameter['unit'];
  readonly confirmed: boolean;
}

/** 现行规则 a rule in force as a list shows it; texts name the facts instead of a case's values. */
export interface RuleInForce {
  readonly id: string;
  readonly title: Text;
  readonly stage: Rule['stage'];
  readonly checkpoints: readonly string[];
  readonly severity: Severity;
  readonly waivable: boolean;
  readonly citation: Citation;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate | null;
  readonly message: Text;
  readonly remedy: Text;
  readonly figures: readonly RuleFigure[];
  /** Where the rule comes from. */
  readonly pack: { readonly id: string; readonly title: Text };
  readonly layer: Pack['layer'];
  readonly jurisdiction: string;
  /** Sectors it binds; null for all. */
  readonly sectors: readonly string[] | null;
  /** What it does to a rule of a wider layer; null when it stands for itself. */
  readonly override: NonNullable<Rule['override']> | null;
  readonly packVersion: string;
}

/** All rules of a release that bind a region on a day, those of every sector, sorted by id. */
export function listRules(
  release: Release,
  { on, regionCode }: { readonly on: LocalDate; readonly regionCode: RegionCode },
): readonly RuleInForce[] {
  // Every sector's rules are listed, also those that exempt.
  return rulesBinding(packsFor(release, { regionCode }), { on, sectors: [] })
    .map((one) => toListed(release, one))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toListed(release: Release, { pack, rule, day }: BindingRule): RuleInForce {
  const parameters = parametersInForce(release, day);
  const values = { definitions: release.words.facts, parameters, known: null };
  const used = new Set([
    ...placedLeaves(rule.when, release.words.shared).flatMap(({ leaf: { value } }) =>
      typeof value === 'object' && !Array.isArray(value) ? [value.parameter] : [],
    ),
    ...[rule.message, rule.remedy].flatMap(({ zh }) => placeholdersOf(zh)),
  ]);
  return {
    id: rule.id,
    title: rule.title,
    stage: rule.stage,
    checkpoints: rule.checkpoints,
    severity: rule.severity,
    waivable: rule.waivable,
    citation: rule.citation,
    effectiveFrom: rule.effective.from,
    effectiveTo: rule.effective.to,
    message: render(rule.message, values),
    remedy: render(rule.remedy, values),
    figures: [...parameters.values()]
      .filter(({ parameter }) => used.has(parameter.name))
      .map(({ parameter: { name, label, unit }, value, confirmed }) => ({
        name,
        label,
        value,
        unit,
        confirmed,
      })),
    pack: { id: pack.id, title: pack.title },
    layer: pack.layer,
    jurisdiction: pack.jurisdiction,
    sectors: pack.sectors ?? null,
    override: rule.override ?? null,
    packVersion: release.version,
  };
}
