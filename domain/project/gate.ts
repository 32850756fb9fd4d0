import { type Actor, holdsPost, type Party, type Role } from '../approval/types.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { CommandType } from './commands.ts';
import { flowRefusal, notEntitled, notNow, staleRevision } from './flow-rules.ts';
import type { ProjectProcess } from './process.ts';
import { type OpenState, openStates, type State } from './states.ts';
import { type Duty, STEPS, type StepId, stepIds } from './steps.ts';

/** Who may give a command: a role of a party, acting in a duty. */
interface Seat {
  readonly role: Role;
  readonly party: Party;
  readonly duty: Duty | null;
}

const statesFrom = (first: OpenState, last: OpenState): readonly OpenState[] =>
  openStates.slice(openStates.indexOf(first), openStates.indexOf(last) + 1);

const HANDLER: Seat = { role: 'handler', party: 'buyer', duty: 'request' };
const MAYOR: Seat = { role: 'mayor', party: 'buyer', duty: 'approve' };

/** Commands that are not the open step's own: in which states they may be given and by whom (null: the step's own seat). */
const BESIDE_THE_STEP: Readonly<
  Partial<Record<CommandType, { readonly states: readonly State[]; readonly seat: Seat | null }>>
> = {
  EditDraft: { states: ['draft'], seat: HANDLER },
  WithdrawProject: { states: statesFrom('draft', 'budgetReviewing'), seat: HANDLER },
  CancelProject: { states: statesFrom('budgetApproved', 'contractApproved'), seat: MAYOR },
  RecordProcurementFailure: { states: ['procuring', 'internalSelection'], seat: null },
  RecordLedgerEntry: {
    states: ['delivering', 'rectifying'],
    seat: { role: 'provider', party: 'provider', duty: null },
  },
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
  ...new Set<CommandType>([...(Object.keys(BESIDE_THE_STEP) as CommandType[]), ...COMMAND_OF_STEPS.keys()]),
];

/** The seat a command is given from now, or null when it is not its time. */
export function seatFor(process: ProjectProcess, type: CommandType): Seat | null {
  const { step, state } = process;
  if (step !== null && COMMAND_OF_STEPS.get(type)?.includes(step)) return STEPS[step];
  const beside = BESIDE_THE_STEP[type];
  if (!beside?.states.includes(state)) return null;
  return beside.seat ?? (step === null ? null : STEPS[step]);
}

/** 不相容职责 the duty this person already holds that does not go with the one asked for. */
export const conflictingDuty = (process: ProjectProcess, userId: string, duty: Duty | null): Duty | null =>
  duty === null
    ? null
    : (process.duties.find((held) => held.userId === userId && held.duty !== duty)?.duty ?? null);

/** May this person give this command now? Null when yes. Pure and cheap: the workflow's validator asks it. */
export function mayAsk(process: ProjectProcess, actor: Actor, type: CommandType): Refusal | null {
  const seat = seatFor(process, type);
  if (!seat) return notNow(process.state, process.step);
  const orgId = process.parties[seat.party];
  if (!holdsPost(actor, seat.role, orgId)) return notEntitled(actor, seat.role, orgId);
  const held = conflictingDuty(process, actor.userId, seat.duty);
  if (held) return segregation(held, seat.duty);
  return null;
}

/** The gate before every command: the right revision, the right time, the right person. */
export function gate(
  process: ProjectProcess,
  actor: Actor,
  ask: { readonly type: CommandType; readonly expectedRevision: number },
): Refusal | null {
  if (ask.expectedRevision !== process.revision) return staleRevision(ask.expectedRevision, process.revision);
  return mayAsk(process, actor, ask.type);
}

const DUTY_WORDS: Readonly<Record<Duty, { zh: string; en: string }>> = {
  request: { zh: '申请', en: 'request' },
  approve: { zh: '审批', en: 'approve' },
  accept: { zh: '验收', en: 'accept' },
  pay: { zh: '支付', en: 'pay' },
};

function segregation(held: Duty, asked: Duty | null): Refusal {
  const wanted = DUTY_WORDS[asked ?? held];
  const has = DUTY_WORDS[held];
  return flowRefusal('SegregationOfDuties', {
    message: text(
      `您已在本项目中承担「${has.zh}」，不得再承担「${wanted.zh}」。`,
      `You already ${has.en} in this project and may not ${wanted.en} as well.`,
    ),
    remedy: text('请由同岗位的其他人员办理。', 'Let another person of the same post do it.'),
    facts: { held, asked },
  });
}
