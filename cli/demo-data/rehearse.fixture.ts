import { createHash } from 'node:crypto';
import type { Flow } from '../../domain/approval/flow.ts';
import type { BudgetLine } from '../../domain/budget/types.ts';
import { instantOn, type LocalDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import { levelsAsked } from '../../domain/policy/levels.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { PolicyCheck, Verdict } from '../../domain/policy/types.ts';
import { checkpointOf } from '../../domain/project/approval-checkpoint.ts';
import type { CommandRequest } from '../../domain/project/commands.ts';
import { create, type DecisionContext, decide } from '../../domain/project/decide.ts';
import type { ProjectEvent } from '../../domain/project/events.ts';
import { evolve, raiseRevision } from '../../domain/project/evolve.ts';
import { factsFor } from '../../domain/project/facts.ts';
import { dateRefusal } from '../../domain/project/flow-rules.ts';
import { askOf, gate } from '../../domain/project/gate.ts';
import { justificationsOf } from '../../domain/project/justifications.ts';
import { policyScopeOf } from '../../domain/project/policy-scope.ts';
import { postingsOf } from '../../domain/project/postings.ts';
import type { References } from '../../domain/project/references.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import { toCatalogItem } from './catalogue.ts';
import type { Act } from './life/scene.ts';
import { seatsFor } from './life/seats.ts';
import type { Life } from './life.ts';
import { demoOrganisation } from './organisation.ts';
import { actorOf, userById } from './people.ts';
import { countyOf } from './places.ts';
import { approvalMatrix, SETTINGS_SINCE, thresholds, timeLimitsOf } from './settings.ts';
import { type DemoWorld, orgById } from './world.ts';

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The flows that approvals have begun with, by id; their content is in the id. */
const flows = new Map<string, Flow>();

/** What the core or the policy objects to in one act, or in what the act was expected to open. */
interface Objection {
  readonly act: number;
  readonly command: string;
  readonly why: string;
}

/** Rules that fired without standing in the way. */
interface Note {
  readonly command: string;
  readonly rule: string;
}

interface Rehearsal {
  readonly objection: Objection | null;
  readonly notes: readonly Note[];
}

interface Stage {
  readonly life: Life;
  readonly world: DemoWorld;
  readonly policy: PolicyCheck;
}

interface Standing {
  readonly state: ProjectState | null;
  readonly line: BudgetLine | null;
}

/**
 * Plays a life against the pure core and the policy alone, without database or server, and answers the first
 * objection. A dress rehearsal: what fails here would be refused by the running system.
 */
export async function rehearse(stage: Stage): Promise<Rehearsal> {
  const notes: Note[] = [];
  let standing: Standing = { state: null, line: null };
  for (const [act, one] of stage.life.acts.entries()) {
    const played: Played = await play(standing, one, stage);
    const command = checkpointOf(standing.state?.process ?? null, one.command);
    notes.push(...played.fired.map((rule) => ({ command, rule })));
    if ('why' in played) return { objection: { act, command, why: played.why }, notes };
    standing = played.standing;
  }
  return { objection: null, notes };
}

type Played = { readonly fired: readonly string[] } & (
  | { readonly standing: Standing }
  | { readonly why: string }
);

async function play(before: Standing, act: Act, { life, world, policy }: Stage): Promise<Played> {
  const user = userById(act.as);
  if (!user) return { fired: [], why: `there is no user ${act.as}` };
  const today = act.occurredOn ?? world.today;
  const { command } = act;
  const lineId = command.type === 'RequestBudget' ? command.data.request.budgetLineId : before.line?.id;
  const line = before.line ?? world.budgetLines.find(({ id }) => id === lineId) ?? null;
  const flow = flows.get(before.state?.process.approval?.flowId ?? '') ?? null;
  const known = { ...references(life, world, today), budgetLine: line, flow };
  const request: CommandRequest = {
    command,
    actor: actorOf(user),
    expectedRevision: before.state?.process.revision ?? 0,
    occurredOn: act.occurredOn,
  };
  const verdict = await judge(before, request, { known, today, policy });
  const fired = verdict.findings.map(({ rule, result }) => `${rule}${result === 'undetermined' ? '?' : ''}`);
  const refusal = refusalFrom(verdict, justificationsOf(command));
  if (refusal)
    return { fired, why: `${refusal.rule} ${refusal.message.zh} ${JSON.stringify(refusal.facts)}` };
  const context = {
    by: request.actor,
    today,
    recordedAt: instantOn(today, 10),
    references: known,
    digest,
    levels: levelsAsked(verdict),
  };
  const decided = recorded(before.state, request, context);
  if (typeof decided === 'string') return { fired, why: decided };
  const state = folded(before.state, decided);
  const { process } = state;
  if (process.state !== act.opens.state || process.step !== act.opens.step) {
    return {
      fired,
      why: `opens ${process.state}/${process.step}, the story says ${act.opens.state}/${act.opens.step}`,
    };
  }
  return { fired, standing: { state, line: line && posted(line, decided, before.state) } };
}

interface Bench {
  readonly known: References;
  readonly today: LocalDate;
  readonly policy: PolicyCheck;
}

function judge(
  { state }: Standing,
  request: CommandRequest,
  { known, today, policy }: Bench,
): Promise<Verdict> {
  const { file, process } = state ?? { file: null, process: null };
  return policy.check({
    checkpoint: checkpointOf(process, request.command),
    facts: factsFor({ file, process, request, references: known, today }),
    legalDate: today,
    regionCode: known.buyer.regionCode,
    packVersion: null,
    ...policyScopeOf(file, known),
  });
}

/** The events of the command, or why the flow refuses it. */
function recorded(
  state: ProjectState | null,
  { command, actor, expectedRevision }: CommandRequest,
  context: DecisionContext,
): readonly ProjectEvent[] | string {
  if (command.type === 'CreateProject') {
    return create(
      command.data,
      { projectId: 'rehearsal', projectNo: 'rehearsal', policyVersion: 'rehearsal' },
      context,
    );
  }
  if (!state) return 'nothing is created yet';
  const { lastOn, lateEntry } = state.process;
  const { today } = context;
  const refusal =
    gate(state.process, actor, askOf({ command, actor, expectedRevision, occurredOn: null })) ??
    dateRefusal(today, { today, lastOn, lateEntry });
  if (refusal) return refusal.message.zh;
  const decided = decide(state, command, context);
  if (!decided.ok) return decided.refusal.message.zh;
  if (decided.value.flow) flows.set(decided.value.flow.id, decided.value.flow);
  return decided.value.events;
}

function folded(state: ProjectState | null, events: readonly ProjectEvent[]): ProjectState {
  const after = events.reduce<ProjectState | null>(evolve, state);
  if (!after) throw new Error('A command without events');
  return { ...after, process: raiseRevision(after.process) };
}

const BUCKETS = {
  available: 'availableFen',
  reserved: 'reservedFen',
  committed: 'committedFen',
  paid: 'paidFen',
} as const;

function posted(line: BudgetLine, events: readonly ProjectEvent[], before: ProjectState | null): BudgetLine {
  const postings = events.flatMap((event) => postingsOf(event, before?.file ?? null));
  return postings.reduce((balance, { from, to, amountFen }) => {
    const source = from === 'appropriation' ? null : BUCKETS[from];
    if (!(to in BUCKETS)) throw new Error(`A project posts nothing to ${to}`);
    const target = BUCKETS[to as keyof typeof BUCKETS]; // just looked up
    return {
      ...balance,
      ...(source && { [source]: fen(balance[source] - amountFen) }),
      [target]: fen(balance[target] + amountFen),
    };
  }, line);
}

/** What the database would answer from the demo's reference data. */
function references({ application }: Life, world: DemoWorld, on: LocalDate): References {
  const buyer = orgById(application.buyerOrgId);
  const county = countyOf(buyer.region);
  const version = world.catalogue.find(
    ({ region, publishedOn, supersededOn }) =>
      region === county && publishedOn <= on && (supersededOn === null || supersededOn > on),
  );
  const line = version?.lines.find(({ code }) => code === application.catalogItemCode);
  return {
    calendar: world.calendar,
    matrix: approvalMatrix,
    limits: timeLimitsOf(county),
    thresholds: {
      ...thresholds,
      regionCode: county,
      effectiveFrom: SETTINGS_SINCE,
      citation: '',
      confirmed: false,
    },
    buyer: {
      orgId: buyer.id,
      name: buyer.name,
      kind: buyer.kind,
      regionCode: buyer.region,
      level: buyer.level,
    },
    seats: seatsFor(buyer, line?.sector ?? null),
    catalogItem: version && line ? toCatalogItem(version, line) : null,
    budgetLine: null,
    organisation: demoOrganisation,
    flow: null,
    providers: Object.fromEntries(world.providers.map((provider) => [provider.id, provider])),
    payments: [],
    // A rehearsal keeps no payments; every list is taken as public.
    overdueListYears: Array.from({ length: 20 }, (_, index) => 2020 + index),
    sameClass: { nonOpenFen: 0, belowLimitFen: 0 },
  };
}
