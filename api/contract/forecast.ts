import { z } from 'zod';
import { stepSchema } from './process.ts';
import { textSchema } from './shared.ts';

const signerSchema = z.object({
  userId: z.string(),
  name: z.string(),
  /** Why this person: the post, a proxy, a transfer. */
  reason: textSchema,
  /** `spoken` already; `linked` to an earlier approval of the same person; otherwise `ahead`. */
  standing: z.enum(['spoken', 'ahead', 'linked']),
});

const forecastStepSchema = z.object({
  step: stepSchema,
  title: textSchema,
  standing: z.enum(['open', 'ahead']),
  signers: z.array(signerSchema),
  /** Dates when every task takes its full limit; null for a step that waits for nobody. */
  opensOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  announced: z.boolean(),
});

/** 审批预测 who signs the approval under way next and after, when everybody agrees on their due date. */
export const approvalForecastSchema = z
  .object({
    projectId: z.string(),
    /** False where no approval is under way. */
    isRunning: z.boolean(),
    steps: z.array(forecastStepSchema),
    /** `returned` where nobody can sign on the way; null where nothing runs. */
    endsAs: z.enum(['approved', 'returned', 'stopped']).nullable(),
    endsOn: z.string().nullable(),
  })
  .meta({ id: 'ApprovalForecast' });
export type ApprovalForecast = z.output<typeof approvalForecastSchema>;
