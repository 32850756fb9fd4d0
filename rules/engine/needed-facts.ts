import type { FactValue, Verdict } from '../../domain/policy/types.ts';
import { MARK } from './closures.ts';
import type { Slice } from './compile.ts';
import type { Literal } from './literal.ts';
import { leafMark, markCase } from './marker.ts';
import type { FactDefinition } from './pack-schema.ts';

/** 需补充信息 a fact that is missing and may change the outcome, with the rules that wait for it. */
export interface NeededFact {
  readonly definition: FactDefinition;
  readonly rules: readonly string[];
}

/**
 * The missing facts that matter: those in a part of an undecided rule that is itself undecided. A fact beside one that has
 * already decided the part is not asked for, and nothing is asked where a blocking rule has fired: no answer changes that.
 */
export function neededFacts(
  slice: Slice,
  known: ReadonlyMap<string, FactValue>,
  { findings }: Verdict,
): readonly NeededFact[] {
  if (findings.some(({ result, severity }) => result === 'fired' && severity === 'block')) return [];
  const undecided = new Set(findings.filter(({ missing }) => missing.length > 0).map(({ rule }) => rule));
  markCase(slice.marker, Object.fromEntries(known));
  const waiting = new Map<string, string[]>();
  slice.rules.forEach(({ rule, literal }, index) => {
    if (!undecided.has(rule.id)) return;
    let leaf = slice.form.begins[index] ?? 0;
    const { open } = openFacts(literal, () => leafMark(slice.marker, leaf++));
    for (const fact of new Set(open)) waiting.set(fact, [...(waiting.get(fact) ?? []), rule.id]);
  });
  return [...waiting]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([fact, rules]) => {
      const definition = slice.definitions.get(fact);
      return definition ? [{ definition, rules }] : [];
    });
}

interface Opened {
  readonly mark: number;
  readonly open: readonly string[];
}

/** Facts missing below a condition, none where the condition is decided without them. */
function openFacts(condition: Literal, next: () => number): Opened {
  if ('fact' in condition) {
    const mark = next();
    return { mark, open: mark === MARK.unknown ? [condition.fact] : [] };
  }
  if ('not' in condition) {
    const { mark, open } = openFacts(condition.not, next);
    return { mark: 2 - mark, open };
  }
  const parts = ('all' in condition ? condition.all : condition.any).map((one) => openFacts(one, next));
  const marks = parts.map(({ mark }) => mark);
  const mark = 'all' in condition ? Math.min(...marks) : Math.max(...marks);
  return { mark, open: mark === MARK.unknown ? parts.flatMap(({ open }) => open) : [] };
}
