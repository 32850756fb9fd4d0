import type { Hop } from '../approval/case.ts';
import type { CaseEvent } from '../approval/case-events.ts';
import { type Text, text } from '../kernel/text.ts';
import { STEPS, type StepId } from './steps.ts';

const HOPS: Readonly<Record<Hop['kind'], Text>> = {
  transfer: text('转办', 'transferred'),
  delegate: text('委派', 'delegated'),
  helped: text('答复委派', 'answered'),
  proxy: text('代理', 'to the proxy'),
  handOver: text('离职交接', 'handed over'),
};

const place = (to: string): Text =>
  to === 'initiator' ? text('发起人', 'the initiator') : (STEPS[to as StepId]?.title ?? text(to, to)); // a newer API may know more steps

/** The name of a person by their id. */
export type PersonNames = (userId: string) => string;

/** What one event of a case says to a reader; null for those that only keep the case's books. */
function said(event: CaseEvent, nameOf: PersonNames): Text | null {
  const joined = (people: readonly string[]): string => people.map(nameOf).join('、');
  switch (event.type) {
    case 'Answered': {
      const { decision, opinion } = event.data;
      const word = decision === 'approve' ? text('同意', 'approves') : text('不同意', 'does not approve');
      return text(`${word.zh}：${opinion.text}`, `${word.en}: ${opinion.text}`);
    }
    case 'TaskMoved': {
      const { kind, from, to, reason } = event.data.hop;
      const because = reason === '' ? '' : `：${reason}`;
      return text(
        `${HOPS[kind].zh} ${nameOf(from)} → ${nameOf(to)}${because}`,
        `${HOPS[kind].en} ${nameOf(from)} → ${nameOf(to)}${because}`,
      );
    }
    case 'SeatsAdded': {
      const people = joined(event.data.seats.map(({ holder }) => holder));
      return text(`加签 ${people}`, `asks ${people} to sign as well`);
    }
    case 'SeatLeft': {
      const { as, reason } = event.data;
      return as === 'removed'
        ? text(`减签：${reason}`, `takes a signer off: ${reason}`)
        : text(`回避：${reason}`, `recused: ${reason}`);
    }
    case 'Returned': {
      const to = place(event.data.to);
      const words = event.data.opinion?.text ?? '';
      return text(`退回${to.zh}：${words}`, `returned to ${to.en}: ${words}`);
    }
    case 'TakenBack':
      return text('拿回上一步意见', 'takes the last word back');
    case 'Urged':
      return text('催办', 'urges');
    case 'CopySent':
      return text(`抄送 ${joined(event.data.to)}`, `copies to ${joined(event.data.to)}`);
    case 'CopyRead':
      return text('已阅', 'has read it');
    case 'Commented':
      return text(event.data.text, event.data.text);
    default:
      return null;
  }
}

/** What an act on an approval says, in the order it happened. */
export function approvalRemark(events: readonly CaseEvent[], nameOf: PersonNames): Text {
  const words = events.map((event) => said(event, nameOf)).filter((one) => one !== null);
  return text(words.map(({ zh }) => zh).join('；'), words.map(({ en }) => en).join('; '));
}
