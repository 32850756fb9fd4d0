import type { Dimension, Indicator } from './targets.ts';
import { DIMENSIONS } from './targets.ts';
import type { Grade } from './types.ts';

/** 等级划分 by the bands of 财预〔2020〕10号: 90.00 is 优, 89.99 良. Score in points of 100. */
export function gradeOf(score: number): Grade {
  if (score >= 90) return 'excellent';
  if (score >= 80) return 'good';
  return score >= 60 ? 'fair' : 'poor';
}

/** Points are kept to two decimals; summed in hundredths so that 89.99 stays 89.99. */
export const totalScore = (scores: Readonly<Record<Dimension, number>>): number =>
  DIMENSIONS.reduce((sum, dimension) => sum + Math.round(scores[dimension] * 100), 0) / 100;

/** The most points each dimension can get: the sum of its indicators' weights. */
export function weightsOf(indicators: readonly Indicator[]): Readonly<Record<Dimension, number>> {
  const weights = { execution: 0, output: 0, benefit: 0, satisfaction: 0 };
  for (const indicator of indicators) weights[indicator.dimension] += indicator.weight;
  return weights;
}
