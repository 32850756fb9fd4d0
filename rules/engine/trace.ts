import type { FactValue, Trace } from '../../domain/policy/types.ts';
import { blankMarks, MARK, markAll, rowOf } from './closures.ts';
import type { Slice } from './compile.ts';

const LETTERS: Readonly<Record<number, string>> = { [MARK.no]: 'n', [MARK.unknown]: '?', [MARK.yes]: 'y' };

/** What every comparison of a slice comes to; small enough to keep with every decision. */
export function traceOf({ rules, form }: Slice, known: ReadonlyMap<string, FactValue>): Trace {
  const marks = blankMarks(form);
  markAll(form, rowOf(form, known), marks);
  return Object.fromEntries(
    rules.map(({ rule }, index) => {
      const own = marks.leaves.subarray(form.begins[index], form.begins[index + 1]);
      return [rule.id, Array.from(own, (mark) => LETTERS[mark] ?? '?').join('')];
    }),
  );
}
