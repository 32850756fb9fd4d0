import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Text } from '../../domain/kernel/text.ts';
import type { Facts } from '../../domain/policy/types.ts';

/** Something a policy owner should know about the packs before they bind anyone. */
export interface Remark {
  readonly kind:
    | 'invalid'
    | 'unreachable'
    | 'always'
    | 'equivalent'
    | 'contained'
    | 'conflicting'
    | 'gap'
    | 'ends'
    | 'idle'
    | 'repeal'
    | 'undecided';
  /** An error keeps a pack from being published; the rest is for a person to judge. */
  readonly level: 'error' | 'note';
  readonly rules: readonly string[];
  /** The day whose law was looked at; null when it holds on every day. */
  readonly on: LocalDate | null;
  readonly sentence: Text;
  /** A case that shows it; null where the remark says that no such case exists, or the words show it themselves. */
  readonly witness: Facts | null;
}
