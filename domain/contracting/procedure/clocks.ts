import { type Clock, clockOf, shownCourse } from '../../kernel/clock.ts';
import { cite } from '../../kernel/law.ts';
import { addDays, daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import type { Course, Period } from '../../kernel/period.ts';
import { text } from '../../kernel/text.ts';
import { addWorkingDays, type WorkCalendar } from '../../kernel/working-days.ts';
import { dayOf, rulesOf } from './decision-kit.ts';
import { PERIODS, type PeriodId } from './periods.ts';
import type { ProcedureDocuments, ProcedureState } from './state.ts';

/** 程序期限 one clock that runs in an open procedure. */
export type ProcedureClock = Clock<PeriodId | 'closing' | 'lastChange' | 'suspension'>;

/** 暂停采购期限 a complaint stops a procedure for 30 days at most (法 §57). */
export const SUSPENSION: Period = {
  title: text('暂停采购', 'Suspension'),
  ...{ bound: 'atMost', length: 30, unit: 'days' },
  citation: cite('procurementLaw', '第五十七条', 'V'),
};

/**
 * 暂停时不停的期限 the rights of others and the duties towards them run on while the procedure is suspended: the law stops the
 * procurement (采购活动), not the time of other suppliers to challenge nor the refunds (D, to be confirmed).
 */
const RUNS_ON: ReadonlySet<PeriodId> = new Set<PeriodId>([
  ...(['intent', 'resultNotice', 'challenge', 'losersRefund', 'winnerRefund'] as const),
  ...(['contractPublished', 'contractFiled', 'terminationNotice', 'terminationRefund'] as const),
]);

interface Scene {
  readonly state: ProcedureState;
  readonly calendar: WorkCalendar;
}

/** 期限一览 every clock of a procedure as it stands: what, from which day, due on, under which article. */
export function clocksOf(
  state: ProcedureState,
  { calendar }: { readonly calendar: WorkCalendar },
): readonly ProcedureClock[] {
  const scene = { state, calendar };
  const stands = state.resumeTo ?? state.status;
  const running = CLOCKS[stands]?.(scene) ?? [];
  return [...running, ...suspension(scene), ...duties(scene)];
}

const CLOCKS: Readonly<
  Partial<Record<ProcedureState['status'], (scene: Scene) => readonly ProcedureClock[]>>
> = {
  planned: (scene) => clock(scene, 'intent', scene.state.intentOn),
  intentPublished: (scene) => clock(scene, 'intent', scene.state.intentOn),
  documentsIssued: openClocks,
  clarifying: openClocks,
  recommended: awardClocks,
  awardNotified: noticeClocks,
  challengeWindow: noticeClocks,
};

/** The minimum periods of the method, the closing itself, and the last day for a change without moving it. */
function openClocks(scene: Scene): readonly ProcedureClock[] {
  const { documents, plan } = scene.state;
  const rules = rulesOf(scene.state);
  if (documents === null) return [];
  const { issuedOn } = documents;
  const closesOn = dayOf(documents.closesAt);
  const binds = rules.statutory && (!rules.openOnlyAboveThreshold || plan.overOpenTender);
  return [
    ...(rules.documents ? clock(scene, rules.documents, issuedOn) : []),
    ...(rules.open && binds ? clock(scene, rules.open, issuedOn) : []),
    ...(rules.change && scene.state.status !== 'suspended'
      ? [lastChange(scene, rules.change, closesOn)]
      : []),
    closing(scene, documents),
  ];
}

/** The last day on which a change leaves its minimum before the closing. */
function lastChange({ calendar }: Scene, id: PeriodId, closesOn: LocalDate): ProcedureClock {
  const { title, citation, length, unit } = PERIODS[id];
  const last =
    unit === 'days'
      ? { on: addDays(closesOn, -length), announced: true }
      : addWorkingDays(calendar, closesOn, -length);
  const course: Course = { rests: false, ...last };
  return { what: 'lastChange', title, bound: 'atMost', fromOn: closesOn, ...shownCourse(course), citation };
}

/** The closing that was set; while the procedure is suspended, with the days left from the order. */
function closing({ state }: Scene, { issuedOn, closesAt }: ProcedureDocuments): ProcedureClock {
  const on = dayOf(closesAt);
  const stopped = state.status === 'suspended' ? state.pauses.at(-1) : undefined;
  const course: Course = stopped
    ? { rests: true, left: Math.max(0, daysBetween(stopped.from, on)) }
    : { rests: false, on, announced: true };
  return {
    ...{ what: 'closing', title: text('投标（响应）截止', 'Closing'), bound: 'atMost', fromOn: issuedOn },
    ...shownCourse(course),
    citation: cite('procurementRegulation', '第三十一条', 'V'),
  };
}

function awardClocks(scene: Scene): readonly ProcedureClock[] {
  const { recommendation, plan } = scene.state;
  if (recommendation === null || !rulesOf({ plan }).statutory) return [];
  const { endedOn, reportedOn, choiceFrom, chosenOn } = recommendation;
  if (reportedOn === null) return clock(scene, 'report', endedOn);
  return chosenOn === null ? clock(scene, 'choice', choiceFrom) : clock(scene, 'awardNotice', chosenOn);
}

function noticeClocks(scene: Scene): readonly ProcedureClock[] {
  const { state } = scene;
  if (!rulesOf(state).statutory) return [];
  const [notice] = clock(scene, 'resultNotice', state.notifiedOn);
  const noticeEnds = notice?.dueOn ?? null;
  return [
    ...(notice && (state.resumeTo ?? state.status) === 'awardNotified' ? [notice] : []),
    ...clock(scene, 'challenge', noticeEnds),
    ...clock(scene, 'signature', state.notifiedOn),
  ];
}

function suspension({ state, calendar }: Scene): readonly ProcedureClock[] {
  const pause = state.pauses.at(-1);
  if (state.status !== 'suspended' || !pause || pause.cause !== 'complaint') return [];
  return [clockOf('suspension', { period: SUSPENSION, fromOn: pause.from }, { pauses: [], calendar })];
}

/** What is owed until it has been done. Bid bonds are owed only where one was asked for. */
function duties(scene: Scene): readonly ProcedureClock[] {
  const { state } = scene;
  const { statutory } = rulesOf(state);
  const hasBond = (state.documents?.bidBondFen ?? 0) > 0;
  const isEnded = state.status === 'failed' || state.status === 'cancelled';
  const wasOpen = state.documents !== null && isEnded ? state.endedOn : null;
  return [
    ...(hasBond ? duty(scene, 'losersRefund', isEnded ? null : state.notifiedOn) : []),
    ...(hasBond ? duty(scene, 'winnerRefund', state.signedOn) : []),
    ...(statutory ? duty(scene, 'contractPublished', state.signedOn) : []),
    ...(statutory ? duty(scene, 'contractFiled', state.signedOn) : []),
    ...(statutory ? duty(scene, 'terminationNotice', wasOpen) : []),
    ...(hasBond ? duty(scene, 'terminationRefund', wasOpen) : []),
  ];
}

const duty = (
  scene: Scene,
  id: PeriodId & keyof ProcedureState['duties'],
  from: LocalDate | null,
): readonly ProcedureClock[] => (scene.state.duties[id] === undefined ? clock(scene, id, from) : []);

/** A clock of the table that has started; none where it has not. */
const clock = (
  { state, calendar }: Scene,
  id: PeriodId,
  from: LocalDate | null,
): readonly ProcedureClock[] =>
  from === null
    ? []
    : [
        clockOf(
          id,
          { period: PERIODS[id], fromOn: from },
          { pauses: RUNS_ON.has(id) ? [] : state.pauses, calendar },
        ),
      ];
