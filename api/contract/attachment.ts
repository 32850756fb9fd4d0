import { z } from 'zod';
import { id } from './fields.ts';

/** SHA-256 in lower-case hexadecimal. */
const SHA256 = /^[0-9a-f]{64}$/;

/** What a caller says of a file before its bytes; size and digest, when given, have to agree with what arrives. */
export const uploadQuery = z.strictObject({
  name: z.string(),
  projectId: id().optional(),
  sizeBytes: z.coerce.number().int().min(1).optional(),
  sha256: z.string().regex(SHA256).optional(),
});

export const attachmentParams = z.strictObject({ attachmentId: id() });

/** 附件 */
export const attachmentSchema = z
  .object({
    attachmentId: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.number(),
    sha256: z.string(),
    ownerId: z.string(),
    uploadedAt: z.string(),
  })
  .meta({ id: 'Attachment' });

export const attachmentListSchema = z.object({
  items: z.array(attachmentSchema.extend({ ownerName: z.string(), attachedAt: z.string() })),
});
