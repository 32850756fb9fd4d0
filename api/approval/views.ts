import type { CaseDetailRow, CaseListRow, CaseTaskRow } from '../../db/queries/approvals.ts';
import {
  type Answer,
  type CaseState,
  caseStatusTitle,
  type Round,
  type Seat,
} from '../../domain/approval/case.ts';
import { PAUSE_CAUSES } from '../../domain/approval/clock.ts';
import type { VerbReason } from '../../domain/approval/gate-case.ts';
import { isOpen } from '../../domain/approval/tally.ts';
import type { CaseDetail, CaseRow, RoundView } from '../contract/approval-view.ts';
import { plain } from '../contract/matching.ts';
import { commandUrl, isPersonsVerb } from './answers.ts';
import { choicesOf } from './flow-views.ts';

export const toCaseRow = (row: CaseListRow): CaseRow => ({
  caseId: row.id,
  caseNo: row.case_no,
  title: row.title,
  flowId: row.flow_id,
  flowVersion: row.flow_version,
  flowTitle: row.flow_title,
  status: row.status,
  statusTitle: caseStatusTitle(row.status),
  initiator: { userId: row.initiator_id, name: row.initiator_name },
  orgId: row.org_id,
  orgName: row.org_name,
  amountFen: row.amount_fen,
  seq: row.seq,
  dueOn: row.due_on,
  parked: row.parked,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  endedAt: row.ended_at,
});

export const toCaseTask = (row: CaseTaskRow) => ({
  caseId: row.case_id,
  caseNo: row.case_no,
  title: row.title,
  flowId: row.flow_id,
  amountFen: row.amount_fen,
  initiator: { userId: row.initiator_id, name: row.initiator_name },
  taskId: row.task_id,
  node: row.node,
  nodeTitle: row.node_title,
  helping: row.helping,
  principal: { userId: row.principal_id, name: row.principal_name },
  openedAt: row.opened_at,
  dueOn: row.due_on,
  dueAnnounced: row.due_announced,
  seq: row.seq,
});

/** Everybody whom the page of a case mentions. */
export const mentionedIn = ({ initiator, rounds, copies }: CaseState): readonly string[] => [
  initiator,
  ...copies.map(({ userId }) => userId),
  ...rounds.flatMap(({ seats }) =>
    seats.flatMap((seat) => [
      seat.principal,
      seat.holder,
      ...[seat.helper, seat.addedBy, seat.answer?.by].flatMap((one) => one ?? []),
      ...seat.chain.flatMap(({ from, to, by }) => [from, to, by]),
      ...seat.advice.map(({ by }) => by),
    ]),
  ),
];

interface Page {
  readonly row: CaseDetailRow;
  readonly verbs: readonly VerbReason[];
  readonly names: Readonly<Record<string, string>>;
}

export function toCaseDetail({ row, verbs, names }: Page): CaseDetail {
  const { state } = row;
  return {
    ...toCaseRow(row),
    form: plain(state.form),
    formSchema: plain(row.form_schema),
    choices: choicesOf(row.flow),
    pauseCauses: (row.flow.pauseCauses ?? PAUSE_CAUSES).map(({ id, title }) => ({ id, title })),
    rounds: state.rounds.map(toRound),
    copies: plain(state.copies),
    people: names,
    allowedVerbs: verbs.flatMap(({ verb, taskId, reason }) =>
      isPersonsVerb(verb)
        ? [{ verb, taskId, path: commandUrl(row.id, verb), allowed: reason === null, reason }]
        : [],
    ),
    callback: row.callback_status && {
      status: row.callback_status,
      attempts: row.callback_attempts ?? 0,
      lastAnswer: row.callback_answer,
      settledAt: row.callback_settled_at,
    },
  };
}

const toRound = (round: Round): RoundView => ({
  roundId: round.id,
  node: round.node,
  no: round.no,
  title: round.rules?.title ?? { zh: '计时', en: 'Timer' },
  mode: round.rules?.mode.kind ?? 'timer',
  requires: round.rules && plain(round.rules.requires),
  status: round.status,
  cause: round.cause,
  fallsOn: round.fallsOn,
  openedSeq: round.openedSeq,
  closedSeq: round.closedSeq,
  seats: round.seats.map((seat) => toSeat(round, seat)),
});

const toAnswer = (answer: Answer) => plain(answer);

/** What a seat shows in a case and in a project alike. */
export const toSeatFields = (seat: Seat) => ({
  taskId: seat.id,
  principalId: seat.principal,
  holderId: seat.holder,
  helperId: seat.helper,
  parent: seat.parent,
  position: seat.position,
  addedBy: seat.addedBy,
  reason: seat.reason,
  standing: seat.standing,
  chain: plain(seat.chain),
});

const toSeat = (round: Round, seat: Seat): RoundView['seats'][number] => ({
  ...toSeatFields(seat),
  weight: seat.weight,
  open: isOpen(round, seat),
  dueOn: seat.due?.dueOn ?? null,
  dueAnnounced: seat.due?.announced ?? true,
  clock: seat.clock,
  answer: seat.answer && toAnswer(seat.answer),
  takenBack: seat.takenBack.map(toAnswer),
  advice: plain(seat.advice),
  extensions: plain(seat.extensions),
});
