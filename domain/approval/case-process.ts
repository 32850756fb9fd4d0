import { instantOn } from '../kernel/local-date.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import type { CaseState } from './case.ts';
import type { CaseClock, CaseProcess } from './case-requests.ts';
import { nextTimeOuts } from './decide-notice.ts';

/** The hour in Asia/Shanghai at which clocks ring: the start of the office day. */
const OFFICE_HOUR = 9;

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

/** The running part of a case, with every clock on the calendar in force. */
export function processOf(
  state: CaseState,
  { calendar, touchedSeq }: { readonly calendar: WorkCalendar; readonly touchedSeq: number },
): CaseProcess {
  const { caseId, status, seq } = state;
  const deadlines = nextTimeOuts(state, { calendar })
    .map(({ target, on }): CaseClock => ({ target, at: instantOn(on, OFFICE_HOUR) }))
    .toSorted((a, b) => (a.at === b.at ? compare(a.target, b.target) : compare(a.at, b.at)));
  return { caseId, status, seq, touchedSeq, deadlines };
}
