/** 一级指标 the four dimensions of the self-evaluation table (财预〔2020〕10号). */
export const DIMENSIONS = ['execution', 'output', 'benefit', 'satisfaction'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** 绩效指标 a quantified performance indicator. `weight` is in points of 100. */
export interface Indicator {
  readonly name: string;
  readonly dimension: Dimension;
  readonly operator: '>=' | '<=';
  readonly target: number;
  readonly unit: string;
  readonly weight: number;
  readonly evidence: string;
}

/** 事前绩效评估 ex-ante evaluation of a new project (102号令 §20). */
export interface ExAnteEvaluation {
  readonly reportRef: string;
  readonly conclusion: 'support' | 'adjust';
}

/** 绩效目标 PerformanceTarget: what the money shall achieve (预算法 §32). */
export interface PerformanceTargets {
  readonly goal: string;
  readonly indicators: readonly Indicator[];
  readonly exAnte: ExAnteEvaluation | null;
}
