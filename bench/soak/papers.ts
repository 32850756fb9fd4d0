import type { Database } from '../../db/connection.ts';

/** 会议纪要 that signers name in their opinions. */
export const PAPER = { name: '会议纪要.pdf', sizeBytes: 1, sha256: '0'.repeat(64) };

/** Stores the paper for each signer: uploading is tried elsewhere. */
export async function storePaper(db: Database, signers: readonly string[]): Promise<void> {
  await db
    .insertInto('attachment')
    .values(
      [...new Set(signers)].map((owner) => ({
        ...{ id: `paper-${owner}`, name: PAPER.name, media_type: 'application/pdf' },
        ...{ size_bytes: PAPER.sizeBytes, sha256: PAPER.sha256, owner_id: owner },
      })),
    )
    .execute();
}
