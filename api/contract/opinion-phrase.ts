import { z } from 'zod';
import { MAX_PHRASE_LENGTH, MAX_PHRASES } from '../../domain/approval/opinion-phrases.ts';
import { count, line, withRule } from './fields.ts';
import { textSchema } from './shared.ts';

const isWithoutRepeats = (list: readonly string[]): boolean => new Set(list).size === list.length;

export const opinionPhrasesBody = z.strictObject({
  expectedRevision: count(),
  phrases: z
    .array(line(MAX_PHRASE_LENGTH))
    .max(MAX_PHRASES)
    .refine(isWithoutRepeats, withRule('repeatedEntries')),
});

export const opinionPhrasesSchema = z.object({
  revision: z.number(),
  phrases: z.array(z.string()),
  defaults: z.array(textSchema),
});
