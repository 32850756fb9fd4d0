import type { Text } from './text.ts';

/** How sure we are of a citation: V verified, P partly, M from memory (to be confirmed), S the plan, D our design. */
export type Confidence = 'V' | 'P' | 'M' | 'S' | 'D';

export interface Citation {
  readonly document: string;
  readonly article: string;
  readonly confidence: Confidence;
  /** 条文哈希 sha256 of the article's text in UTF-8; left out where no text was at hand to compare with. */
  readonly textHash?: string | undefined;
}

/**
 * A refusal (不予办理) is an answer, not a failure: which rule stands in the way, where it is written,
 * which facts it looked at and what would make the request pass.
 */
export interface Refusal {
  /** Stable machine word, such as `CeilingExceeded`. */
  readonly code: string;
  /** Rule id of the policy pack, or of the flow rules (FLOW-…) that the engine itself keeps. */
  readonly rule: string;
  readonly citation: Citation;
  readonly message: Text;
  readonly remedy: Text;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** Further rules that refused the same request. */
  readonly others?: readonly Refusal[];
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
