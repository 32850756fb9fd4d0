import type { CompiledForm } from '../engine/closures.ts';
import type { Literal } from '../engine/literal.ts';
import { type Bits, bitSource, type Columns } from './columns.ts';
import { type Comparison, comparisonsOf } from './comparisons.ts';
import { contrary, leafBits, type TruthBits } from './leaf-bits.ts';

// In the loops below `as number` stands for reads within a typed array's length; `?? 0` would cost a test for each.

/** Decides conditions in all cases of a block, with the same three values as a single case; all of them, or those wanted. */
export function ruleBits(
  columns: Columns,
  form: CompiledForm,
  wanted: Iterable<number> = form.conditions.keys(),
): readonly TruthBits[] {
  const take = bitSource(columns.size);
  const block: Block = { columns, take, comparisons: comparisonsOf(form), made: [], contraries: [] };
  return Array.from(wanted, (index) => {
    const condition = form.conditions[index];
    if (!condition) throw new RangeError(`There is no condition ${index}`);
    return bitsOf(condition, { block, leaf: form.begins[index] ?? 0 });
  });
}

interface Block {
  readonly columns: Columns;
  readonly take: () => Bits;
  readonly comparisons: readonly Comparison[];
  /** Comparisons already made, by their number, for the conditions that make them again; and their contraries. */
  readonly made: TruthBits[];
  readonly contraries: TruthBits[];
}

interface Walk {
  readonly block: Block;
  /** Place of the next comparison. */
  leaf: number;
}

function bitsOf(condition: Literal, walk: Walk): TruthBits {
  if ('fact' in condition) return comparisonBits(walk);
  if ('not' in condition) return contrary(bitsOf(condition.not, walk), walk.block.take);
  if ('all' in condition)
    return joined(
      condition.all.map((one) => bitsOf(one, walk)),
      both,
      walk.block.take,
    );
  return joined(
    condition.any.map((one) => bitsOf(one, walk)),
    either,
    walk.block.take,
  );
}

function comparisonBits(walk: Walk): TruthBits {
  const { columns, comparisons, made, contraries, take } = walk.block;
  const comparison = comparisons[walk.leaf];
  if (!comparison) throw new RangeError(`There is no comparison ${walk.leaf}`);
  walk.leaf += 1;
  const { number, negated, fact } = comparison;
  const column = columns.of.get(fact);
  const bits =
    made[number] ?? (column ? leafBits(column, comparison, take) : { yes: take(), maybe: take().fill(-1) });
  made[number] = bits;
  if (!negated) return bits;
  const other = contraries[number] ?? contrary(bits, take);
  contraries[number] = other;
  return other;
}

type Join = (into: Bits, other: Bits) => void;

/** Never writes into what it was given: others read it too. */
function joined(parts: readonly TruthBits[], join: Join, take: () => Bits): TruthBits {
  const [first, ...others] = parts;
  if (!first) throw new RangeError('A join has parts');
  if (others.length === 0) return first;
  const yes = copyOf(first.yes, take());
  for (const other of others) join(yes, other.yes);
  if (parts.every((one) => one.yes === one.maybe)) return { yes, maybe: yes };
  const maybe = copyOf(first.maybe, take());
  for (const other of others) join(maybe, other.maybe);
  return { yes, maybe };
}

function copyOf(bits: Bits, into: Bits): Bits {
  into.set(bits);
  return into;
}

function both(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word += 1)
    into[word] = (into[word] as number) & (other[word] as number);
}

function either(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word += 1)
    into[word] = (into[word] as number) | (other[word] as number);
}
