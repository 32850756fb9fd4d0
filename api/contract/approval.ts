import { z } from 'zod';
import type { Justifications, Review, StepDecision } from '../../domain/approval/types.ts';
import { FORMS, line, paragraph, withRule } from './fields.ts';
import { matching } from './matching.ts';

const decision = z.enum(['approve', 'return', 'reject']);

/** 审核 */
export const reviewSchema = matching<Review>()(z.strictObject({ decision, opinion: paragraph() }));

/** 审批意见 */
export const stepDecisionSchema = matching<StepDecision>()(
  z.strictObject({ decision, opinion: paragraph(), minutesRef: line().nullable() }),
);

/** 情况说明 by rule id. */
export const justificationsSchema = matching<Justifications>()(
  z
    .record(z.string().regex(FORMS.ruleId), paragraph(2_000))
    .refine((record) => Object.keys(record).length <= 50, withRule('tooManyEntries')),
);
