import { type Text, text } from '../kernel/text.ts';
import type { Threshold, VoteRules } from './flow.ts';
import { reaches } from './tally.ts';

/** 票数举例: the smallest yes that passes and the smallest no that refuses, of so much weight; null when out of reach. */
export interface VoteExample {
  readonly total: number;
  readonly passesFrom: number | null;
  readonly failsFrom: number | null;
}

export function voteExample({ pass, fail }: VoteRules, total: number): VoteExample {
  const from = (threshold: Threshold): number | null => {
    for (let weight = 0; weight <= total; weight += 1) if (reaches(threshold, weight, total)) return weight;
    return null;
  };
  return { total, passesFrom: from(pass), failsFrom: from(fail) };
}

/** What a threshold asks for, in words. */
const asked = (one: Threshold): Text => {
  if (one.kind === 'count') return text(`达到 ${one.count} 票`, `at least ${one.count} votes`);
  const share = `${one.part}/${one.of}`;
  return one.over
    ? text(`超过名单的 ${share}`, `more than ${share} of the roll`)
    : text(`达到名单的 ${share}`, `at least ${share} of the roll`);
};

function exampleWords({ total, passesFrom, failsFrom }: VoteExample, unit: Text): Text {
  const part = (from: number | null, zh: string, en: string): Text =>
    from === null
      ? text(`不可能${zh}`, `it can never be ${en}`)
      : text(
          `${from} ${unit.zh}${zh === '通过' ? '同意' : '不同意'}即${zh}`,
          `${from} ${zh === '通过' ? 'yes' : 'no'} and it is ${en}`,
        );
  const [pass, fail] = [part(passesFrom, '通过', 'passed'), part(failsFrom, '不通过', 'refused')];
  return text(
    `${total} ${unit.zh}中 ${pass.zh}，${fail.zh}`,
    `of ${total} ${unit.en}: ${pass.en}, ${fail.en}`,
  );
}

/**
 * 票签规则说明: what the rules of a vote mean, before anybody votes. `totals` are the sizes (with weights: the total weights) of
 * the rolls to give as examples.
 */
export function describeVote(rules: VoteRules, totals: readonly number[]): Text {
  const weighted = Object.keys(rules.weights).length > 0;
  const unit = weighted ? text('权重', 'weights') : text('人', 'people');
  const examples = totals.map((total) => exampleWords(voteExample(rules, total), unit));
  const early = rules.stop === 'early';
  const passes = rules.tie === 'pass';
  const [pass, fail] = [asked(rules.pass), asked(rules.fail)];
  return text(
    [
      `同意${pass.zh}即通过，不同意${fail.zh}即不通过`,
      ...examples.map(({ zh }) => `例：${zh}`),
      early ? '一达到即有结论，不再等其他人' : '所有人表态后才计票；两者同时达到的，按通过',
      `所有人表态后两者都未达到的，视为${passes ? '通过' : '不通过'}`,
      '弃权和回避计入总数，既不算同意也不算不同意',
      ...(weighted ? ['按权重计票，未列明的每人权重为 1'] : []),
    ].join('；') + '。',
    [
      `Passed by a yes of ${pass.en}, refused by a no of ${fail.en}`,
      ...examples.map(({ en }) => `example: ${en}`),
      early
        ? 'decided as soon as one is reached, without waiting for the rest'
        : 'counted when everybody has spoken; if both are reached, it is passed',
      `when everybody has spoken and neither is reached, it is ${passes ? 'passed' : 'refused'}`,
      'abstentions and recusals stay in the total and are neither yes nor no',
      ...(weighted ? ['votes are weighted; whoever is not listed weighs 1'] : []),
    ].join('; ') + '.',
  );
}
