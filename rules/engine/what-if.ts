import type { PolicyQuestion } from '../../domain/policy/types.ts';
import { type Explanation, explainDecision } from './explain.ts';
import type { Pack } from './pack-schema.ts';

/** One side of a comparison: what is asked, and of which packs. */
export interface AskedOf {
  readonly question: PolicyQuestion;
  readonly packs: readonly Pack[];
}

/** 推演 one case as it is and as it would be. */
export interface WhatIf {
  readonly before: Explanation;
  readonly after: Explanation;
  /** Rules that say something of the case then and do not now, and the other way round; sorted. */
  readonly rulesAdded: readonly string[];
  readonly rulesGone: readonly string[];
}

/** Decides a case twice, with other facts, another day or other packs; nothing is recorded. */
export async function whatIf(is: AskedOf, would: AskedOf): Promise<WhatIf> {
  const before = await explainDecision(is.question, is.packs);
  const after = await explainDecision(would.question, would.packs);
  const [old, young] = [idsOf(before), idsOf(after)];
  return {
    before,
    after,
    rulesAdded: young.filter((id) => !old.includes(id)),
    rulesGone: old.filter((id) => !young.includes(id)),
  };
}

const idsOf = ({ verdict }: Explanation): readonly string[] => verdict.findings.map(({ rule }) => rule);
