import type { Justifications } from '../approval/types.ts';
import { amountFacts } from '../budget/facts.ts';
import { awardFacts, checkFacts, noticeFacts, selectionFacts } from '../contracting/facts.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import type { WinnerChoice } from '../contracting/types.ts';
import type { ProviderId } from '../kernel/brand.ts';
import { dateAt, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { workingDaysBetween } from '../kernel/working-days.ts';
import { isGiven } from '../policy/given.ts';
import type { Facts } from '../policy/types.ts';
import { providerFacts } from '../provider/facts.ts';
import type { ProjectFile } from './file.ts';
import type { ProcedureAct } from './procedure-acts.ts';
import { awardOf } from './procedure-told.ts';
import type { References } from './references.ts';

interface Scene {
  readonly file: ProjectFile;
  readonly references: References;
  readonly on: LocalDate;
}

/** 情况说明 that came with an act, by rule id. */
export function justificationsOfAct(act: ProcedureAct): Justifications {
  switch (act.verb) {
    case 'ChooseWinner':
      return act.choice.justifications;
    case 'SelectProvider':
      return act.selection.justifications;
    case 'BeginEvaluation':
      return act.justifications;
    default:
      return {};
  }
}

/** 采购核查事实 facts of an act on the procedure, from the act and from what the procedure has recorded. */
export function procedureFacts(act: ProcedureAct, scene: Scene): Facts {
  const { file, references } = scene;
  const { procedure, budget } = file;
  switch (act.verb) {
    case 'IssueDocuments':
      return noticeFacts(act.notice, {
        ...{ on: scene.on, calendar: references.calendar, method: file.method, filingNo: file.filingNo },
        intentPublishedOn: procedure?.intentOn ?? file.method?.intentPublishedOn ?? null,
        budgetFen: budget?.reservedFen ?? file.application.estimateFen,
      });
    case 'IssueClarification':
      return clarificationFacts(act, scene);
    case 'BeginEvaluation':
      return {
        collusion_signs: act.collusionSigns,
        collusion_sign_count: act.collusionSigns.length,
        consortium_member_bids_elsewhere: procedure !== null && someStandBehindTwo(procedure),
      };
    case 'ChooseWinner':
      return choiceFacts(act.choice, scene);
    case 'SelectProvider': {
      const { quotes, winners, minutesRef } = act.selection;
      const priceFen = quotes.find(({ providerId }) => providerId === winners[0])?.priceFen;
      return {
        ...selectionFacts(
          quotes.map(({ providerId }) => providerId),
          minutesRef,
        ),
        ...winnerFacts(act.selection, priceFen, scene),
      };
    }
    case 'NotifyAward':
      return procedure ? awardTimes(procedure, scene) : {};
    case 'ChangeMethod':
      return {
        method_changed_after_failure: procedure?.status === 'failed',
        has_method_change_approval: isGiven(act.approvalRef),
      };
    default:
      return {};
  }
}

function clarificationFacts(
  { affectsBids, newClosesOn }: Extract<ProcedureAct, { verb: 'IssueClarification' }>,
  { file: { procedure }, on }: Scene,
): Facts {
  const closesAt = procedure?.documents?.closesAt;
  const closesOn = closesAt && dateAt(Date.parse(closesAt));
  return {
    change_affects_bids: affectsBids,
    closing_extended: newClosesOn !== null,
    ...(closesOn && { change_days_before_closing: daysBetween(on, closesOn) }),
  };
}

const someStandBehindTwo = ({ bids }: ProcedureState): boolean => {
  const all = bids.flatMap(({ providerId, consortiumMembers }) => [providerId, ...consortiumMembers]);
  return new Set(all).size < all.length;
};

function choiceFacts(choice: WinnerChoice, scene: Scene): Facts {
  const { procedure, budget, method } = scene.file;
  const { justifications: _, ...plain } = choice;
  const known = procedure?.recommendation && knowsWinner(procedure, choice);
  if (!procedure || !budget || !known) return winnerFacts(choice, undefined, scene);
  const award = awardOf(procedure, { ...plain, justifications: {} });
  return {
    ...awardFacts(award, budget.reservedFen),
    ...(method?.frameworkMonths != null && { framework_months: method.frameworkMonths }),
    ...winnerFacts(choice, award.priceFen, scene),
  };
}

const knowsWinner = ({ bids }: ProcedureState, { winners }: WinnerChoice): boolean =>
  bids.some(({ providerId }) => providerId === winners[0]);

function winnerFacts({ winners, check }: WinnerChoice, priceFen: number | undefined, scene: Scene): Facts {
  const [winner] = winners;
  const { budget } = scene.file;
  return {
    ...checkFacts(check, scene.on),
    ...(winner !== undefined && knownProvider(winner, scene)),
    ...(budget && priceFen !== undefined && amountFacts(priceFen, budget.reservedFen)),
  };
}

/** What the directory says about a provider; nothing where it is not listed. */
export function knownProvider(id: ProviderId, { file, references, on }: Scene): Facts {
  const provider = Object.hasOwn(references.providers, id) ? references.providers[id] : undefined;
  return provider ? providerFacts(provider, { itemCode: file.application.catalogItemCode, on }) : {};
}

/** 评审结果时限 how long report, choice and notice took; a step that is not behind yet is counted to today. */
function awardTimes({ recommendation }: ProcedureState, { references: { calendar }, on }: Scene): Facts {
  if (recommendation === null) return {};
  const { endedOn, reportedOn, choiceFrom, chosenOn } = recommendation;
  const taken = (from: LocalDate, to: LocalDate): number => workingDaysBetween(calendar, from, to);
  return {
    report_working_days: taken(endedOn, reportedOn ?? endedOn),
    winner_choice_working_days: choiceFrom && chosenOn ? taken(choiceFrom, chosenOn) : 0,
    award_notice_working_days: chosenOn ? taken(chosenOn, on) : 0,
  };
}
