import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { totalScore } from './score.ts';
import type { Dimension, Indicator, PerformanceTargets } from './targets.ts';
import type { EvaluationReview, ResultUse, SelfEvaluation } from './types.ts';

/** Facts of the targets set before the budget is asked for. */
export const targetFacts = (targets: PerformanceTargets, isNewProject: boolean): Facts => ({
  indicator_count: targets.indicators.filter(isQuantified).length,
  weight_total: weightOf(targets.indicators),
  output_benefit_weight: weightOf(targets.indicators.filter(({ dimension }) => isOutcome(dimension))),
  satisfaction_indicator_count: targets.indicators.filter(({ dimension }) => dimension === 'satisfaction')
    .length,
  is_new_project: isNewProject,
  has_ex_ante_evaluation: targets.exAnte !== null && isGiven(targets.exAnte.reportRef),
});

const weightOf = (indicators: readonly Indicator[]): number =>
  hundredths(indicators.reduce((sum, { weight }) => sum + weight, 0));

/** 产出与效益: the two dimensions that evaluation by a department or finance must weigh most (财预〔2020〕10号). */
const isOutcome = (dimension: Dimension): boolean => dimension === 'output' || dimension === 'benefit';

const isQuantified = ({ target, unit }: Indicator): boolean => Number.isFinite(target) && isGiven(unit);

/** Points and percentages are compared to two decimals: 89.99 is 良, 90.00 is 优. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** Facts of the reviewer's score and grade. */
export const reviewFacts = (review: EvaluationReview): Facts => ({
  total_score: totalScore(review.scores),
  grade: review.grade,
  has_third_party_report: isGiven(review.thirdPartyReportRef),
  has_rectification_plan: isGiven(review.rectificationPlanRef),
});

/** Facts of the self-evaluation that is reviewed: sample and distance from the targets. */
export function resultFacts(
  self: SelfEvaluation,
  {
    indicators,
    beneficiaries,
  }: { readonly indicators: readonly Indicator[]; readonly beneficiaries: number },
): Facts {
  const results = indicators.flatMap((indicator, index) => {
    const achieved = self.achieved[index];
    return achieved === undefined ? [] : [resultPercent(indicator, achieved)];
  });
  return {
    satisfaction_sample: self.satisfactionSample,
    satisfaction_sample_percent: samplePercent(self.satisfactionSample, beneficiaries),
    has_result_explanation: isGiven(self.explanation),
    ...(results.length > 0 && {
      lowest_result_percent: Math.min(...results),
      highest_result_percent: Math.max(...results),
    }),
  };
}

const samplePercent = (sample: number, beneficiaries: number): number =>
  beneficiaries > 0 ? hundredths((sample * 100) / beneficiaries) : 100;

/** 指标完成率: how far a target is reached; where less is better, the target over what was achieved. */
export function resultPercent({ operator, target }: Indicator, achieved: number): number {
  const [part, whole] = operator === '>=' ? [achieved, target] : [target, achieved];
  // Nothing to reach, or nothing of what should be little: the target is met.
  return whole <= 0 ? 100 : hundredths((part / whole) * 100);
}

/** Whether the result is put to all three uses of the plan (九). */
export const useFacts = (use: ResultUse | null): Facts => ({
  result_is_linked: use !== null && isGiven(use.providerChoice) && isGiven(use.townshipAppraisal),
});
