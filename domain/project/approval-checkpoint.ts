import { type CaseState, openRounds } from '../approval/case.ts';
import type { Verb } from '../approval/case-commands.ts';
import { openTasks } from '../approval/tally.ts';
import type { UserId } from '../kernel/brand.ts';
import { approvalCommandAt } from './approval-commands.ts';
import type { Command, CommandType } from './commands.ts';
import type { DisputeAct } from './dispute-acts.ts';
import { DISPUTE_CHECKPOINTS } from './dispute-seats.ts';
import type { ProcedureActVerb } from './procedure-acts.ts';
import type { ProjectProcess } from './process.ts';

/** Verbs after which a step may pass without another word: somebody who was still to speak has left it. */
const LEAVING: readonly Verb[] = ['removeSign', 'recuse', 'handOver'];

/** 询价、邀请报价 below the limit no statute speaks about the documents, so the rules on them do not bind. */
function procedureCheckpoint(process: ProjectProcess | null, verb: ProcedureActVerb): Checkpoint {
  return verb === 'IssueDocuments' && process?.parties.agency === null ? 'InviteQuotes' : verb;
}

/** A challenge or complaint is checked when it comes in; verbs that no pack speaks about have no checkpoint of their own. */
function disputeCheckpoint(act: DisputeAct): Checkpoint {
  if (act.verb === 'Receive') return act.kind === 'challenge' ? 'AcceptChallenge' : 'ActOnDispute';
  const checkpoints: Partial<Record<DisputeAct['verb'], Checkpoint>> = DISPUTE_CHECKPOINTS;
  return checkpoints[act.verb] ?? 'ActOnDispute';
}

/** 核查点 where rules are checked: a command, or an act on the procedure or a dispute. */
export type Checkpoint =
  | CommandType
  | ProcedureActVerb
  | (typeof DISPUTE_CHECKPOINTS)[keyof typeof DISPUTE_CHECKPOINTS]
  | 'AcceptChallenge'
  | 'InviteQuotes';

/** 核查点 the command whose rules an act is checked by; an act that may let a step pass is checked like the approval itself. */
export function checkpointOf(process: ProjectProcess | null, command: Command): Checkpoint {
  if (command.type === 'ActOnDispute') return disputeCheckpoint(command.data.act);
  if (command.type === 'ActOnProcedure') return procedureCheckpoint(process, command.data.act.verb);
  if (command.type !== 'ActOnApproval' || !process?.approval) return command.type;
  const mayPass = LEAVING.includes(command.data.act.verb) && hasYes(process.approval);
  return (mayPass ? approvalCommandAt(process.step) : null) ?? command.type;
}

const hasYes = (approval: CaseState): boolean =>
  openRounds(approval).some(({ seats }) =>
    seats.some(({ parent, answer }) => parent === null && answer?.decision === 'approve'),
  );

/** 加签人: is the person's open task one that a signer has added? */
export function holdsAddedSeat(approval: CaseState, userId: UserId): boolean {
  const mine = openTasks(approval).find((task) => task.userId === userId)?.taskId;
  return openRounds(approval).some(({ seats }) =>
    seats.some(({ id, parent }) => id === mine && parent !== null),
  );
}
