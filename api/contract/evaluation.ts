import { z } from 'zod';
import { DIMENSIONS, type PerformanceTargets } from '../../domain/evaluation/targets.ts';
import {
  type EvaluationCommands,
  type EvaluationReview,
  GRADES,
  type ResultUse,
  type SelfEvaluation,
} from '../../domain/evaluation/types.ts';
import { justificationsSchema } from './approval.ts';
import { count, line, paragraph, percent, quantity, url } from './fields.ts';
import { matching } from './matching.ts';

const indicatorSchema = z.strictObject({
  name: line(),
  dimension: z.enum(DIMENSIONS),
  operator: z.enum(['>=', '<=']),
  target: quantity(),
  unit: line(20),
  weight: percent(),
  evidence: line(500),
});

/** 绩效目标 */
export const targetsSchema = matching<PerformanceTargets>()(
  z.strictObject({
    goal: paragraph(2_000),
    indicators: z.array(indicatorSchema).min(1).max(50),
    exAnte: z.strictObject({ reportRef: line(), conclusion: z.enum(['support', 'adjust']) }).nullable(),
  }),
);

/** 自评 */
export const selfEvaluationSchema = matching<SelfEvaluation>()(
  z.strictObject({
    achieved: z.array(quantity()).min(1).max(50),
    satisfactionSample: count(),
    explanation: paragraph().nullable(),
    report: paragraph(8_000),
  }),
);

/** 评价复核 */
export const evaluationReviewSchema = matching<EvaluationReview>()(
  z.strictObject({
    scores: z.strictObject({
      execution: percent(),
      output: percent(),
      benefit: percent(),
      satisfaction: percent(),
    }),
    grade: z.enum(GRADES),
    thirdPartyReportRef: line().nullable(),
    rectificationPlanRef: line().nullable(),
    opinion: paragraph(),
  }),
);

/** 结果应用 */
export const resultUseSchema = matching<ResultUse>()(
  z.strictObject({
    nextBudget: z.enum(['cut', 'keep', 'raise']),
    providerChoice: paragraph(2_000),
    townshipAppraisal: paragraph(2_000),
  }),
);

export const evaluationSchemas = {
  SetPerformanceTargets: matching<EvaluationCommands['SetPerformanceTargets']>()(
    z.strictObject({ targets: targetsSchema }),
  ),
  SelfEvaluate: matching<EvaluationCommands['SelfEvaluate']>()(
    z.strictObject({ selfEvaluation: selfEvaluationSchema }),
  ),
  ReviewEvaluation: matching<EvaluationCommands['ReviewEvaluation']>()(
    z.strictObject({ review: evaluationReviewSchema, justifications: justificationsSchema }),
  ),
  PublishResult: matching<EvaluationCommands['PublishResult']>()(
    z.strictObject({ url: url(), resultUse: resultUseSchema }),
  ),
  ArchiveProject: matching<EvaluationCommands['ArchiveProject']>()(
    z.strictObject({ archiveNo: line(100), keepYears: z.int().min(1).max(100) }),
  ),
};
