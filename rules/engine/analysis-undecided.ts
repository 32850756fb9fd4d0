import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import type { Search } from './case-search.ts';
import type { Remark } from './remark.ts';

/** A remark where one of the searches had too many kinds of case; nothing is claimed about the rules then. */
export function undecided(
  about: { readonly rules: readonly string[]; readonly on: LocalDate },
  searches: readonly Search[],
): readonly Remark[] {
  if (searches.every(({ kind }) => kind !== 'too-many')) return [];
  const sentence = text(
    `${about.rules.join('、')} 的情形过多，未能判定。`,
    `${about.rules.join(', ')}: too many kinds of case to decide.`,
  );
  return [{ ...about, kind: 'undecided', level: 'error', sentence, witness: null }];
}
