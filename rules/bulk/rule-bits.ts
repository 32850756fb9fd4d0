import type { CompiledForm } from '../engine/closures.ts';
import type { Literal, LiteralLeaf } from '../engine/literal.ts';
import type { Marker } from '../engine/marker.ts';
import { blankBits, type Columns } from './columns.ts';
import { leafBits, type TruthBits } from './leaf-bits.ts';

/** Decides conditions in all cases of a block, with the same three values as a single case; all of them, or those wanted. */
export function ruleBits(
  columns: Columns,
  { form, leafAt, leaves }: Marker,
  wanted: Iterable<number> = form.conditions.keys(),
): readonly TruthBits[] {
  const block: Block = { columns, form, leafAt, made: Array.from(leaves, () => undefined) };
  return Array.from(wanted, (index) => {
    const condition = form.conditions[index];
    if (!condition) throw new RangeError(`There is no condition ${index}`);
    return bitsOf(condition, { block, leaf: form.begins[index] ?? 0 });
  });
}

interface Block {
  readonly columns: Columns;
  readonly form: CompiledForm;
  /** Comparisons that say the same have the same number. */
  readonly leafAt: Uint16Array;
  /** Comparisons already made, by that number, for the conditions that make them again. */
  readonly made: (TruthBits | undefined)[];
}

interface Walk {
  readonly block: Block;
  /** Number of the next comparison. */
  leaf: number;
}

function bitsOf(condition: Literal, walk: Walk): TruthBits {
  if ('fact' in condition) return comparisonBits(condition, walk);
  if ('not' in condition) {
    const { yes, maybe } = bitsOf(condition.not, walk);
    const no = contrary(maybe);
    return { yes: no, maybe: yes === maybe ? no : contrary(yes) };
  }
  if ('all' in condition) return joined(condition.all.map((one) => bitsOf(one, walk)), both);
  return joined(condition.any.map((one) => bitsOf(one, walk)), either);
}

function comparisonBits(leaf: LiteralLeaf, walk: Walk): TruthBits {
  const { columns, form, leafAt, made } = walk.block;
  const index = walk.leaf;
  walk.leaf += 1;
  const same = leafAt[index] ?? 0;
  const before = made[same];
  if (before) return before;
  const column = columns.of.get(leaf.fact);
  const closure = form.leaves[index];
  const found =
    column && closure
      ? leafBits(column, leaf, { closure, slot: form.slots.indexOf(leaf.fact) })
      : unknown(columns);
  made[same] = found;
  return found;
}

const unknown = ({ size }: Columns): TruthBits => ({ yes: blankBits(size), maybe: blankBits(size).fill(-1) });

type Join = (into: Int32Array, other: Int32Array) => void;

/** Never writes into what it was given: others read it too. */
function joined(parts: readonly TruthBits[], join: Join): TruthBits {
  const [first, ...others] = parts;
  if (!first) throw new RangeError('A join has parts');
  if (others.length === 0) return first;
  const yes = first.yes.slice();
  for (const other of others) join(yes, other.yes);
  if (parts.every((one) => one.yes === one.maybe)) return { yes, maybe: yes };
  const maybe = first.maybe.slice();
  for (const other of others) join(maybe, other.maybe);
  return { yes, maybe };
}

function both(into: Int32Array, other: Int32Array): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] as number) & (other[word] as number);
}

function either(into: Int32Array, other: Int32Array): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] as number) | (other[word] as number);
}

function contrary(bits: Int32Array): Int32Array {
  const into = new Int32Array(bits.length);
  for (let word = 0; word < into.length; word += 1) into[word] = ~(bits[word] as number);
  return into;
}
