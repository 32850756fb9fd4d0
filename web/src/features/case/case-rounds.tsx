import { Typography } from 'antd';
import type { CaseDetail, RoundView } from '../../../../api/contract/approval-view.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Due } from '../../shared/ui/words.tsx';
import { Rounds, type Seat } from '../approval/seats.tsx';

type CaseSeat = RoundView['seats'][number];

/** 审批环节 of a case, one round after the other. */
export const CaseRounds = ({ detail: { rounds, people } }: { readonly detail: CaseDetail }) => (
  <Rounds rounds={rounds.map((round) => ({ ...round, seats: round.seats.map(toSeat) }))} names={people} />
);

const toSeat = (seat: CaseSeat): Seat => ({
  ...seat,
  answer: seat.answer && { decision: seat.answer.decision, opinion: seat.answer.opinion.text },
  advice: seat.advice.map(({ by, opinion }) => ({ by, opinion: opinion.text })),
  more: <More seat={seat} />,
});

/** The due date of an open task, what came with a word, and the extensions that were asked for. */
function More({ seat }: { readonly seat: CaseSeat }) {
  const say = useWords();
  const { answer } = seat;
  return (
    <>
      {seat.open && (
        <span>
          {say(text('到期：', 'Due: '))}
          <Due on={seat.dueOn} announced={seat.dueAnnounced} />
        </span>
      )}
      {answer && answer.opinion.attachments.length > 0 && (
        <span>
          {say(text('附件：', 'Files: '))}
          {answer.opinion.attachments.map(({ name }) => name).join('；')}
        </span>
      )}
      {answer?.opinion.signature && (
        <span>
          {say(text('签名：', 'Signed: '))}
          {answer.opinion.signature}
        </span>
      )}
      {seat.extensions.map(({ from, to, cause, outcome }) => (
        <Typography.Text key={`${from} ${to}`} type="secondary">
          {say(text('延期：', 'Extension: '))}
          {from} → {to}（{cause}）
          {outcome && say(outcome.granted ? text('已批准', 'granted') : text('未批准', 'refused'))}
        </Typography.Text>
      ))}
    </>
  );
}
