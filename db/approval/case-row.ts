import { sql } from 'kysely';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { hasEnded } from '../../domain/approval/case-requests.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { participants } from '../../domain/approval/participants.ts';
import type { UserId } from '../../domain/kernel/brand.ts';
import type { Chain } from '../transition/lock-project.ts';
import type { Trx } from '../transition/read-settings.ts';
import { firstDue } from './case-tasks.ts';
import type { Change } from './change.ts';

/** What a case has from its beginning and the events do not carry. */
export interface Beginnings {
  readonly caseNo: string;
  readonly title: string;
  readonly orgId: string;
  readonly regionCode: string;
  readonly callbackUrl: string | null;
}

/** Writes the row as the events have made it; a new case brings its beginnings along. */
export async function writeCaseRow(
  trx: Trx,
  change: Change,
  { last, beginnings }: { readonly last: Chain; readonly beginnings: Beginnings | null },
): Promise<void> {
  const { after, process, at } = change;
  const amount = after.form['amountFen'];
  const columns = {
    flow_id: after.flowId,
    flow_version: after.flowVersion,
    status: after.status,
    amount_fen: typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : null,
    form: JSON.stringify(after.form),
    state: JSON.stringify(after),
    seq: after.seq,
    touched_seq: process.touchedSeq,
    due_on: firstDue(after),
    last_no: last.seq,
    last_hash: last.hash,
    updated_at: at,
    ended_at: hasEnded(after.status) ? after.lastAt : null,
  };
  if (!beginnings) {
    // Comments on an ended case leave its end where it was.
    const { ended_at, ...others } = columns;
    const isEnding = !hasEnded(change.before?.status ?? 'running');
    const set = isEnding ? { ...others, ended_at } : others;
    await trx.updateTable('approval_case').set(set).where('id', '=', after.caseId).execute();
    return;
  }
  const { caseNo, title, orgId, regionCode, callbackUrl } = beginnings;
  await trx
    .insertInto('approval_case')
    .values({
      ...columns,
      id: after.caseId,
      case_no: caseNo,
      title,
      initiator_id: after.initiator,
      org_id: orgId,
      region_code: regionCode,
      callback_url: callbackUrl,
      created_at: at,
    })
    .execute();
}

/** 抄送: new copies, and those that have been read. */
export async function writeCopies(trx: Trx, { before, after, events, at }: Change): Promise<void> {
  const had = new Set(before?.copies.map(({ userId }) => userId));
  const fresh = after.copies.filter(({ userId }) => !had.has(userId));
  if (fresh.length > 0) {
    const senderOf = (userId: UserId) =>
      events.flatMap((one) =>
        one.type === 'CopySent' && one.data.to.includes(userId) ? [one.data.by] : [],
      )[0];
    await trx
      .insertInto('approval_copy')
      .values(
        fresh.map(({ userId }) => ({
          case_id: after.caseId,
          user_id: userId,
          sent_at: at,
          sent_by: senderOf(userId) ?? 'system',
        })),
      )
      .onConflict((on) => on.doNothing())
      .execute();
  }
  for (const { userId, readAt } of after.copies) {
    if (readAt === null || before?.copies.find((one) => one.userId === userId)?.readAt === readAt) continue;
    await trx
      .updateTable('approval_copy')
      .set({ read_at: readAt })
      .where('case_id', '=', after.caseId)
      .where('user_id', '=', userId)
      .execute();
  }
}

/** 参与人: everybody who has a part in the case from now on, and the moment of whoever acted. */
export async function writeParticipants(trx: Trx, change: Change, flow: Flow): Promise<void> {
  const { before, after, events, by, at } = change;
  const had = before ? participants(before) : new Set<UserId>();
  const told = events.flatMap(toldBy);
  const joined = [...participants(after), ...told, flow.owner, ...(by === 'system' ? [] : [by])];
  const fresh = [...new Set(joined)].filter((one) => one === by || !had.has(one));
  if (fresh.length === 0) return;
  await trx
    .insertInto('approval_participant')
    .values(
      fresh.map((user_id) => ({
        case_id: after.caseId,
        user_id,
        since: at,
        acted_at: user_id === by ? at : null,
      })),
    )
    .onConflict((on) =>
      on.columns(['case_id', 'user_id']).doUpdateSet({
        acted_at: sql`coalesce(excluded.acted_at, approval_participant.acted_at)`,
      }),
    )
    .execute();
}

/** Whom the system has told something: they must be able to look. */
const toldBy = (event: CaseEvent): readonly UserId[] =>
  event.type === 'ClockSpoke' || event.type === 'Alerted' ? [event.data.tells] : [];

/** 回调: keeps what has to be told to whoever started the case, once it has ended. */
export async function keepCallback(
  trx: Trx,
  { before, after, at }: Change,
  url: string | null,
): Promise<void> {
  if (url === null || !hasEnded(after.status) || (before && hasEnded(before.status))) return;
  await trx
    .insertInto('approval_callback')
    .values({
      case_id: after.caseId,
      event_id: `${after.caseId}:${after.seq}`,
      url,
      status: 'pending',
      created_at: at,
    })
    .execute();
}
