import { sql } from 'kysely';
import { visibleCase } from './approval/visible.ts';
import type { Database } from './connection.ts';
import type { Viewer } from './queries/viewer.ts';
import { visible } from './queries/viewer.ts';
import type { Trx } from './transition/read-settings.ts';

/** 附件归属 the paper a file belongs to, a project or an approval case. */
export interface Subject {
  readonly kind: 'project' | 'case';
  readonly id: string;
}

/** 附件 as it is stored; `sha256` in lower-case hexadecimal, `uploadedAt` ISO in UTC. */
export interface StoredAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly ownerId: string;
  readonly uploadedAt: string;
}

export interface NewAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly ownerId: string;
  readonly subject: Subject | null;
}

interface Sums {
  readonly sizeBytes: number;
  readonly sha256: string;
}

const COLUMNS = [
  'attachment.id',
  'attachment.name',
  'attachment.media_type as mediaType',
  'attachment.size_bytes as sizeBytes',
  'attachment.sha256',
  'attachment.owner_id as ownerId',
  'attachment.uploaded_at as uploadedAt',
] as const;

const unattached = sql<boolean>`not exists (
  select 1 from attachment_subject subject where subject.attachment_id = attachment.id)`;

/** Owner, or whoever may see a project or an approval case it belongs to. */
const readable = (viewer: Viewer) => sql<boolean>`(
  attachment.owner_id = ${viewer.actor.userId}
  or exists (select 1 from attachment_subject subject
    join approval_case on subject.kind = 'case' and approval_case.id = subject.subject_id
    where subject.attachment_id = attachment.id and ${visibleCase(viewer.actor.userId)})
  or exists (select 1 from attachment_subject subject
    join project on subject.kind = 'project' and project.id = subject.subject_id
    where subject.attachment_id = attachment.id and ${visible(viewer)}))`;

/**
 * 存入附件: writes the pieces as they come, all in one transaction; whatever `pieces` or `close` throws leaves nothing
 * behind. The same file from the same person under the same name is kept once, so that a repeated upload is harmless.
 */
export async function storeAttachment(
  db: Database,
  fresh: NewAttachment,
  { pieces, close }: { readonly pieces: AsyncIterable<Buffer>; readonly close: () => Sums },
): Promise<StoredAttachment> {
  return db.transaction().execute(async (trx) => {
    let no = 0;
    for await (const bytes of pieces) {
      await trx.insertInto('attachment_chunk').values({ attachment_id: fresh.id, no, bytes }).execute();
      no += 1;
    }
    const { id, name, mediaType, ownerId, subject } = fresh;
    const sums = close();
    const before = (await findAttachments(trx, [sums.sha256], ownerId)).find((one) => one.name === name);
    if (before) await trx.deleteFrom('attachment_chunk').where('attachment_id', '=', id).execute();
    const stored =
      before ??
      (await trx
        .insertInto('attachment')
        .values({
          id,
          name,
          media_type: mediaType,
          owner_id: ownerId,
          size_bytes: sums.sizeBytes,
          sha256: sums.sha256,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow());
    if (subject) await attachTo(trx, subject, [stored.id]);
    return stored;
  });
}

/**
 * The files a person has uploaded with these digests, held until the transaction ends so that none is deleted meanwhile;
 * for `checkAttachments` inside the transaction that records an opinion.
 */
export const findAttachments = (
  trx: Trx,
  sha256s: readonly string[],
  ownerId: string,
): Promise<StoredAttachment[]> =>
  trx
    .selectFrom('attachment')
    .select(COLUMNS)
    .where('owner_id', '=', ownerId)
    .where('sha256', 'in', ['', ...sha256s])
    .orderBy('uploaded_at')
    .orderBy('id')
    .forKeyShare()
    .execute();

/** Puts files among the papers of a subject, for good; one that is there already stays as it is. */
export async function attachTo(trx: Trx, subject: Subject, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .insertInto('attachment_subject')
    .values(ids.map((id) => ({ attachment_id: id, kind: subject.kind, subject_id: subject.id })))
    .onConflict((on) => on.doNothing())
    .execute();
}

/** A file's description; null when there is none or the viewer may not see it. */
export async function findAttachment(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<StoredAttachment | null> {
  const row = await db
    .selectFrom('attachment')
    .select(COLUMNS)
    .where('attachment.id', '=', id)
    .where(readable(viewer))
    .executeTakeFirst();
  return row ?? null;
}

/** The content piece by piece, holding no connection between two of them. */
export async function* readContent(
  db: Database,
  { id, sizeBytes }: StoredAttachment,
): AsyncGenerator<Buffer> {
  let sent = 0;
  for (let no = 0; sent < sizeBytes; no += 1) {
    const { bytes } = await db
      .selectFrom('attachment_chunk')
      .select('bytes')
      .where('attachment_id', '=', id)
      .where('no', '=', no)
      .executeTakeFirstOrThrow();
    sent += bytes.length;
    yield bytes;
  }
}

/** Deletes a person's own file as long as nothing refers to it. */
export async function deleteAttachment(
  db: Database,
  ownerId: string,
  id: string,
): Promise<'deleted' | 'inUse' | 'notYours'> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('attachment')
      .select('id')
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return 'notYours';
    const { numDeletedRows } = await trx
      .deleteFrom('attachment')
      .where('id', '=', id)
      .where(unattached)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n ? 'deleted' : 'inUse';
  });
}

/** How many files of a person nothing refers to yet. */
export async function countUnattached(db: Database, ownerId: string): Promise<number> {
  const { total } = await db
    .selectFrom('attachment')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('owner_id', '=', ownerId)
    .where(unattached)
    .executeTakeFirstOrThrow();
  return total;
}

/** The files of one subject in the order they were attached, with their owners' names. */
export const listAttachments = (db: Database, subject: Subject) =>
  db
    .selectFrom('attachment_subject as subject')
    .innerJoin('attachment', 'attachment.id', 'subject.attachment_id')
    .innerJoin('app_user', 'app_user.id', 'attachment.owner_id')
    .select([...COLUMNS, 'app_user.name as ownerName', 'subject.attached_at as attachedAt'])
    .where('subject.kind', '=', subject.kind)
    .where('subject.subject_id', '=', subject.id)
    .orderBy('subject.attached_at')
    .orderBy('attachment.id')
    .limit(1_000)
    .execute();

/** Where a project stands and whether the viewer takes part in it; null when they may not even see it. */
export async function findSeat(
  db: Database,
  viewer: Viewer,
  projectId: string,
): Promise<{ readonly state: string; readonly takesPart: boolean } | null> {
  const row = await db
    .selectFrom('project')
    .select([
      'state',
      sql<boolean>`exists (select 1 from project_org seat
        where seat.project_id = project.id and seat.org_id = any(${viewer.orgIds}::text[]))`.as('takesPart'),
    ])
    .where('project.id', '=', projectId)
    .where(visible(viewer))
    .executeTakeFirst();
  return row ?? null;
}
