import { checkAttachments } from '../../domain/approval/attachment.ts';
import type { Attachment } from '../../domain/approval/case.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import { accept, type Result } from '../../domain/kernel/refusal.ts';
import { findAttachments } from '../attachments.ts';
import type { Trx } from '../transition/read-settings.ts';

/**
 * 附件核对 the stored files that an opinion names, by id, held until the transaction ends. Refused where one is not stored with
 * that name, size and digest, or was uploaded by somebody else.
 */
export async function papersOf(
  trx: Trx,
  named: readonly Attachment[],
  by: UserId | 'system',
): Promise<Result<readonly string[]>> {
  if (named.length === 0) return accept([]);
  const stored = await findAttachments(
    trx,
    named.map(({ sha256 }) => sha256),
    by,
  );
  return checkAttachments(named, stored);
}
