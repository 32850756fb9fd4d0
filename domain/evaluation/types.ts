import type { Justifications } from '../approval/types.ts';
import type { Dimension, PerformanceTargets } from './targets.ts';

/** 绩效等级 by the bands of 财预〔2020〕10号: 优 ≥90, 良 ≥80, 中 ≥60, 差 <60. */
export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

/** 自评: achieved values, one for each indicator of the frozen targets, in their order. */
export interface SelfEvaluation {
  readonly achieved: readonly number[];
  /** 满意度调查 */
  readonly satisfactionSample: number;
  /** Explanation where a result is under 60 % or over 130 % of its target (EVL-06). */
  readonly explanation: string | null;
  readonly report: string;
}

/** 评价复核: the reviewer's score by dimension, in points. */
export interface EvaluationReview {
  readonly scores: Readonly<Record<Dimension, number>>;
  readonly grade: Grade;
  readonly thirdPartyReportRef: string | null;
  readonly rectificationPlanRef: string | null;
  readonly opinion: string;
}

/** 结果应用 how the result is used (plan 九): next budget, choice of provider, township appraisal. */
export interface ResultUse {
  readonly nextBudget: 'cut' | 'keep' | 'raise';
  readonly providerChoice: string;
  readonly townshipAppraisal: string;
}

export interface EvaluationCommands {
  SetPerformanceTargets: { readonly targets: PerformanceTargets };
  SelfEvaluate: { readonly selfEvaluation: SelfEvaluation };
  ReviewEvaluation: { readonly review: EvaluationReview; readonly justifications: Justifications };
  PublishResult: { readonly url: string; readonly resultUse: ResultUse };
  ArchiveProject: { readonly archiveNo: string; readonly keepYears: number };
}
