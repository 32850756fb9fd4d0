import type { Citation } from '../../domain/kernel/refusal.ts';
import type { Text } from '../../domain/kernel/text.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { FactValue, PolicyQuestion, TracedVerdict } from '../../domain/policy/types.ts';
import { shippedPacks } from '../packs/shipped.ts';
import { compileSlice, type Slice, sliceKeyOf } from './compile.ts';
import { type Counterfactual, whatWouldPass } from './counterfactual.ts';
import type { LiteralLeaf } from './literal.ts';
import { markCase } from './marker.ts';
import { type NeededFact, neededFacts } from './needed-facts.ts';
import type { FactDefinition, Pack } from './pack-schema.ts';
import { checkedReleases, knownIn, releaseFor, verdictOf } from './policy.ts';
import { formatFact } from './render.ts';
import { type Holds, type TracedCondition, traceOf } from './trace.ts';

/** One condition of a rule with what it came to. */
export interface ExplainedCondition {
  readonly join: 'all' | 'any' | 'not' | null;
  readonly holds: Holds;
  /** For a comparison: the fact, its value and the limit in words. */
  readonly sentence: Text | null;
  /** 共用条件 the label of the shared condition that stands here; null where the rule itself says it. */
  readonly shared: Text | null;
  readonly inner: readonly ExplainedCondition[];
}

export interface ExplainedRule {
  readonly rule: string;
  readonly title: Text;
  readonly citation: Citation;
  readonly tree: ExplainedCondition;
}

/** 解释 a decision with every rule in force as a tree, and what would make it pass when it is refused. */
export interface Explanation {
  readonly verdict: TracedVerdict;
  readonly refused: boolean;
  readonly rules: readonly ExplainedRule[];
  /** Null when nothing is refused. */
  readonly counterfactual: Counterfactual | null;
  /** Missing facts that may change the outcome; none where a blocking rule has fired. */
  readonly needs: readonly NeededFact[];
  /** Definitions of the facts the rules use. */
  readonly definitions: readonly FactDefinition[];
}

/** The trees are those of the compiled form, with which json-rules-engine agreed comparison by comparison; see the verdict. */
export async function explainDecision(
  question: PolicyQuestion,
  packs: readonly Pack[] = shippedPacks,
): Promise<Explanation> {
  const release = releaseFor(checkedReleases(packs), question.packVersion);
  const slice = compileSlice(release, sliceKeyOf(question));
  const verdict = await verdictOf(release, slice, question);
  const refused = refusalFrom(verdict, {}) !== null;
  const known = knownIn(slice, question);
  return {
    verdict,
    refused,
    rules: treesOf(slice, known),
    needs: neededFacts(slice, known, verdict),
    counterfactual: refused ? await whatWouldPass({ release, slice, question }) : null,
    definitions: slice.facts,
  };
}

function treesOf(slice: Slice, known: ReadonlyMap<string, FactValue>): readonly ExplainedRule[] {
  markCase(slice.marker, Object.fromEntries(known));
  return slice.rules.map(({ rule }, index) => {
    const tree = inWords(traceOf(slice.marker, index), { known, slice });
    return { rule: rule.id, title: rule.title, citation: rule.citation, tree };
  });
}

interface Given {
  readonly known: ReadonlyMap<string, FactValue>;
  readonly slice: Slice;
}

const inWords = (
  { join, holds, leaf, shared, inner }: TracedCondition,
  given: Given,
): ExplainedCondition => ({
  join,
  holds,
  sentence: leaf && sentenceOf(leaf, given),
  shared: shared === null ? null : (given.slice.shared.get(shared)?.label ?? null),
  inner: inner.map((one) => inWords(one, given)),
});

const WORDS: Readonly<Record<LiteralLeaf['operator'], Text>> = {
  equal: { zh: '等于', en: 'is' },
  notEqual: { zh: '不等于', en: 'is not' },
  lessThan: { zh: '小于', en: 'is below' },
  lessThanInclusive: { zh: '不大于', en: 'is at most' },
  greaterThan: { zh: '大于', en: 'is above' },
  greaterThanInclusive: { zh: '不小于', en: 'is at least' },
  in: { zh: '属于', en: 'is one of' },
  notIn: { zh: '不属于', en: 'is none of' },
  contains: { zh: '包含', en: 'contains' },
  doesNotContain: { zh: '不包含', en: 'does not contain' },
};

function sentenceOf({ fact, operator, value }: LiteralLeaf, { known, slice }: Given): Text {
  const definition = slice.definitions.get(fact);
  if (!definition) return { zh: fact, en: fact };
  const given = known.get(fact);
  const limit = (language: 'zh' | 'en'): string =>
    typeof value === 'object'
      ? value.map((one) => formatFact(definition, one, language)).join(language === 'zh' ? '、' : ', ')
      : formatFact(definition, value, language);
  const have = (language: 'zh' | 'en', none: string): string =>
    given === undefined ? none : formatFact(definition, given, language);
  return {
    zh: `${definition.label.zh}${WORDS[operator].zh}${limit('zh')}（现为${have('zh', '未提供')}）`,
    en: `${definition.label.en} ${WORDS[operator].en} ${limit('en')} (it is ${have('en', 'not given')})`,
  };
}
