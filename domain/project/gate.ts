import type { CaseState } from '../approval/case.ts';
import type { Verb } from '../approval/case-commands.ts';
import { participants } from '../approval/participants.ts';
import { openTasks } from '../approval/tally.ts';
import { type Actor, holdsPost } from '../approval/types.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { approvalCommandAt } from './approval-commands.ts';
import type { CommandRequest, CommandType } from './commands.ts';
import type { DisputeActVerb } from './dispute-acts.ts';
import { disputeSeats } from './dispute-seats.ts';
import { notEntitled, notHolder, notNow, planNotFiled, segregation, staleRevision } from './flow-rules.ts';
import { isSystemCommand, UNSIGNED_STATES } from './lapse.ts';
import type { ProcedureActVerb } from './procedure-acts.ts';
import { organiserSeat, PROCEDURE_STATES, procedureSeats } from './procedure-seats.ts';
import type { ProjectProcess } from './process.ts';
import { type OpenState, openStates, type State } from './states.ts';
import { type Duty, type Seat, STEPS, type StepId, stepIds } from './steps.ts';

const statesFrom = (first: OpenState, last: OpenState): readonly OpenState[] =>
  openStates.slice(openStates.indexOf(first), openStates.indexOf(last) + 1);

const HANDLER: Seat = { role: 'handler', party: 'buyer', duty: 'request' };
const MAYOR: Seat = { role: 'mayor', party: 'buyer', duty: 'approve' };
const PROVIDER: Seat = { role: 'provider', party: 'provider', duty: null };
/** The finance office keeps bonds and confirms debts; neither is one of the incompatible duties. */
const FINANCE: Seat = { role: 'townshipFinance', party: 'buyer', duty: null };
const CONTRACT_RUNS: readonly OpenState[] = [
  'delivering',
  'suspended',
  'amending',
  'accepting',
  'rectifying',
];

/** Commands that are not the open step's own: in which states they may be given and by whom (null: the step's own seat). */
const BESIDE_THE_STEP: Readonly<
  Partial<Record<CommandType, { readonly states: readonly State[]; readonly seat: Seat | null }>>
> = {
  EditDraft: { states: ['draft'], seat: HANDLER },
  WithdrawProject: { states: statesFrom('draft', 'budgetReviewing'), seat: HANDLER },
  CancelProject: { states: statesFrom('budgetApproved', 'contractApproved'), seat: MAYOR },
  LapseBudget: {
    states: UNSIGNED_STATES,
    seat: { role: 'countyBudget', party: 'countyFinance', duty: null },
  },
  RecordLedgerEntry: { states: ['delivering', 'amending', 'rectifying'], seat: PROVIDER },
  AmendContract: { states: ['delivering'], seat: HANDLER },
  RecordSubcontract: { states: CONTRACT_RUNS, seat: HANDLER },
  RecordBond: { states: ['contractApproved', ...CONTRACT_RUNS], seat: FINANCE },
  ReturnBond: { states: [...CONTRACT_RUNS, ...statesFrom('settling', 'published')], seat: FINANCE },
  ReviewProgress: { states: ['delivering'], seat: HANDLER },
  RequestReceivable: { states: [...CONTRACT_RUNS, 'settling', 'evaluating'], seat: PROVIDER },
  ConfirmReceivable: { states: [...CONTRACT_RUNS, 'settling', 'evaluating'], seat: FINANCE },
  ResolvePaymentDispute: { states: ['delivering'], seat: HANDLER },
  AnnounceAerialJob: { states: ['delivering', 'rectifying'], seat: PROVIDER },
  AppointMediator: { states: CONTRACT_RUNS, seat: HANDLER },
  VerifyProviderStaff: { states: ['contractApproved', ...CONTRACT_RUNS], seat: HANDLER },
  SuspendDelivery: { states: ['delivering'], seat: { role: 'leader', party: 'buyer', duty: 'approve' } },
  TerminateContract: { states: ['delivering', 'suspended', 'accepting', 'rectifying'], seat: MAYOR },
  RepinPolicy: {
    states: statesFrom('draft', 'published'),
    seat: { role: 'countyProcurement', party: 'countyFinance', duty: null },
  },
  PublishDisclosure: { states: statesFrom('budgetApproved', 'published'), seat: HANDLER },
};

const COMMAND_OF_STEPS = new Map<CommandType, StepId[]>();
for (const id of stepIds) {
  const { command } = STEPS[id];
  COMMAND_OF_STEPS.set(command, [...(COMMAND_OF_STEPS.get(command) ?? []), id]);
}

/** Commands that act on an existing project, in the order of the life. */
export const projectCommands: readonly CommandType[] = [
  ...new Set<CommandType>([
    ...(Object.keys(BESIDE_THE_STEP) as CommandType[]).filter((type) => !isSystemCommand(type)),
    ...COMMAND_OF_STEPS.keys(),
    'ActOnApproval',
    'ActOnDispute',
  ]),
];

/** The seat a command is given from now, or null when it is not its time; `verb` is that of an act on the procedure. */
export function seatFor(process: ProjectProcess, type: CommandType, verb: Ask['verb'] = null): Seat | null {
  const { step, state } = process;
  if (type === 'ActOnApproval') return actingSeat(process);
  if (type === 'ActOnProcedure' || type === 'ActOnDispute') return procedureSeat(process, type, verb);
  if (step !== null && COMMAND_OF_STEPS.get(type)?.includes(step)) return STEPS[step];
  const beside = BESIDE_THE_STEP[type];
  if (!beside?.states.includes(state)) return null;
  return beside.seat ?? (step === null ? null : STEPS[step]);
}

/** Nothing is done in a procurement whose plan still waits for its filing. */
const unfiled = ({ state }: ProjectProcess, type: CommandType): Refusal | null =>
  type === 'ActOnProcedure' && state === 'planFiling' ? planNotFiled() : null;

/** 审批办理 goes with an approval under way; who may do what in it is for the case to say. */
const actingSeat = ({ step, approval }: ProjectProcess): Seat | null =>
  step === null || approval?.status !== 'running' ? null : { ...STEPS[step], duty: null };

/** 采购办理 belongs to whoever the verb names; asked without a verb, to the holder of the step or the organiser. */
function procedureSeat(
  process: ProjectProcess,
  type: 'ActOnProcedure' | 'ActOnDispute',
  verb: Ask['verb'],
): Seat | null {
  const { state, step } = process;
  const own = step !== null && STEPS[step].command === 'ActOnProcedure' ? STEPS[step] : null;
  if (own === null && !PROCEDURE_STATES.includes(state)) return null;
  // The act's schema knows no other verbs.
  if (verb !== null && type === 'ActOnDispute') return disputeSeats(process)[verb as DisputeActVerb];
  if (verb !== null) return procedureSeats(process)[verb as ProcedureActVerb];
  return own ?? organiserSeat(process);
}

/** May this person do anything in the procedure? Which verb is timely is for the procedure to say. */
function mayTakePart(process: ProjectProcess, actor: Actor, seat: Seat): Refusal | null {
  const seats = Object.values(procedureSeats(process));
  const takesPart = seats.some(({ role, party }) => holdsPost(actor, role, process.parties[party]));
  return takesPart ? null : notEntitled(actor, seat.role, process.parties[seat.party]);
}

/** 不相容职责 the duty this person already holds that does not go with the one asked for. */
export const conflictingDuty = (process: ProjectProcess, userId: string, duty: Duty | null): Duty | null =>
  duty === null
    ? null
    : (process.duties.find((held) => held.userId === userId && held.duty !== duty)?.duty ?? null);

/** May this person give this command now? Null when yes. Pure and cheap: the workflow's validator asks it. */
export function mayAsk(process: ProjectProcess, actor: Actor, asked: CommandType | Asked): Refusal | null {
  const { type, verb } = typeof asked === 'string' ? { type: asked, verb: null } : asked;
  const seat = seatFor(process, type, verb);
  if (!seat) return unfiled(process, type) ?? notNow(process.state, process.step);
  const { approval } = process;
  if (verb === null && (type === 'ActOnProcedure' || type === 'ActOnDispute'))
    return mayTakePart(process, actor, seat);
  if (approval?.status === 'running') {
    if (type === 'ActOnApproval' && participants(approval).has(actor.userId)) return null;
    if (type === approvalCommandAt(process.step)) return mayDecide({ process, approval, seat }, actor);
  }
  const orgId = process.parties[seat.party];
  if (!holdsPost(actor, seat.role, orgId)) return notEntitled(actor, seat.role, orgId);
  const held = conflictingDuty(process, actor.userId, seat.duty);
  return held ? segregation(held, seat.duty) : null;
}

interface Deciding {
  readonly process: ProjectProcess;
  readonly approval: CaseState;
  readonly seat: Seat;
}

/** The word belongs to whoever holds an open task of the case; a post alone is not enough, nor an incompatible duty. */
function mayDecide({ process, approval, seat }: Deciding, actor: Actor): Refusal | null {
  const orgId = process.parties[seat.party];
  const isHolder = openTasks(approval).some(({ userId, helping }) => userId === actor.userId && !helping);
  if (!isHolder && !holdsPost(actor, seat.role, orgId)) return notEntitled(actor, seat.role, orgId);
  const held = conflictingDuty(process, actor.userId, seat.duty);
  if (held) return segregation(held, seat.duty);
  return isHolder ? null : notHolder(actor, { role: seat.role, orgId });
}

/** What a request asks of the gate. */
interface Ask {
  readonly type: CommandType;
  readonly expectedRevision: number;
  /** The verb of `ActOnApproval`, `ActOnProcedure` and `ActOnDispute`. */
  readonly verb: Verb | ProcedureActVerb | DisputeActVerb | null;
}

type Asked = Pick<Ask, 'type' | 'verb'>;

export const askOf = ({ command, expectedRevision }: CommandRequest): Ask => ({
  type: command.type,
  expectedRevision,
  verb: 'act' in command.data ? command.data.act.verb : null,
});

/** Verbs of people outside the case: leaders and administrators, whom only the organisation knows. */
const OUTSIDE: readonly Ask['verb'][] = ['urge', 'handOver'];

/** The gate before every command: the right revision, the right time, the right person. */
export function gate(process: ProjectProcess, actor: Actor, ask: Ask): Refusal | null {
  if (ask.expectedRevision !== process.revision) return staleRevision(ask.expectedRevision, process.revision);
  const isTimely = seatFor(process, ask.type, ask.verb) !== null;
  return isTimely && OUTSIDE.includes(ask.verb) ? null : mayAsk(process, actor, ask);
}
