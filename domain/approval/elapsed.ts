import type { OrgId, UserId } from '../kernel/brand.ts';
import { addDays, dateAt, type Instant, instantOn } from '../kernel/local-date.ts';
import { rollForward, type WorkCalendar } from '../kernel/working-days.ts';
import { type CaseState, openRounds, type TaskId } from './case.ts';
import type { CaseEvent } from './case-events.ts';
import { evolveCase } from './evolve-case.ts';
import type { Organisation } from './organisation.ts';
import { openTasks } from './tally.ts';

/** 办公时间 the hours of a working day that count, in Asia/Shanghai. */
export interface OfficeHours {
  readonly from: number;
  readonly until: number;
}

/** Eight hours from nine; a design default, to be set by the region. */
export const OFFICE_HOURS: OfficeHours = { from: 9, until: 17 };

/** What working time is counted by. */
export interface WorkingTime {
  readonly calendar: WorkCalendar;
  readonly hours: OfficeHours;
}

const MINUTE_MS = 60_000;
const minuteOf = (at: Instant): number => Math.floor(Date.parse(at) / MINUTE_MS);

/** Whole working minutes between two moments; intervals laid end to end add up exactly. */
export function workingMinutes(from: Instant, until: Instant, { calendar, hours }: WorkingTime): number {
  let minutes = 0;
  const [first, last] = [minuteOf(from), minuteOf(until)];
  const end = dateAt(Date.parse(until));
  for (let day = dateAt(Date.parse(from)); day <= end; day = addDays(day, 1)) {
    if (rollForward(calendar, day).on !== day) continue;
    const opens = Math.max(first, minuteOf(instantOn(day, hours.from)));
    const closes = Math.min(last, minuteOf(instantOn(day, hours.until)));
    minutes += Math.max(0, closes - opens);
  }
  return minutes;
}

/** 用时归属 who a case has waited for, in working minutes; the parts add up to `total`. */
export interface Elapsed {
  readonly total: number;
  /** By person: where several hold a task at once, each minute is shared between them. */
  readonly holders: Readonly<Record<UserId, number>>;
  /** Timers that waited for nobody. */
  readonly timers: number;
  readonly paused: number;
  /** Withdrawn, terminated or ended: nobody owed anything. */
  readonly idle: number;
  /** By task and person, in full: what each clock itself has run. */
  readonly tasks: Readonly<Record<TaskId, Readonly<Record<UserId, number>>>>;
}

/** Attributes the working time of a case, from its first event to a moment, to those who had it in their hands. */
export function elapsedOf(events: readonly CaseEvent[], until: Instant, time: WorkingTime): Elapsed {
  const sums = { total: 0, timers: 0, paused: 0, idle: 0 };
  const holders: Record<UserId, number> = {};
  const tasks: Record<TaskId, Record<UserId, number>> = {};
  let state: CaseState | null = null;
  events.forEach((event, index) => {
    state = evolveCase(state, event);
    const next = events[index + 1]?.recordedAt ?? until;
    const minutes = workingMinutes(event.recordedAt, next < until ? next : until, time);
    if (minutes === 0) return;
    sums.total += minutes;
    const open = state.status === 'paused' ? [] : openTasks(state);
    open.forEach(({ taskId, userId }, place) => {
      // What does not divide evenly goes to the first of the roll, so that nothing is lost.
      const share = Math.floor(minutes / open.length) + (place < minutes % open.length ? 1 : 0);
      holders[userId] = (holders[userId] ?? 0) + share;
      const ofTask = (tasks[taskId] ??= {});
      ofTask[userId] = (ofTask[userId] ?? 0) + minutes;
    });
    if (open.length === 0) sums[restingAs(state)] += minutes;
  });
  return { ...sums, holders, tasks };
}

function restingAs(state: CaseState): 'timers' | 'paused' | 'idle' {
  if (state.status === 'paused') return 'paused';
  return state.status === 'running' && openRounds(state).length > 0 ? 'timers' : 'idle';
}

/** The same by organisation (参与方); people who are not known stand under their own id. */
export function elapsedByOrganisation(
  { holders }: Elapsed,
  { people }: Organisation,
): Readonly<Record<OrgId, number>> {
  const sums: Record<OrgId, number> = {};
  for (const [userId, minutes] of Object.entries(holders)) {
    const orgId = people[userId]?.orgId ?? userId;
    sums[orgId] = (sums[orgId] ?? 0) + minutes;
  }
  return sums;
}
