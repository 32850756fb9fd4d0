import type {
  Criterion,
  MethodChoice,
  ProcurementNotice,
  Requirement,
} from '../../domain/contracting/types.ts';
import { addDays } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { ProcedureAct } from '../../domain/project/procedure-acts.ts';
import {
  type Breach,
  beside,
  dayOf,
  instead,
  type Place,
  procedureActOf,
  procedureCommand,
  refused,
} from './rule-breach.fixture.ts';

/** The breaches of the act that comes next, from the requirement to the closing of the bids. */
export function breachesBeforeAward(place: Place): readonly Breach[] {
  const { command } = place.act;
  switch (command.type) {
    case 'SubmitRequirement':
      return ofRequirement(place, command.data.requirement);
    case 'ChooseMethod':
      return ofMethod(place, command.data.choice);
    case 'FilePlan':
      return [unfiled(place)];
    case 'ActOnProcedure':
      return ofProcedure(place, command.data.act);
    default:
      return [];
  }
}

function ofRequirement({ act, recipe }: Place, requirement: Requirement): readonly Breach[] {
  const one = (rule: string, change: Partial<Requirement>): Breach =>
    refused(
      rule,
      instead(act, { type: 'SubmitRequirement', data: { requirement: { ...requirement, ...change } } }),
    );
  const always = [
    one('REQ-03', { acceptanceItems: [] }),
    one('REQ-06', { ceilingFen: fen(requirement.ceilingFen + 1) }),
    one('REQ-07', { acceptancePlan: '' }),
  ];
  if (recipe.method === 'internalSelection') return always;
  return [...always, one('REQ-01', { publicConsultationRef: null }), one('REQ-02', { survey: null })];
}

/** Above so much a service is reserved in part (46号 §8), up to it whole (§7). */
const RESERVE_YUAN = 2_000_000;

function ofMethod({ act, recipe }: Place, choice: MethodChoice): readonly Breach[] {
  const one = (rule: string, change: Partial<MethodChoice>): Breach =>
    refused(rule, instead(act, { type: 'ChooseMethod', data: { choice: { ...choice, ...change } } }));
  if (recipe.method === 'internalSelection') {
    return [one('MTH-13', { method: 'voucher', directMode: { allowedRef: null, usersCanChoose: true } })];
  }
  const unreserved = { reservedForSme: false, noReserveReason: null };
  const always = [
    one('MTH-01', { inCentralisedCatalogue: true, byCentralisedAgency: false }),
    one('MTH-05', { method: 'internalSelection' }),
    one('MTH-08', { method: 'inquiry' }),
    one('CTL-04', { justifications: { 'MTH-01': '情况特殊' } }),
  ];
  if (recipe.amountYuan <= RESERVE_YUAN) return [...always, one('POL-01', unreserved)];
  return [
    ...always,
    one('POL-02', { ...unreserved, smeShare: { reservedPercent: 29, smallMicroPercent: 60 } }),
    one('MTH-02', { method: 'competitiveConsultation', cityApprovalRef: null }),
    ...(recipe.method === 'singleSource' ? [one('MTH-03', { cityApprovalRef: null })] : []),
  ];
}

/** The documents go out while the plan still waits for its filing. */
const unfiled = (place: Place): Breach =>
  refused(
    'MTH-14',
    beside(
      place.act,
      ['agency', 'huizhong-agency'],
      procedureCommand(procedureActOf(place, 'IssueDocuments')),
    ),
  );

function ofProcedure(place: Place, given: ProcedureAct): readonly Breach[] {
  const { act } = place;
  const one = (rule: string, change: ProcedureAct): Breach =>
    refused(rule, instead(act, procedureCommand(change)));
  switch (given.verb) {
    case 'IssueDocuments':
      return ofNotice(place, given.notice);
    case 'ReceiveBid':
      return given.bids.length > 1 ? [one('SUP-14', { ...given, bids: asConsortium(given.bids) })] : [];
    case 'CloseBids':
      return place.recipe.method === 'openTender' ? [lateChange(place)] : [];
    case 'FormPanel':
      return [one('TND-11', { ...given, size: given.size + 1 })];
    case 'BeginEvaluation':
      return [one('SUP-15', { ...given, collusionSigns: ['sameAccount'] })];
    case 'JudgeBid':
      return overCeiling(place, given);
    case 'Rerun':
      return [one('MTH-09', changeOfMethod)];
    default:
      return [];
  }
}

const changeOfMethod: ProcedureAct = {
  ...{ verb: 'ChangeMethod', method: 'competitiveNegotiation', agencyOrgId: 'huizhong-agency' },
  ...{ legalCase: '招标后没有供应商投标（政府采购法第三十条第一项）。', approvalRef: null },
};

/** The first bidder brings the second along, who bids alone as well. */
const asConsortium = (bids: Extract<ProcedureAct, { verb: 'ReceiveBid' }>['bids']) =>
  bids.map((bid, index) => ({
    ...bid,
    consortiumMembers: index === 0 ? bids.slice(1, 2).map(({ providerId }) => providerId) : [],
  }));

/** On the closing day something is changed that affects the bids, and the closing stays. */
const lateChange = ({ act }: Place): Breach =>
  refused(
    'TND-03',
    instead(
      act,
      procedureCommand({
        ...{ verb: 'IssueClarification', affectsBids: true, newClosesOn: null, newClosingHour: null },
      }),
    ),
  );

/** A bid that the story finds invalid, being over the ceiling, is taken for valid. */
function overCeiling({ act }: Place, given: Extract<ProcedureAct, { verb: 'JudgeBid' }>): readonly Breach[] {
  if (given.judgements.every(({ valid }) => valid)) return [];
  const judgements = given.judgements.map((one) => ({ ...one, valid: true, reasons: [] }));
  return [refused('TND-13', instead(act, procedureCommand({ ...given, judgements })))];
}

function ofNotice({ act, recipe }: Place, notice: ProcurementNotice): readonly Breach[] {
  const on = dayOf(act);
  const one = (rule: string, change: Partial<ProcurementNotice>): Breach =>
    refused(
      rule,
      instead(act, procedureCommand({ verb: 'IssueDocuments', notice: { ...notice, ...change } })),
    );
  const soon = { documentsUntil: addDays(on, 1), closesOn: addDays(on, 1) };
  switch (recipe.method) {
    case 'openTender':
      return ofTenderNotice(one, { ...notice, issuedOn: on });
    case 'competitiveConsultation':
      return [one('TND-04', soon)];
    case 'competitiveNegotiation':
      return [one('TND-05', soon), one('TND-12', { invited: notice.invited.slice(0, 2) })];
    case 'singleSource':
      return [one('MTH-06', soon)];
    default:
      return [];
  }
}

type NoticeBreach = (rule: string, change: Partial<ProcurementNotice>) => Breach;

function ofTenderNotice(
  one: NoticeBreach,
  { issuedOn, ceilingFen }: ProcurementNotice & { readonly issuedOn: ReturnType<typeof dayOf> },
): readonly Breach[] {
  const asks = (basis: Criterion['basis']) => ({ qualifications: [{ name: '条件', basis, points: null }] });
  return [
    one('TND-01', { closesOn: addDays(issuedOn, 19) }),
    one('TND-02', { documentsUntil: addDays(issuedOn, 2) }),
    one('TND-06', { bidBondFen: ceilingFen }),
    one('TND-07', { budgetShown: false }),
    one('TND-08', { inDesignatedMedia: false }),
    one('TND-09', { priceWeightPercent: 9 }),
    one('TND-10', { scoreItems: [{ name: '方案', basis: 'capability', points: null }] }),
    one('POL-03', { smallMicroDeductionPercent: 9 }),
    one('POL-04', { consortiumDeductionPercent: 7 }),
    one('POL-05', asks('firmSize')),
    one('SUP-11', asks('placeOfRegistration')),
    one('SUP-12', asks('localAward')),
  ];
}
