import { type Posting } from '../../domain/budget/ledger.ts';
import { dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { PolicyCheck, PolicyQuestion, TracedVerdict } from '../../domain/policy/types.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { create, type DecisionContext, decide } from '../../domain/project/decide.ts';
import type { ProjectEvent } from '../../domain/project/events.ts';
import { evolve, raiseRevision } from '../../domain/project/evolve.ts';
import { factsFor, justificationsOf } from '../../domain/project/facts.ts';
import { dateRefusal, notNow } from '../../domain/project/flow-rules.ts';
import { gate } from '../../domain/project/gate.ts';
import { postingsOf } from '../../domain/project/postings.ts';
import type { References } from '../../domain/project/references.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import { versionInForce } from '../policy/version-in-force.ts';
import { nextProjectNo } from './project-no.ts';
import { readReferences } from './read-references.ts';
import type { Trx } from './read-settings.ts';

export interface Asked {
  readonly projectId: string;
  readonly request: CommandRequest;
  readonly nowMs: number;
}

/** A command that may be recorded: what it changes, what was checked, what it posts. */
export interface Weighed {
  readonly before: ProjectState | null;
  readonly after: ProjectState;
  readonly events: readonly ProjectEvent[];
  /** Postings with the event (by index) that makes them. */
  readonly postings: readonly (Posting & { readonly event: number })[];
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

  const file = state?.file ?? null;
  const references = await readReferences(trx, { projectId: asked.projectId, file, command, today });
  const facts = factsFor({ file, process: state?.process ?? null, request, references, today });
  const version = await versionInForce(trx, policy, { pinned: file?.policyVersion ?? null, on: realToday });
  if (!version.ok) return version;
  const question: PolicyQuestion = {
    checkpoint: command.type,
    facts,
    legalDate: today,
    regionCode: references.buyer.regionCode,
    packVersion: version.value.version,
  };
  const verdict = await policy.check(question);
  const refusal = refusalFrom(verdict, justificationsOf(request.command));
  if (refusal) return refuse(refusal);

  const recordedAt = new Date(asked.nowMs).toISOString() as Instant;
  const context: DecisionContext = { references, by: actor, today, recordedAt };
  const decided = await decideOn(trx, { asked, state, context, policyVersion: version.value.version });
  if (!decided.ok) return decided;
  return accept({ ...fold(state, decided.value), verdict, question, references });
}

function refusedBeforePolicy(
  state: ProjectState | null,
  request: CommandRequest,
  days: { readonly today: LocalDate; readonly realToday: LocalDate },
): Refusal | null {
  const { command, actor, expectedRevision } = request;
  if (state && command.type === 'CreateProject') return notNow(state.process.state, state.process.step);
  const lateEntry =
    command.type === 'CreateProject' ? command.data.lateEntry !== null : (state?.process.lateEntry ?? false);
  return (
    (state && gate(state.process, actor, { type: command.type, expectedRevision })) ??
    dateRefusal(days.today, { today: days.realToday, lastOn: state?.process.lastOn ?? null, lateEntry })
  );
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
): Promise<Result<ProjectEvent[]>> {
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
  return accept(create(command.data, { projectId: asked.projectId, projectNo, policyVersion }, context));
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
