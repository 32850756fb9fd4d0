import { z } from 'zod';
import { id, paragraph } from './fields.ts';

export const accountParams = z.strictObject({ userId: id() });
export const accountBody = z.strictObject({ reason: paragraph(500) });

export const accountResultSchema = z
  .object({
    userId: z.string(),
    disabled: z.boolean(),
    /** Open approval tasks in the person's hands; when the account is disabled each waits for a supervised hand-over. */
    heldTasks: z.number(),
  })
  .meta({ id: 'AccountResult' });

export const accountPendingSchema = z.object({ status: z.literal('pending'), userId: z.string() });
