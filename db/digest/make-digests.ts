import {
  DIGEST_ENTRIES,
  type Digest,
  type DigestEntry,
  type DigestPart,
  saysNothing,
} from '../../domain/approval/digest.ts';
import { dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { rollForward } from '../../domain/kernel/working-days.ts';
import { STEPS, type StepId } from '../../domain/project/steps.ts';
import type { Database } from '../connection.ts';
import { countScopes, type InboxAsked, type InboxRow, listInbox, totalOf } from '../queries/inbox.ts';
import type { Scope } from '../queries/inbox-sources.ts';
import { type LampColour, type LampDates, lampDates } from '../queries/lamp.ts';
import { listViewers, type Viewer } from '../queries/viewer.ts';
import { readCalendar } from '../transition/read-settings.ts';
import { peopleToTell } from './people-to-tell.ts';

/** What the very first digest looks back on. */
const FIRST_LOOK_BACK_MS = 7 * 86_400_000;
/** What was recorded just now may not be committed yet; the next digest tells it. */
const SETTLING_MS = 60_000;

/** What became of one morning: digests made in this run, and whether the day is a working day at all. */
export interface DigestRun {
  readonly on: LocalDate;
  readonly workingDay: boolean;
  readonly made: number;
}

interface Making {
  readonly nowMs: number;
  /** Called now and then, so that a long run is seen to go on. */
  readonly onPerson?: () => void;
}

/**
 * 每日摘要 for everybody who can sign in and has something to be told; nothing on a rest day. Each person at most once a day: a
 * day that has been told is not told again, and a run broken off goes on where it stopped, on the same stretch of time.
 */
export async function makeDigests(db: Database, { nowMs, onPerson }: Making): Promise<DigestRun> {
  const on = dateAt(nowMs);
  const calendar = await readCalendar(db);
  if (rollForward(calendar, on).on !== on) return { on, workingDay: false, made: 0 };
  const run = await openRun(db, on, nowMs);
  if (run.ended_at !== null) return { on, workingDay: true, made: 0 };
  const stretch = { dates: lampDates(calendar, on), from: run.from_at, until: run.until_at };
  const people = await peopleToTell(db, stretch);
  let made = 0;
  for (const viewer of await listViewers(db)) {
    if (!people.has(viewer.actor.userId)) continue;
    onPerson?.();
    const digest = await digestOf(db, viewer, stretch);
    if (!saysNothing(digest) && (await keep(db, digest, { userId: viewer.actor.userId, on, nowMs })))
      made += 1;
  }
  await db
    .updateTable('digest_run')
    .set({ ended_at: new Date(nowMs).toISOString() })
    .where('on_date', '=', on)
    .execute();
  return { on, workingDay: true, made };
}

/** The run of the day with the time it tells of: from where the last one stopped. */
async function openRun(db: Database, on: LocalDate, nowMs: number) {
  const last = await db
    .selectFrom('digest_run')
    .select('until_at')
    .where('on_date', '<', on)
    .orderBy('on_date', 'desc')
    .limit(1)
    .executeTakeFirst();
  await db
    .insertInto('digest_run')
    .values({
      on_date: on,
      from_at: last?.until_at ?? new Date(nowMs - FIRST_LOOK_BACK_MS).toISOString(),
      until_at: new Date(nowMs - SETTLING_MS).toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db.selectFrom('digest_run').selectAll().where('on_date', '=', on).executeTakeFirstOrThrow();
}

interface Stretch {
  readonly dates: LampDates;
  readonly from: Instant;
  readonly until: Instant;
}

async function digestOf(db: Database, viewer: Viewer, { dates, from, until }: Stretch): Promise<Digest> {
  const look = { viewer, dates };
  const scopes = [{ of: 'mine' }, { of: 'escalated', from, until }, { of: 'unread', from, until }] as const;
  const [mine, escalated, unread] = scopes;
  const counts = await countScopes(db, look, scopes);
  const part = async (total: number, scope: Scope, lamp?: LampColour): Promise<DigestPart> => ({
    total,
    entries: total === 0 ? [] : await entriesOf(db, { ...look, scope, filter: { lamp } }),
  });
  return {
    overdue: await part(counts.mine.red, mine, 'red'),
    due: await part(counts.mine.yellow, mine, 'yellow'),
    escalated: await part(totalOf(counts.escalated), escalated),
    copied: await part(totalOf(counts.unread), unread),
  };
}

async function entriesOf(db: Database, asked: InboxAsked): Promise<readonly DigestEntry[]> {
  const { rows } = await listInbox(db, asked, { sort: 'due', after: null, limit: DIGEST_ENTRIES });
  return rows.map(toEntry);
}

const toEntry = (row: InboxRow): DigestEntry => ({
  kind: row.kind,
  subjectId: row.subject_id,
  subjectNo: row.subject_no,
  title: row.title,
  // task.step holds only steps of the table.
  taskTitle: row.task_title ?? (row.step === null ? null : STEPS[row.step as StepId].title),
  holderName: row.holder_name,
  dueOn: row.due_on,
  dueAnnounced: row.due_announced,
  lamp: row.lamp,
});

interface Place {
  readonly userId: string;
  readonly on: LocalDate;
  readonly nowMs: number;
}

/** Keeps a digest unless the person has one for the day; true when it was kept. */
async function keep(db: Database, digest: Digest, { userId, on, nowMs }: Place): Promise<boolean> {
  const kept = await db
    .insertInto('digest')
    .values({
      user_id: userId,
      on_date: on,
      content: JSON.stringify(digest),
      made_at: new Date(nowMs).toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return kept !== undefined;
}
