import { type Citation, type Refusal, type Result, refuse } from './refusal.ts';
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

/** The first of several obstacles, as the answer to a command; null when nothing stands in the way. */
export function firstRefusal(...found: readonly (Refusal | null)[]): Result<never> | null {
  const refusal = found.find((one) => one !== null);
  return refusal ? refuse(refusal) : null;
}
