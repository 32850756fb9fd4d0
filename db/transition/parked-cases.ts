import type { Database } from '../connection.ts';

/** 挂起案件 a case that a bug has stopped: visible to operators until one of them releases it. */
export interface ParkedCase {
  readonly kind: 'project' | 'approval' | 'budget';
  /** The project's id or the approval case's. */
  readonly subjectId: string;
  readonly updateId: string;
  readonly command: string;
  readonly message: string;
}

export async function parkCase(db: Database, parked: ParkedCase): Promise<void> {
  await db
    .insertInto('parked_case')
    .values({
      kind: parked.kind,
      subject_id: parked.subjectId,
      update_id: parked.updateId,
      command: parked.command,
      message: parked.message,
    })
    .onConflict((on) => on.column('subject_id').where('released_at', 'is', null).doNothing())
    .execute();
}

export async function releaseCase(db: Database, subjectId: string, by: string): Promise<void> {
  await db
    .updateTable('parked_case')
    .set({ released_at: new Date().toISOString(), released_by: by })
    .where('subject_id', '=', subjectId)
    .where('released_at', 'is', null)
    .execute();
}
