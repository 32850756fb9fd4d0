import type { ProcedureEvent } from '../contracting/procedure/events.ts';
import { type Text, text } from '../kernel/text.ts';
import type { EventData } from './events.ts';
import { PROCEDURE_VERB_TITLES } from './procedure-titles.ts';

/** What one event of a procedure adds to the name of the act; null where the name says it all. Prices are not told. */
function said(event: ProcedureEvent): Text | null {
  switch (event.type) {
    case 'BidsClosed':
      return text(`收到 ${event.data.bids} 家`, `${event.data.bids} received`);
    case 'PanelFormed': {
      const people = event.data.panel.members.map(({ id }) => id).join('、');
      return text(`${event.data.panel.members.length} 人：${people}`, people);
    }
    case 'MemberReplaced':
      return text(
        `${event.data.memberId} → ${event.data.substituteId}：${event.data.reason}`,
        `${event.data.memberId} → ${event.data.substituteId}: ${event.data.reason}`,
      );
    case 'EvaluationFinished': {
      const order = event.data.ranking.map(({ rank, providerId }) => `${rank}. ${providerId}`).join('，');
      return text(order, order);
    }
    case 'ProcedureSuspended':
    case 'ProcedureResumed':
    case 'EvaluationReopened':
    case 'AwardVoided':
      return text(event.data.reference, event.data.reference);
    case 'ClarificationOpened':
      return text(event.data.question, event.data.question);
    default:
      return null;
  }
}

/** What an act on a procedure says, in the order it happened. */
export function procedureRemark({ verb, events }: EventData['ProcedureRecorded']): Text {
  const title = PROCEDURE_VERB_TITLES[verb];
  const words = events.map(said).filter((one) => one !== null);
  if (words.length === 0) return title;
  return text(
    `${title.zh}：${words.map(({ zh }) => zh).join('；')}`,
    `${title.en}: ${words.map(({ en }) => en).join('; ')}`,
  );
}
