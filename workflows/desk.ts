import {
  allHandlersFinished,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { invariant } from '../domain/kernel/invariant.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { rejectUnless } from './entrance.ts';
import { guarded } from './guarded.ts';
import { type Carried, EXECUTE, type Execute, LIFE, type LifeReport, RELEASE } from './messages.ts';

/** Ids remembered over continue-as-new; the database remembers all of them for ever. */
const RECENT_UPDATES = 200;
/** How long a workflow waits for the creation it was started with. */
const CREATION_WAIT = '1 minute';

/** The running part of a project or a case as its workflow holds it. */
export interface Running<Process> {
  process: Process | null;
  recent: readonly string[];
  parked: boolean;
  busy: boolean;
  declined: boolean;
}

export const running = <Process>(carried: Carried<Process> | null): Running<Process> => ({
  process: carried?.process ?? null,
  recent: carried?.recent ?? [],
  parked: carried?.parked ?? false,
  busy: false,
  declined: false,
});

export function current<Process>({ process }: Running<Process>): Process {
  invariant(process, 'It has begun');
  return process;
}

export const handOver = <Process>(state: Running<Process>): Carried<Process> => ({
  v: 1,
  process: current(state),
  recent: state.recent,
  parked: state.parked,
});

/** True as soon as the first command is recorded; false when it was refused. */
export async function begun(state: Running<unknown>): Promise<boolean> {
  const decided = () => state.process !== null || state.declined;
  await condition(decided, CREATION_WAIT);
  await condition(() => decided() || allHandlersFinished());
  return state.process !== null;
}

/** One command at a time: what waits here sees everything as the one before it has left it. */
export async function alone<T>(state: Running<unknown>, work: () => Promise<T>): Promise<T> {
  // Several may be woken by the same answer: whoever comes first takes the turn, the others wait again.
  do await condition(() => !state.busy);
  while (state.busy);
  state.busy = true;
  try {
    return await work();
  } finally {
    state.busy = false;
  }
}

interface Refused {
  readonly ok: false;
  readonly requestHash: string;
  readonly refusal: Refusal;
}
type Outcome<Process> = { readonly ok: true; readonly process: Process } | Refused;

interface Desk<Process, Request, Recorded> {
  /** What can be said about a request at once, from what the workflow carries. */
  refusalToAsk(state: Running<Process>, request: Request): Refusal | null;
  record(input: Execute<Request> & { readonly updateId: string }): Promise<Recorded | Refused>;
  release(by: string): Promise<void>;
}

/** Answers the messages of a workflow: commands one at a time and each at most once, the operator's release, the query. */
export function answerMessages<Process, Request, Recorded extends Outcome<Process>>(
  state: Running<Process>,
  desk: Desk<Process, Request, Recorded>,
): void {
  const onBug = () => {
    state.parked = true;
  };

  const execute = async (input: Execute<Request>): Promise<Recorded | Refused> =>
    alone(state, async () => {
      const { request, requestHash } = input;
      const updateId = currentUpdateInfo()?.id;
      invariant(updateId, 'A command comes as an update');
      // Answered before, in this run or an earlier one: the database has the answer, whatever has happened since.
      const repeated = state.recent.includes(updateId);
      const refusal = repeated ? null : desk.refusalToAsk(state, request);
      if (refusal) return { ok: false, refusal, requestHash };
      const outcome = await desk.record({ ...input, updateId });
      if (outcome.ok && !repeated) {
        state.process = outcome.process;
        state.recent = [...state.recent, updateId].slice(-RECENT_UPDATES);
      }
      state.declined = state.process === null;
      return outcome;
    });

  const release = async (by: string): Promise<void> => {
    await desk.release(by);
    state.parked = false;
  };

  setHandler(defineUpdate<Recorded | Refused, [Execute<Request>]>(EXECUTE), guarded(execute, onBug), {
    validator: ({ request }: Execute<Request>): void => {
      if (state.recent.includes(currentUpdateInfo()?.id ?? '')) return;
      // What is being recorded may be committed already, and its answer known to whoever asks next: the handler waits and then asks.
      if (state.busy) return;
      rejectUnless(desk.refusalToAsk(state, request));
    },
  });
  setHandler(defineUpdate<void, [string]>(RELEASE), guarded(release, onBug));
  setHandler(
    defineQuery<LifeReport<Process>>(LIFE),
    (): LifeReport<Process> => ({
      process: state.process,
      parked: state.parked,
      recentUpdateIds: state.recent,
    }),
  );
}

/** Does the work a signal asks for, in its turn; a parked case or project does it once it is released. */
export async function onSignal(state: Running<unknown>, work: () => Promise<void>): Promise<void> {
  await condition(() => state.process !== null && !state.parked);
  const attempt = guarded(
    () => alone(state, work),
    () => {
      state.parked = true;
    },
  );
  // A failure has parked it; it is listed there and waits for an operator.
  await attempt().catch(() => {});
}
