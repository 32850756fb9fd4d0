import { z } from 'zod';
import { id } from './fields.ts';
import { textSchema } from './shared.ts';

const postSchema = z.object({
  role: z.string(),
  roleTitle: textSchema,
  orgId: z.string(),
  orgName: z.string(),
});

export const userSchema = z.object({ userId: z.string(), name: z.string(), posts: z.array(postSchema) });

export const signInBody = z.strictObject({ userId: id() });

/** Says on every answer about identity that this is a demonstration. */
const modeFields = { mode: z.literal('demo'), notice: textSchema };

export const signedInSchema = z.object({ token: z.string(), user: userSchema, ...modeFields });
export const accountsSchema = z.object({ accounts: z.array(userSchema), ...modeFields });
export const meSchema = z.object({ user: userSchema, ...modeFields });
