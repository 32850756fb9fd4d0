import type { FactValue, Trace } from '../../domain/policy/types.ts';
import { MARK } from './closures.ts';
import type { Slice } from './compile.ts';
import { leafMark, markCase } from './marker.ts';

const LETTERS: Readonly<Record<number, string>> = { [MARK.no]: 'n', [MARK.unknown]: '?', [MARK.yes]: 'y' };

/** What every comparison of a slice comes to; small enough to keep with every decision. */
export function keptTraceOf({ rules, marker }: Slice, known: ReadonlyMap<string, FactValue>): Trace {
  markCase(marker, Object.fromEntries(known));
  const { begins } = marker.form;
  return Object.fromEntries(
    rules.map(({ rule }, index) => {
      const from = begins[index] ?? 0;
      const count = (begins[index + 1] ?? from) - from;
      const letters = Array.from(
        { length: count },
        (_, leaf) => LETTERS[leafMark(marker, from + leaf)] ?? '?',
      );
      return [rule.id, letters.join('')];
    }),
  );
}
