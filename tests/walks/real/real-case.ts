import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { checkCase } from '../../../db/doctor-approval.ts';
import type { CaseState } from '../../../domain/approval/case.ts';
import { processOf } from '../../../domain/approval/case-process.ts';
import type { CaseOutcome } from '../../../domain/approval/case-requests.ts';
import { invariant } from '../../../domain/kernel/invariant.ts';
import type { WorkCalendar } from '../../../domain/kernel/working-days.ts';
import { REFUSED } from '../../../workflows/messages.ts';
import { driveCase } from '../../support/case-driver.ts';
import type { TestStack } from '../../support/open-stack.ts';
import { skipTime } from '../../support/time.ts';
import type { Step } from '../engine.ts';
import { INITIATOR } from '../world.ts';
import type { Town } from './town.ts';

/** What became of a step: recorded under a number, refused with a code, or too late, the workflow being over. */
export type Answer =
  | { readonly kind: 'accepted'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'over' };

/** A case as the tables have it, in the words of the walk. */
export interface Standing {
  readonly state: CaseState;
  readonly status: string;
  readonly seq: number;
  /** Open rows of `approval_task`: task, holder, and a plus where the holder helps. */
  readonly tasks: readonly string[];
  /** What the clock will speak about next. */
  readonly clocks: readonly string[];
  /** Where events, chain, row and tasks disagree. */
  readonly disagreements: readonly string[];
}

/** One time that the clock spoke: its number, and the task or timer. */
export interface Rung {
  readonly seq: number;
  readonly target: string;
}

const MINUTE_MS = 60_000;
const IDLE_MS = 30 * 86_400_000;
const FIRES_WITHIN_MS = 60_000;

type Driver = ReturnType<typeof driveCase>;
type Given = Parameters<Driver['give']>[0];

/** One case on the real workflow, driven as a walk drives it. */
export class RealCase {
  readonly #drive: Driver;

  readonly stack: Pick<TestStack, 'client' | 'taskQueue'>;
  readonly town: Town;
  readonly calendar: WorkCalendar;

  constructor(stack: Pick<TestStack, 'client' | 'taskQueue'>, town: Town, calendar: WorkCalendar) {
    this.stack = stack;
    this.town = town;
    this.calendar = calendar;
    this.#drive = driveCase(stack, town.name);
  }

  async start(): Promise<Answer> {
    const { flowId, world } = this.town;
    const form = { ...world.form };
    return answerOf(this.#drive.start(this.town.move(INITIATOR), { flowId, flowVersion: 1, form }));
  }

  give(step: Step, key: string): Promise<Answer> {
    return answerOf(this.#drive.give(this.town.move(step) as Given, key));
  }

  /** Lets the workflow's own time run to the next clock, or for a month where none is set. */
  async pass(): Promise<void> {
    const { state } = await this.#row();
    const now = await this.#now();
    const next = this.#deadlines(state)[0]?.at;
    const target = Math.max(now, next === undefined ? now + IDLE_MS : Date.parse(next)) + MINUTE_MS;
    await skipTime(this.stack, this.#drive.workflowId, target - now);
    if (next === undefined) await until('time passes', async () => (await this.#now()) >= target);
    else await this.#untilRung(target);
  }

  /**
   * What the clock has spoken about after a number. A task that comes open again may be late already: then it is waited until
   * the clock has said so.
   */
  async rung(after: number): Promise<readonly Rung[]> {
    await this.#untilRung(null);
    const events = await this.town.db
      .selectFrom('approval_event')
      .select(['seq', 'type', 'data'])
      .where('case_id', '=', this.town.name)
      .where('seq', '>', after)
      .where('ordinal', '=', 1)
      .where('scheduled_at', 'is not', null)
      .orderBy('seq')
      .execute();
    return events.map(({ seq, type, data }) => {
      const target = 'taskId' in data ? data.taskId : 'roundId' in data ? data.roundId : null;
      invariant(typeof target === 'string', `The clock does not say ${type}`);
      return { seq, target };
    });
  }

  /** Waits until every clock up to a moment has rung; up to the latest entry where none is given. */
  #untilRung(moment: number | null): Promise<void> {
    return until('the clock rings', async () => {
      const { state } = await this.#row();
      const at = moment ?? Date.parse(state.lastAt);
      return !this.#deadlines(state).some((one) => Date.parse(one.at) <= at);
    });
  }

  async look(): Promise<Standing> {
    const { town } = this;
    const { db } = town;
    const row = await this.#row();
    const tasks = await db
      .selectFrom('approval_task')
      .select(['task_id', 'holder_id', 'helping'])
      .where('case_id', '=', town.name)
      .where('status', '=', 'open')
      .execute();
    const disagreements: string[] = [];
    for await (const { check, detail } of checkCase(db, row)) disagreements.push(`${check}: ${detail}`);
    return town.home({
      state: row.state,
      status: row.status,
      seq: row.seq,
      tasks: tasks.map((one) => `${one.task_id}:${one.holder_id}${one.helping ? '+' : ''}`),
      clocks: this.#deadlines(row.state).map(({ target }) => target),
      disagreements,
    });
  }

  /** What the workflow itself says at its end. */
  result(): Promise<unknown> {
    return this.stack.client.workflow.getHandle(this.#drive.workflowId).result();
  }

  /** The latest lines of the record, for whoever has to find out what went wrong. */
  async lately(): Promise<readonly string[]> {
    const events = await this.town.db
      .selectFrom('approval_event')
      .select(['seq', 'type', 'actor', 'recorded_at', 'scheduled_at', 'command_key'])
      .where('case_id', '=', this.town.name)
      .orderBy('no', 'desc')
      .limit(12)
      .execute();
    return this.town.home(
      events
        .toReversed()
        .map(({ seq, type, actor, recorded_at, scheduled_at, command_key }) =>
          [seq, type, actor, recorded_at, scheduled_at ?? '', command_key].join(' '),
        ),
    );
  }

  #deadlines(state: CaseState) {
    return processOf(state, { calendar: this.calendar, touchedSeq: 0 }).deadlines;
  }

  #row() {
    return this.town.db
      .selectFrom('approval_case')
      .select(['id', 'state', 'status', 'seq', 'last_no', 'last_hash'])
      .where('id', '=', this.town.name)
      .executeTakeFirstOrThrow();
  }

  /** The moment at which the workflow stands. */
  async #now(): Promise<number> {
    const handle = this.stack.client.workflow.getHandle(this.#drive.workflowId);
    const { raw } = await handle.describe();
    const at = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime?.seconds;
    return at ? Number(at) * 1_000 : Date.now();
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + FIRES_WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await pause(30);
  }
}

async function answerOf(asked: Promise<CaseOutcome>): Promise<Answer> {
  try {
    const outcome = await asked;
    if (outcome.ok) return { kind: 'accepted', seq: outcome.process.seq };
    return { kind: 'refused', code: outcome.refusal.code };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'over' };
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const { type } = error.cause;
      if (type === REFUSED) return { kind: 'refused', code: error.cause.message };
      if (type === 'AcceptedUpdateCompletedWorkflow') return { kind: 'over' };
    }
    throw error;
  }
}
