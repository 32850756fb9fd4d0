import type { Act } from '../../cli/demo-data/life/scene.ts';
import type {
  MethodChoice,
  ProcurementNotice,
  Requirement,
  WinnerChoice,
} from '../../domain/contracting/types.ts';
import { addDays } from '../../domain/kernel/local-date.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';

/** One thing that is wrong with an act, and the rule that has to be quoted. */
export interface Breach {
  readonly what: string;
  readonly rule: string;
  readonly data: unknown;
}

export const placeOf = ({ command }: Act): string =>
  command.type === 'ActOnProcedure' ? command.data.act.verb : command.type;

/** Every breach of one act that this file knows. */
export function breaches({ command, occurredOn }: Act, method: string): readonly Breach[] {
  switch (command.type) {
    case 'SubmitRequirement':
      return ofRequirement(command.data.requirement);
    case 'ChooseMethod':
      return ofMethod(command.data.choice);
    case 'ActOnProcedure':
      return ofProcedure(command.data.act, { method, on: occurredOn ?? '' });
    default:
      return [];
  }
}

function ofRequirement(requirement: Requirement): readonly Breach[] {
  const one = (rule: string, change: Partial<Requirement>): Breach => ({
    ...{ what: `requirement ${rule}`, rule },
    data: { requirement: { ...requirement, ...change } },
  });
  return [
    one('REQ-01', { publicConsultationRef: null }),
    one('REQ-02', { survey: null }),
    one('REQ-06', { ceilingFen: requirement.ceilingFen + 1 }),
  ];
}

function ofMethod(choice: MethodChoice): readonly Breach[] {
  const one = (rule: string, change: Partial<MethodChoice>): Breach => ({
    ...{ what: `method ${rule}`, rule },
    data: { choice: { ...choice, ...change } },
  });
  if (choice.method === 'internalSelection') {
    return [one('MTH-13', { method: 'voucher', directMode: { allowedRef: null, usersCanChoose: true } })];
  }
  return [
    one('MTH-01', { inCentralisedCatalogue: true, byCentralisedAgency: false }),
    one('MTH-05', { method: 'internalSelection' }),
    one('MTH-08', { method: 'inquiry' }),
    one('POL-01', { reservedForSme: false, noReserveReason: null }),
    one('CTL-04', { justifications: { 'MTH-01': '情况特殊' } }),
  ];
}

interface Place {
  readonly method: string;
  readonly on: string;
}

function ofProcedure(act: ProcedureAct, place: Place): readonly Breach[] {
  switch (act.verb) {
    case 'IssueDocuments':
      return ofNotice(act, place);
    case 'FormPanel':
      return [
        { what: 'a panel of an even number', rule: 'TND-11', data: { act: { ...act, size: act.size + 1 } } },
      ];
    case 'BeginEvaluation':
      return [
        {
          ...{ what: 'a sign of collusion', rule: 'SUP-15' },
          data: { act: { ...act, collusionSigns: ['sameAccount'] } },
        },
      ];
    case 'ChooseWinner':
      return ofChoice(act.choice, (choice) => ({ ...act, choice }));
    case 'SelectProvider':
      return [
        {
          ...{ what: 'two quotes without minutes', rule: 'MTH-11' },
          data: {
            act: {
              ...act,
              selection: { ...act.selection, quotes: act.selection.quotes.slice(0, 2), minutesRef: null },
            },
          },
        },
      ];
    default:
      return [];
  }
}

function ofNotice(act: Extract<ProcedureAct, { verb: 'IssueDocuments' }>, { method, on }: Place) {
  const one = (rule: string, change: Partial<ProcurementNotice>): Breach => ({
    ...{ what: `notice ${rule}`, rule },
    data: { act: { ...act, notice: { ...act.notice, ...change } } },
  });
  const asks = (basis: 'firmSize' | 'placeOfRegistration' | 'localAward') => ({
    qualifications: [{ name: '条件', basis, points: null }],
  });
  const soon = { documentsUntil: addDays(on, 1), closesOn: addDays(on, 1) };
  switch (method) {
    case 'openTender':
      return [
        one('TND-01', { closesOn: addDays(on, 19) }),
        one('TND-02', { documentsUntil: addDays(on, 2) }),
        one('TND-06', { bidBondFen: act.notice.ceilingFen }),
        one('TND-07', { budgetShown: false }),
        one('TND-08', { inDesignatedMedia: false }),
        one('TND-09', { priceWeightPercent: 9 }),
        one('TND-10', { scoreItems: [{ name: '方案', basis: 'capability', points: null }] }),
        one('POL-05', asks('firmSize')),
        one('SUP-11', asks('placeOfRegistration')),
        one('SUP-12', asks('localAward')),
      ];
    case 'competitiveConsultation':
      return [one('TND-04', soon)];
    case 'competitiveNegotiation':
      return [one('TND-05', soon)];
    default:
      return [];
  }
}

function ofChoice(choice: WinnerChoice, wrap: (choice: WinnerChoice) => ProcedureAct): readonly Breach[] {
  const checked = (rule: string, change: Partial<WinnerChoice['check']>): Breach => ({
    ...{ what: `choice ${rule}`, rule },
    data: { act: wrap({ ...choice, check: { ...choice.check, ...change } }) },
  });
  return [
    checked('SUP-02', { sixConditionsProven: false }),
    checked('SUP-03', { creditCheckedOn: null }),
    checked('SUP-05', { sharesControlWithBidder: true }),
    checked('SUP-06', { designedOrSupervised: true }),
    checked('SUP-07', { interestWithoutRecusal: true }),
  ];
}
