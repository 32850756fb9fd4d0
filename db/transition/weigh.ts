import { createHash } from 'node:crypto';
import type { Flow } from '../../domain/approval/flow.ts';
import { type Posting } from '../../domain/budget/ledger.ts';
import { dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { levelsAsked } from '../../domain/policy/levels.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { PolicyCheck, PolicyQuestion, TracedVerdict } from '../../domain/policy/types.ts';
import { checkpointOf } from '../../domain/project/approval-checkpoint.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { create, type Decision, type DecisionContext, decide } from '../../domain/project/decide.ts';
import { repinFault } from '../../domain/project/decide-policy.ts';
import type { ProjectEvent } from '../../domain/project/events.ts';
import { evolve, raiseRevision } from '../../domain/project/evolve.ts';
import { factsFor } from '../../domain/project/facts.ts';
import { dateRefusal, notNow } from '../../domain/project/flow-rules.ts';
import { askOf, gate } from '../../domain/project/gate.ts';
import { justificationsOf } from '../../domain/project/justifications.ts';
import { policyScopeOf } from '../../domain/project/policy-scope.ts';
import { postingsOf } from '../../domain/project/postings.ts';
import type { References } from '../../domain/project/references.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import { papersOf } from '../approval/opinion-papers.ts';
import { versionInForce } from '../policy/version-in-force.ts';
import { nextProjectNo } from './project-no.ts';
import { readReferences } from './read-references.ts';
import type { Trx } from './read-settings.ts';

export interface Asked {
  readonly projectId: string;
  readonly request: CommandRequest;
  readonly nowMs: number;
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A command that may be recorded: what it changes, what was checked, what it posts. */
export interface Weighed {
  readonly before: ProjectState | null;
  readonly after: ProjectState;
  readonly events: readonly ProjectEvent[];
  /** The flow of an approval that starts with this command. */
  readonly flow: Flow | null;
  /** Postings with the event (by index) that makes them. */
  readonly postings: readonly (Posting & { readonly event: number })[];
  /** Stored files that the word names. */
  readonly papers: readonly string[];
  readonly verdict: TracedVerdict;
  readonly question: PolicyQuestion;
  readonly references: References;
}

/**
 * Weighs one command against flow, dates, policy and the stage's own arithmetic, inside the caller's transaction and
 * without writing anything but the counter of project numbers.
 */
export async function weigh(
  trx: Trx,
  policy: PolicyCheck,
  { asked, state }: { readonly asked: Asked; readonly state: ProjectState | null },
): Promise<Result<Weighed>> {
  const { request } = asked;
  const { command, actor } = request;
  const realToday = dateAt(asked.nowMs);
  const today = request.occurredOn ?? realToday;
  const early = refusedBeforePolicy(state, request, { today, realToday });
  if (early) return refuse(early);
  const named = 'attachments' in command.data ? command.data.attachments : null;
  const papers = await papersOf(trx, named ?? [], actor.userId);
  if (!papers.ok) return papers;

  const file = state?.file ?? null;
  const recordedAt = new Date(asked.nowMs).toISOString() as Instant;
  const process = state?.process ?? null;
  const references = await readReferences(trx, {
    ...{ projectId: asked.projectId, file, process, command, today },
    actor: actor.userId,
    now: recordedAt,
  });
  const version = await versionInForce(trx, policy, { pinned: file?.policyVersion ?? null, on: realToday });
  if (!version.ok) return version;
  const question: PolicyQuestion = {
    checkpoint: checkpointOf(process, command),
    facts: factsFor({ file, process, request, references, today }),
    legalDate: today,
    regionCode: references.buyer.regionCode,
    packVersion: version.value.version,
    ...policyScopeOf(file, references),
  };
  const verdict = await policy.check(question);
  const refusal = refusalFrom(verdict, justificationsOf(request.command));
  if (refusal) return refuse(refusal);

  const context: DecisionContext = {
    references,
    by: actor,
    today,
    recordedAt,
    digest: sha256,
    levels: levelsAsked(verdict),
  };
  const misled = await repinRefusal(trx, policy, { request, on: realToday });
  if (misled) return refuse(misled);
  const decided = await decideOn(trx, { asked, state, context, policyVersion: version.value.version });
  if (!decided.ok) return decided;
  const { events, flow } = decided.value;
  return accept({ ...fold(state, events), flow, papers: papers.value, verdict, question, references });
}

function refusedBeforePolicy(
  state: ProjectState | null,
  request: CommandRequest,
  days: { readonly today: LocalDate; readonly realToday: LocalDate },
): Refusal | null {
  const { command, actor } = request;
  if (state && command.type === 'CreateProject') return notNow(state.process.state, state.process.step);
  const lateEntry =
    command.type === 'CreateProject' ? command.data.lateEntry !== null : (state?.process.lateEntry ?? false);
  return (
    (state && gate(state.process, actor, askOf(request))) ??
    dateRefusal(days.today, { today: days.realToday, lastOn: state?.process.lastOn ?? null, lateEntry })
  );
}

/** A project moves to the version in use and to no other. */
async function repinRefusal(
  trx: Trx,
  policy: PolicyCheck,
  { request: { command }, on }: { readonly request: CommandRequest; readonly on: LocalDate },
): Promise<Refusal | null> {
  if (command.type !== 'RepinPolicy') return null;
  const inUse = await versionInForce(trx, policy, { pinned: null, on });
  return inUse.ok ? repinFault(command.data, inUse.value.version) : inUse.refusal;
}

interface ToDecide {
  readonly asked: Asked;
  readonly state: ProjectState | null;
  readonly context: DecisionContext;
  readonly policyVersion: string;
}

async function decideOn(
  trx: Trx,
  { asked, state, context, policyVersion }: ToDecide,
): Promise<Result<Decision>> {
  const { command } = asked.request;
  if (command.type !== 'CreateProject') {
    if (!state) throw new Error(`Project ${asked.projectId} does not exist`);
    return decide(state, command, context);
  }
  const projectNo = await nextProjectNo(
    trx,
    context.references.buyer.regionCode,
    command.data.application.fiscalYear,
  );
  const given = { projectId: asked.projectId, projectNo, policyVersion };
  return accept({ events: create(command.data, given, context), flow: null });
}

function fold(before: ProjectState | null, events: readonly ProjectEvent[]) {
  let state = before;
  const postings: Weighed['postings'][number][] = [];
  events.forEach((event, index) => {
    postings.push(...postingsOf(event, state?.file ?? null).map((posting) => ({ ...posting, event: index })));
    state = evolve(state, event);
  });
  if (!state) throw new Error('A decision made no event');
  const after: ProjectState = state;
  return { before, after: { ...after, process: raiseRevision(after.process) }, events, postings };
}
