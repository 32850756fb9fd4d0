import type { CaseContext } from '../approval/case-commands.ts';
import { decideCase } from '../approval/decide-case.ts';
import { invariant } from '../kernel/invariant.ts';
import { dateAt } from '../kernel/local-date.ts';
import { approvalCommandAt } from './approval-commands.ts';
import { approvalStage } from './approval-stages.ts';
import { type ProjectEvent, SYSTEM } from './events.ts';
import type { ProjectProcess } from './process.ts';

/** 核查在办 looks whether every holder of the open approval can still act: the event that tells it, or null where all can. */
export function reviewApproval(
  { approval, step }: ProjectProcess,
  context: Omit<CaseContext, 'verdicts' | 'upgradeTo'>,
): ProjectEvent | null {
  const command = approvalCommandAt(step);
  if (approval?.status !== 'running' || command === null) return null;
  const given = { verb: 'review', by: 'system', occurredAt: null, data: {} } as const;
  const looked = decideCase(approval, given, { ...context, verdicts: {}, upgradeTo: null });
  invariant(looked.ok, 'The system may look at a running approval');
  if (looked.value.length === 0) return null;
  const { kind } = approvalStage(command);
  return {
    type: 'ApprovalRecorded',
    data: { kind, verb: 'review', alongside: null, minutesRef: null, events: looked.value },
    move: null,
    by: SYSTEM,
    occurredOn: dateAt(Date.parse(context.now)),
    recordedAt: context.now,
  };
}
