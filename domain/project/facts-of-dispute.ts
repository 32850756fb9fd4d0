import { answerEndsOn } from '../contracting/dispute/clocks.ts';
import type { DisputeState } from '../contracting/dispute/dispute.ts';
import { daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { workingDaysBetween } from '../kernel/working-days.ts';
import type { Facts } from '../policy/types.ts';
import { knownDay } from './decide-dispute.ts';
import type { DisputeAct } from './dispute-acts.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

interface Scene {
  readonly file: ProjectFile;
  readonly references: References;
  readonly on: LocalDate;
}

/** 争议核查事实 how long each answer took, and whether a complaint stays within what was challenged. */
export function disputeFacts(act: DisputeAct, scene: Scene): Facts {
  const { calendar } = scene.references;
  const taken = (from: LocalDate): number => workingDaysBetween(calendar, from, scene.on);
  if (act.verb === 'Receive') {
    const known = knownDay(act, scene);
    return known === null ? {} : { challenge_working_days: taken(known) };
  }
  const dispute = scene.file.disputes.find(({ disputeId }) => disputeId === act.disputeId);
  if (!dispute) return {};
  switch (act.verb) {
    case 'AnswerInquiry':
      return { inquiry_working_days: taken(dispute.receivedOn) };
    case 'AnswerChallenge':
      return { challenge_answer_working_days: taken(dispute.receivedOn) };
    case 'FileComplaint':
      return {
        complaint_working_days: taken(answerEndsOn(dispute, calendar)),
        complaint_beyond_challenge: act.matters.some((matter) => !dispute.matters.includes(matter)),
      };
    case 'Decide':
      return decisionFacts(dispute, scene);
    default:
      return {};
  }
}

/** Expertise does not count for the decision (条例 §58). */
function decisionFacts(
  { filedOn, expertise, suspension }: DisputeState,
  { references: { calendar }, on }: Scene,
): Facts {
  if (filedOn === null) return {};
  const rested = expertise
    .map(({ from, to }) => workingDaysBetween(calendar, from, to ?? on))
    .reduce((sum, days) => sum + days, 0);
  return {
    complaint_decision_working_days: workingDaysBetween(calendar, filedOn, on) - rested,
    suspension_days: suspension ? daysBetween(suspension.from, suspension.to ?? on) : 0,
  };
}
