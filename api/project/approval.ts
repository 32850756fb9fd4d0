import { readApprovalScene } from '../../db/queries/project-approval.ts';
import type { CaseState, Seat } from '../../domain/approval/case.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { allowedActs } from '../../domain/project/allowed-acts.ts';
import type { ProjectApproval } from '../contract/project-approval.ts';
import type { Api } from '../deps.ts';

const toSeat = ({ id, principal, holder, helper, answer, advice, chain, ...seat }: Seat) => ({
  taskId: id,
  principalId: principal,
  holderId: holder,
  helperId: helper,
  parent: seat.parent,
  position: seat.position,
  addedBy: seat.addedBy,
  reason: seat.reason,
  standing: seat.standing,
  answer: answer && { decision: answer.decision, by: answer.by, opinion: answer.opinion.text },
  advice: advice.map(({ by, opinion }) => ({ by, opinion: opinion.text })),
  chain: [...chain],
});

/** The approval under way as a reader sees it, with what they may do in it; null when there is none. */
export async function toApproval(
  { db }: Api,
  approval: CaseState | null,
  userId: string,
): Promise<ProjectApproval | null> {
  if (!approval) return null;
  const now = new Date().toISOString() as Instant;
  const { flow, organisation, names } = await readApprovalScene(db, approval, { userId, now });
  const calendar = { version: '', years: {} }; // No verb is allowed or refused by the calendar.
  const acts = allowedActs(approval, userId, {
    ...{ flow, organisation, calendar, now },
    verdicts: {},
    upgradeTo: null,
  });
  return {
    caseId: approval.caseId,
    flowId: approval.flowId,
    status: approval.status === 'returned' ? 'returned' : 'running',
    initiatorId: approval.initiator,
    openTasks: openTasks(approval).map((task) => ({ ...task })),
    rounds: approval.rounds.map(({ id, node, no, status, cause, seats }) => ({
      ...{ roundId: id, step: node, no, status, cause },
      seats: seats.map(toSeat),
    })),
    copies: approval.copies.map((copy) => ({ ...copy })),
    names,
    allowedActs: acts.map((act) => ({ ...act })),
  };
}
