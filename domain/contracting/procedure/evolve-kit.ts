import type { LocalDate } from '../../kernel/local-date.ts';
import type { ProcedureState } from './state.ts';
import { assertProcedureMove, type ProcedureStatus } from './states.ts';

/** Moves a procedure along its machine; leaving a suspension ends its pause on the day. */
export function moveTo(state: ProcedureState, to: ProcedureStatus, on?: LocalDate): ProcedureState {
  assertProcedureMove(state.status, to);
  if (state.status !== 'suspended') return { ...state, status: to };
  return {
    ...state,
    status: to,
    resumeTo: null,
    pauses: state.pauses.map((pause) => (pause.to === null && on ? { ...pause, to: on } : pause)),
  };
}
