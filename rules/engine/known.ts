import type { Facts, FactValue } from '../../domain/policy/types.ts';
import { isFactValue } from './lint.ts';
import type { FactDefinition } from './pack-schema.ts';

/** The facts asked for, of the right type; whatever is missing or ill-typed is left out and so unknown. */
export function knownOf(definitions: Iterable<FactDefinition>, facts: Facts): ReadonlyMap<string, FactValue> {
  const known = new Map<string, FactValue>();
  for (const definition of definitions) {
    const value = Object.hasOwn(facts, definition.name) ? facts[definition.name] : undefined;
    if (value !== undefined && isFactValue(definition, value)) known.set(definition.name, value);
  }
  return known;
}

/**
 * Which rules may be justified only the packs know, so these facts are made here and not in the domain:
 * the justified rules that are not waivable, and their number.
 */
export function withDerivedFacts(facts: Facts, nonWaivable: ReadonlySet<string>): Facts {
  const { justified_rules: justified } = facts;
  if (!Array.isArray(justified)) return facts;
  const given: readonly unknown[] = justified;
  const refused = given
    .filter((id) => typeof id === 'string')
    .filter((id) => nonWaivable.has(id))
    .sort();
  return { ...facts, justified_non_waivable_rules: refused, justified_non_waivable_count: refused.length };
}
