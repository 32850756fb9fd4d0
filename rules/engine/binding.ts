import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Pack, Rule } from './pack-schema.ts';

/** Whether something in force from `from` (included) to `to` (excluded) is in force on a day. */
export const isInForce = (
  span: { readonly from: LocalDate; readonly to: LocalDate | null },
  on: LocalDate,
): boolean => span.from <= on && (span.to === null || on < span.to);

/** What decides which rules bind; `begunOn` and `sectors` are left out when not known. */
export interface BindingCase {
  readonly on: LocalDate;
  readonly begunOn?: LocalDate | undefined;
  readonly sectors?: readonly string[] | undefined;
}

/**
 * The day whose figures a rule takes when it binds a decision; null when it does not bind it. Where the begin of a
 * project is not known, its rules are taken as if it had begun on the legal date, and what would exempt it is not.
 */
export function bindingDay(
  { binds = 'date', effective, override }: Rule,
  { on, begunOn }: BindingCase,
): LocalDate | null {
  if (binds === 'release') return on < effective.from ? effective.from : on;
  if (binds === 'projectStart' && begunOn === undefined && override?.kind === 'exempts') return null;
  const day = binds === 'projectStart' ? (begunOn ?? on) : on;
  return isInForce(effective, day) ? day : null;
}

/** A rule that binds a decision, with the day whose figures it takes. */
export interface BindingRule {
  readonly pack: Pack;
  readonly rule: Rule;
  readonly day: LocalDate;
}

/**
 * The rules of these packs that bind a decision; one that is replaced by another that binds does not. While the sectors
 * are not known, no sector pack exempts from anything.
 */
export function rulesBinding(packs: readonly Pack[], given: BindingCase): readonly BindingRule[] {
  const binding = packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => {
      const day = bindingDay(rule, given);
      if (day === null || (pack.sectors && !given.sectors && rule.override?.kind === 'exempts')) return [];
      return [{ pack, rule, day }];
    }),
  );
  const replaced = new Set(
    binding.flatMap(({ rule: { override } }) => (override?.kind === 'replaces' ? [override.rule] : [])),
  );
  return binding.filter(({ rule }) => !replaced.has(rule.id));
}
