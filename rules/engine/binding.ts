import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Pack, Rule } from './pack-schema.ts';

/** Whether something in force from `from` (included) to `to` (excluded) is in force on a day. */
export const isInForce = (
  span: { readonly from: LocalDate; readonly to: LocalDate | null },
  on: LocalDate,
): boolean => span.from <= on && (span.to === null || on < span.to);

/**
 * The day whose figures a rule takes when it binds a decision; null when it does not bind it. Where the begin of a
 * project is not known, its rules are taken as if it had begun on the legal date.
 */
export function bindingDay(
  { binds = 'date', effective }: Rule,
  { on, begunOn = on }: { readonly on: LocalDate; readonly begunOn?: LocalDate | undefined },
): LocalDate | null {
  if (binds === 'release') return on < effective.from ? effective.from : on;
  const day = binds === 'projectStart' ? begunOn : on;
  return isInForce(effective, day) ? day : null;
}

/** A rule that binds a decision, with the day whose figures it takes. */
export interface BindingRule {
  readonly pack: Pack;
  readonly rule: Rule;
  readonly day: LocalDate;
}

/** The rules of these packs that bind a decision; one that is replaced by another that binds does not. */
export function rulesBinding(
  packs: readonly Pack[],
  days: { readonly on: LocalDate; readonly begunOn?: LocalDate | undefined },
): readonly BindingRule[] {
  const binding = packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => {
      const day = bindingDay(rule, days);
      return day === null ? [] : [{ pack, rule, day }];
    }),
  );
  const replaced = new Set(
    binding.flatMap(({ rule: { override } }) => (override?.kind === 'replaces' ? [override.rule] : [])),
  );
  return binding.filter(({ rule }) => !replaced.has(rule.id));
}
