import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/kernel/refusal.ts';
import type { CommandRequest } from '../domain/project/commands.ts';
import { caseParked, notCreated, notNow } from '../domain/project/flow-rules.ts';
import { askOf, gate } from '../domain/project/gate.ts';
import type { ProjectProcess } from '../domain/project/process.ts';
import { REFUSED } from './messages.ts';

interface Door {
  readonly process: ProjectProcess | null;
  readonly parked: boolean;
}

/** What the workflow itself can say about a request, at once and from what it carries: time, person, revision. */
export function refusalToAsk({ process, parked }: Door, request: CommandRequest): Refusal | null {
  const { command, actor } = request;
  if (parked) return caseParked();
  if (process === null) return command.type === 'CreateProject' ? null : notCreated();
  if (command.type === 'CreateProject') return notNow(process.state, process.step);
  return gate(process, actor, askOf(request));
}

/** In a validator, a refusal is a failure that leaves no trace in history. */
export function rejectUnless(refusal: Refusal | null): void {
  if (refusal) throw ApplicationFailure.nonRetryable(refusal.message.en, REFUSED, refusal);
}
