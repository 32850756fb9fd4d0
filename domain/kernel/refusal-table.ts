import type { Citation, Refusal } from './refusal.ts';
import type { Text } from './text.ts';

/** One obstacle: the rule it stands for, where that is written, what is wrong and what helps. */
export interface Obstacle {
  readonly rule: string;
  readonly citation: Citation;
  readonly message: Text;
  readonly remedy: Text;
}

/** Makes refusals from a table of obstacles, with the facts of the case at hand. */
export const refusalsOf =
  <Code extends string>(table: Readonly<Record<Code, Obstacle>>) =>
  (code: Code, facts: Refusal['facts'] = {}): Refusal => ({ code, ...table[code], facts });
