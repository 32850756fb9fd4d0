import { MARK } from './closures.ts';
import type { Literal, LiteralLeaf } from './literal.ts';
import { leafMark, type Marker } from './marker.ts';

/** Whether a condition holds; `unknown` where a fact is missing. */
export type Holds = 'yes' | 'no' | 'unknown';

/** 判定轨迹 one condition of a rule with what it came to for the case that was marked last. */
export interface TracedCondition {
  readonly join: 'all' | 'any' | 'not' | null;
  readonly holds: Holds;
  /** The comparison; null for a join. */
  readonly leaf: LiteralLeaf | null;
  /** The shared condition that stands here, by name. */
  readonly shared: string | null;
  readonly inner: readonly TracedCondition[];
}

/** The whole tree of one condition of a marker, read from the marks of its comparisons. */
export function traceOf(marker: Marker, index: number): TracedCondition {
  const condition = marker.form.conditions[index];
  if (!condition) throw new RangeError(`There is no condition ${index}`);
  return treeOf(condition, { marker, leaf: marker.form.begins[index] ?? 0 });
}

interface Reader {
  readonly marker: Marker;
  /** Number of the next comparison. */
  leaf: number;
}

const HOLDS: readonly Holds[] = ['no', 'unknown', 'yes'];
const NONE: readonly TracedCondition[] = [];

function treeOf(condition: Literal, reader: Reader): TracedCondition {
  const shared = condition.name ?? null;
  if ('fact' in condition) {
    const mark = leafMark(reader.marker, reader.leaf);
    reader.leaf += 1;
    return { join: null, holds: HOLDS[mark] ?? 'unknown', leaf: condition, shared, inner: NONE };
  }
  if ('not' in condition) {
    const inner = treeOf(condition.not, reader);
    return {
      join: 'not',
      holds: HOLDS[2 - HOLDS.indexOf(inner.holds)] ?? 'unknown',
      leaf: null,
      shared,
      inner: [inner],
    };
  }
  if ('all' in condition) {
    const inner = condition.all.map((one) => treeOf(one, reader));
    return { join: 'all', holds: least(inner), leaf: null, shared, inner };
  }
  const inner = condition.any.map((one) => treeOf(one, reader));
  return { join: 'any', holds: greatest(inner), leaf: null, shared, inner };
}

function least(inner: readonly TracedCondition[]): Holds {
  let mark: number = MARK.yes;
  for (const { holds } of inner) mark = Math.min(mark, HOLDS.indexOf(holds));
  return HOLDS[mark] ?? 'unknown';
}

function greatest(inner: readonly TracedCondition[]): Holds {
  let mark: number = MARK.no;
  for (const { holds } of inner) mark = Math.max(mark, HOLDS.indexOf(holds));
  return HOLDS[mark] ?? 'unknown';
}
