import { readApprovalScene } from '../../db/queries/project-approval.ts';
import type { CaseState, Seat } from '../../domain/approval/case.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { allowedActs } from '../../domain/project/allowed-acts.ts';
import { toSeatFields } from '../approval/views.ts';
import { plain } from '../contract/matching.ts';
import type { ProjectApproval } from '../contract/project-approval.ts';
import type { Api } from '../deps.ts';

const toSeat = (seat: Seat) => ({
  ...toSeatFields(seat),
  answer: seat.answer && {
    decision: seat.answer.decision,
    by: seat.answer.by,
    opinion: seat.answer.opinion.text,
    attachments: plain(seat.answer.opinion.attachments),
    signature: seat.answer.opinion.signature,
  },
  advice: seat.advice.map(({ by, opinion }) => ({ by, opinion: opinion.text })),
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
    rounds: approval.rounds.map(({ id, node, no, rules, status, cause, seats }) => ({
      ...{ roundId: id, step: node, no, requires: rules && plain(rules.requires), status, cause },
      seats: seats.map(toSeat),
    })),
    copies: approval.copies.map((copy) => ({ ...copy })),
    names,
    allowedActs: acts.map((act) => ({ ...act })),
  };
}
