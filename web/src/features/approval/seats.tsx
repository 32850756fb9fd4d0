import { Card, Space, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ProjectApproval } from '../../../../api/contract/project-approval.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';

type ProjectRound = ProjectApproval['rounds'][number];
type ProjectSeat = ProjectRound['seats'][number];

/** What a seat shows, of a project's approval and of a case alike. */
export interface Seat
  extends Pick<
    ProjectSeat,
    'taskId' | 'holderId' | 'principalId' | 'helperId' | 'position' | 'standing' | 'advice'
  > {
  readonly answer: Pick<NonNullable<ProjectSeat['answer']>, 'decision' | 'opinion'> | null;
  /** Said under the name: the due date, files, a signature. */
  readonly more?: ReactNode;
}

export interface Round extends Pick<ProjectRound, 'roundId' | 'status' | 'cause'> {
  readonly title: Text;
  readonly seats: readonly Seat[];
}

type Names = Readonly<Record<string, string>>;

const STATUS: Readonly<Record<Round['status'], Text>> = {
  open: text('在办', 'open'),
  passed: text('通过', 'passed'),
  rejected: text('不同意', 'rejected'),
  returned: text('已退回', 'returned'),
  cancelled: text('已取消', 'cancelled'),
  undone: text('已拿回', 'taken back'),
};
const ANSWERS: Readonly<Record<NonNullable<Seat['answer']>['decision'], Text>> = {
  approve: text('同意', 'approves'),
  reject: text('不同意', 'does not approve'),
  abstain: text('弃权', 'abstains'),
};
const POSITIONS: Readonly<Record<Seat['position'], Text>> = {
  roll: text('应签', 'on the roll'),
  before: text('前加签', 'added before'),
  parallel: text('并加签', 'added beside'),
  after: text('后加签', 'added after'),
};

/** 审批环节 of the approval under way, one round after the other, with every seat and what was said there. */
export function Rounds({ rounds, names }: { readonly rounds: readonly Round[]; readonly names: Names }) {
  const say = useWords();
  return (
    <div className="cards">
      {rounds.map((round) => (
        <Card
          key={round.roundId}
          size="small"
          title={say(round.title)}
          extra={<Tag>{say(STATUS[round.status])}</Tag>}
        >
          <ul className="seats">
            {round.seats.map((seat) => (
              <li key={seat.taskId}>
                <SeatLine seat={seat} names={names} isOpen={round.status === 'open'} />
              </li>
            ))}
          </ul>
          {round.cause && round.status !== 'passed' && (
            <Typography.Text type="secondary">{say(round.cause)}</Typography.Text>
          )}
        </Card>
      ))}
    </div>
  );
}

interface SeatProps {
  readonly seat: Seat;
  readonly names: Names;
  readonly isOpen: boolean;
}

function SeatLine({ seat, names, isOpen }: SeatProps) {
  const say = useWords();
  const nameOf = (id: string): string => names[id] ?? id;
  const standing =
    seat.standing === 'recused'
      ? text('已回避', 'recused')
      : seat.standing === 'removed'
        ? text('已减签', 'taken off')
        : seat.answer
          ? ANSWERS[seat.answer.decision]
          : isOpen
            ? text('待办', 'waiting')
            : text('未签', 'not signed');
  return (
    <Space orientation="vertical" size={0}>
      <span>
        <b>{nameOf(seat.holderId)}</b> {say(standing)}{' '}
        {seat.position !== 'roll' && <Tag>{say(POSITIONS[seat.position])}</Tag>}
      </span>
      {seat.holderId !== seat.principalId && (
        <Typography.Text type="secondary">
          {say(text(`代 ${nameOf(seat.principalId)}`, `for ${nameOf(seat.principalId)}`))}
        </Typography.Text>
      )}
      {seat.helperId && (
        <Typography.Text type="secondary">
          {say(text(`已委派 ${nameOf(seat.helperId)}`, `delegated to ${nameOf(seat.helperId)}`))}
        </Typography.Text>
      )}
      {seat.answer?.opinion && <span>{seat.answer.opinion}</span>}
      {seat.more}
      {seat.advice.map(({ by, opinion }) => (
        <span key={`${by} ${opinion}`}>
          {nameOf(by)}：{opinion}
        </span>
      ))}
    </Space>
  );
}
