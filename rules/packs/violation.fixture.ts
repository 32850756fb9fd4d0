import type { PolicyQuestion } from '../../domain/policy/types.ts';

/** What is wrong, which rules say so, and the command that does it. */
export interface Violation {
  readonly what: string;
  readonly rules: readonly string[];
  readonly question: PolicyQuestion;
}

export const breaks = (what: string, rules: string, question: PolicyQuestion): Violation => ({
  what,
  rules: rules.split(' '),
  question,
});
