import { type Result, refuse } from '../../kernel/refusal.ts';
import type { ProcedureCommand, ProcedureContext, ProcedureVerb } from './commands.ts';
import { awardDeciders } from './decide-award.ts';
import { bidDeciders } from './decide-bids.ts';
import { documentDeciders } from './decide-documents.ts';
import { evaluationDeciders } from './decide-evaluation.ts';
import { interruptionDeciders } from './decide-interruption.ts';
import { planDeciders } from './decide-plan.ts';
import type { Decider, Deciders } from './decision-kit.ts';
import type { ProcedureEvent } from './events.ts';
import { METHOD_RULES } from './methods.ts';
import { procedureRefusal } from './refusals.ts';
import type { ProcedureState } from './state.ts';
import { type ProcedureStatus, procedureTitle } from './states.ts';

const DECIDERS: Deciders<ProcedureVerb> = {
  ...planDeciders,
  ...documentDeciders,
  ...bidDeciders,
  ...evaluationDeciders,
  ...awardDeciders,
  ...interruptionDeciders,
};

const OPEN = ['documentsIssued', 'clarifying', 'closed', 'evaluating'] as const;
const AWARDED = ['recommended', 'awardNotified', 'challengeWindow'] as const;

/** 操作与状态对照表 where each verb may be used. */
const ALLOWED: Readonly<Record<ProcedureVerb, readonly ProcedureStatus[]>> = {
  PublishIntent: ['planned'],
  IssueDocuments: ['planned', 'intentPublished'],
  OpenClarification: ['documentsIssued'],
  IssueClarification: ['clarifying'],
  ReceiveBid: ['documentsIssued', 'clarifying'],
  WithdrawBid: ['documentsIssued', 'clarifying'],
  CloseBids: ['documentsIssued'],
  FormPanel: ['closed', 'evaluating'],
  ReplaceMember: ['closed', 'evaluating'],
  BeginEvaluation: ['closed'],
  JudgeBid: ['evaluating'],
  RecordScores: ['evaluating'],
  FinishEvaluation: ['evaluating'],
  DeliverReport: ['recommended'],
  ChooseWinner: ['recommended'],
  NotifyAward: ['recommended'],
  EndResultNotice: ['awardNotified'],
  SignContract: ['awardNotified', 'challengeWindow'],
  FulfilDuty: ['awardNotified', 'challengeWindow', 'suspended', 'signed', 'failed', 'cancelled'],
  Suspend: [...OPEN, ...AWARDED],
  Resume: ['suspended'],
  RedoEvaluation: [...AWARDED, 'suspended'],
  VoidAward: ['awardNotified', 'challengeWindow', 'suspended'],
  DeclareFailure: [...OPEN, ...AWARDED, 'suspended'],
  Rerun: ['failed'],
  ChangeMethod: ['failed'],
  Cancel: ['planned', 'intentPublished', ...OPEN, ...AWARDED, 'suspended', 'failed'],
};

/** 可办操作 the verbs a procedure allows as it stands; statutory ones that the method does not know are left out. */
export const procedureVerbs = ({ status, plan }: ProcedureState): readonly ProcedureVerb[] =>
  // The keys of the table are the verbs.
  (Object.keys(ALLOWED) as ProcedureVerb[]).filter(
    (verb) => ALLOWED[verb].includes(status) && (METHOD_RULES[plan.method].statutory || !STATUTORY.has(verb)),
  );

const STATUTORY: ReadonlySet<ProcedureVerb> = new Set<ProcedureVerb>([
  'PublishIntent',
  'DeliverReport',
  'EndResultNotice',
]);

/** Decides one command on a procedure: its events, or why it is refused. */
export function decideProcedure(
  state: ProcedureState,
  { verb, data }: ProcedureCommand,
  context: ProcedureContext,
): Result<readonly ProcedureEvent[]> {
  const { status } = state;
  if (!ALLOWED[verb].includes(status)) {
    return refuse(procedureRefusal('NotNow', { verb, status, stands: procedureTitle(status).zh }));
  }
  if (context.now < state.lastAt) return refuse(procedureRefusal('Incomplete', { field: 'now' }));
  // The table pairs each verb with its own data; the compiler cannot follow that through an index.
  return (DECIDERS[verb] as Decider<ProcedureVerb>)(state, data, context);
}
