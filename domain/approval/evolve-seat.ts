import { invariant } from '../kernel/invariant.ts';
import type { Extension, Seat } from './case.ts';
import type { CaseEvent, NewSeat } from './case-events.ts';

/** A seat as it is set up: nobody has spoken, no clock runs. */
export const newSeat = (seat: NewSeat): Seat => ({
  ...seat,
  helper: null,
  answer: null,
  standing: 'sits',
  chain: [],
  advice: [],
  takenBack: [],
  due: null,
  clock: 0,
  alerted: false,
  extensions: [],
});

export type SeatEvent = Extract<
  CaseEvent,
  {
    type:
      | 'TaskOpened'
      | 'Answered'
      | 'Advised'
      | 'TaskMoved'
      | 'SeatLeft'
      | 'ClockSpoke'
      | 'Alerted'
      | 'ClockMoved'
      | 'ExtensionAsked'
      | 'ExtensionDecided';
  }
>;

/** The clock, the alerts and the system's own answers leave a node untouched. */
export const isPersonsAct = (event: SeatEvent): boolean =>
  event.type === 'Advised' ||
  event.type === 'TaskMoved' ||
  event.type === 'SeatLeft' ||
  (event.type === 'Answered' && event.data.by !== 'system');

/** Folds one event into the seat it is about. */
export function changeSeat(seat: Seat, event: SeatEvent): Seat {
  switch (event.type) {
    case 'TaskOpened':
      return { ...seat, due: event.data.due };
    case 'Answered': {
      invariant(seat.answer === null, `Task ${seat.id} is answered already`);
      const { decision, by, opinion, linkedTo } = event.data;
      return { ...seat, answer: { decision, by, opinion, linkedTo, seq: event.seq } };
    }
    case 'Advised': {
      const { by, opinion } = event.data;
      return { ...seat, advice: [...seat.advice, { by, opinion, seq: event.seq }] };
    }
    case 'TaskMoved': {
      const { hop } = event.data;
      const chain = [...seat.chain, hop];
      if (hop.kind === 'delegate') return { ...seat, chain, helper: hop.to };
      if (hop.kind === 'helped') return { ...seat, chain, helper: null };
      if (seat.helper !== null && seat.helper === hop.from) return { ...seat, chain, helper: hop.to };
      return { ...seat, chain, holder: hop.to, alerted: false };
    }
    case 'SeatLeft':
      return { ...seat, standing: event.data.as, helper: null };
    case 'ClockSpoke':
      return { ...seat, clock: event.data.clock };
    case 'Alerted':
      return { ...seat, alerted: true };
    case 'ClockMoved': {
      const { due, why } = event.data;
      return { ...seat, due, clock: why === 'extension' ? 0 : seat.clock };
    }
    case 'ExtensionAsked': {
      const { from, to, cause, by, askedOn } = event.data;
      const asked = { from, to, cause, by, askedOn, outcome: null };
      return { ...seat, extensions: [...seat.extensions, asked] };
    }
    case 'ExtensionDecided': {
      const { granted, approval } = event.data;
      const decide = (one: Extension): Extension =>
        one.outcome === null ? { ...one, outcome: { granted, approval } } : one;
      return { ...seat, extensions: seat.extensions.map(decide) };
    }
  }
}
