import { type Clock, clockOf } from '../../kernel/clock.ts';
import { cite } from '../../kernel/law.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { endOf, type Pause, type Period } from '../../kernel/period.ts';
import { text } from '../../kernel/text.ts';
import type { WorkCalendar } from '../../kernel/working-days.ts';
import { SUSPENSION } from '../procedure/clocks.ts';
import type { DisputeState } from './dispute.ts';

/** 争议期限 the periods of inquiries, challenges and complaints. */
export const DISPUTE_PERIODS = {
  inquiryAnswer: {
    title: text('答复询问', 'Answer to an inquiry'),
    ...{ bound: 'atMost', length: 3, unit: 'workingDays' },
    citation: cite('procurementRegulation', '第五十二条', 'V'),
  },
  challengeAnswer: {
    title: text('答复质疑', 'Answer to a challenge'),
    ...{ bound: 'atMost', length: 7, unit: 'workingDays' },
    citation: cite('procurementLaw', '第五十三条', 'V'),
  },
  complaint: {
    title: text('提起投诉', 'Time to complain'),
    ...{ bound: 'atMost', length: 15, unit: 'workingDays' },
    citation: cite('procurementLaw', '第五十五条', 'V'),
  },
  review: {
    title: text('投诉审查', 'Review of a complaint'),
    ...{ bound: 'atMost', length: 5, unit: 'workingDays' },
    citation: cite('order94', '第二十一条', 'M'),
  },
  copies: {
    title: text('发出投诉副本', 'Copies of a complaint'),
    ...{ bound: 'atMost', length: 8, unit: 'workingDays' },
    citation: cite('order94', '第二十一条', 'M'),
  },
  decision: {
    title: text('投诉处理决定', 'Decision on a complaint'),
    ...{ bound: 'atMost', length: 30, unit: 'workingDays' },
    citation: cite('procurementLaw', '第五十六条', 'V'),
  },
  suspension: SUSPENSION,
} as const satisfies Record<string, Period>;

export type DisputeClock = Clock<keyof typeof DISPUTE_PERIODS>;

/** 争议期限一览 every clock of a dispute as it stands. */
export function disputeClocks(
  state: DisputeState,
  { calendar }: { readonly calendar: WorkCalendar },
): readonly DisputeClock[] {
  const clock = (
    what: DisputeClock['what'],
    fromOn: LocalDate | null,
    pauses: readonly Pause[] = [],
  ): readonly DisputeClock[] =>
    fromOn === null ? [] : [clockOf(what, { period: DISPUTE_PERIODS[what], fromOn }, { pauses, calendar })];
  const stop = state.suspension?.to === null ? state.suspension.from : null;
  const suspension = clock('suspension', stop);
  switch (state.status) {
    case 'received':
      return clock(state.kind === 'inquiry' ? 'inquiryAnswer' : 'challengeAnswer', state.receivedOn);
    case 'answering':
      return clock('challengeAnswer', state.receivedOn);
    case 'answered':
    case 'complaintWindow':
      return clock('complaint', answerEndsOn(state, calendar));
    case 'filed':
      return clock('review', state.filedOn);
    case 'accepted':
      return [...clock('copies', state.filedOn), ...clock('decision', state.filedOn), ...suspension];
    case 'deciding':
      return [...clock('decision', state.filedOn, state.expertise), ...suspension];
    case 'decided':
    case 'closed':
      return [];
  }
}

/** 答复期满 the last day of the answering period: the time to complain runs from it, answered or not (法 §55). */
export const answerEndsOn = ({ receivedOn }: DisputeState, calendar: WorkCalendar): LocalDate =>
  endOf(DISPUTE_PERIODS.challengeAnswer, receivedOn, calendar).on;
