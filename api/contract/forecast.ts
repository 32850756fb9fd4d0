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

const unknownSchema = z.object({ kind: z.enum(['fact', 'verdict', 'choice']), name: z.string() });

const wayStepSchema = forecastStepSchema.omit({ step: true }).extend({
  node: z.string(),
  /** What nobody knows yet: a field of the form, a verdict of policy, a choice of signers. */
  dependsOn: z.array(unknownSchema),
});

/** 走向 one way an approval may take. */
const waySchema = z.object({
  turns: z.array(
    z.object({
      title: textSchema,
      leadsTo: z.string().nullable(),
      dependsOn: z.array(unknownSchema),
    }),
  ),
  steps: z.array(wayStepSchema),
  endsAs: z.enum(['approved', 'returned', 'stopped']),
  endsOn: z.string().nullable(),
});
export type ForecastWayView = z.output<typeof waySchema>;

/** 审批预测 of a case or of a flow tried with a form; no way is told of a case that does not run. */
export const wayForecastSchema = z
  .object({
    ways: z.array(waySchema),
    /** There are more ways than are told. */
    isCut: z.boolean(),
  })
  .meta({ id: 'WayForecast' });
export type WayForecast = z.output<typeof wayForecastSchema>;
