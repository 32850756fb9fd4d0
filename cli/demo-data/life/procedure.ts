import { deductionRange } from '../../../domain/contracting/procedure/sme.ts';
import type { Criterion, ProcurementNotice } from '../../../domain/contracting/types.ts';
import { addDays, type LocalDate } from '../../../domain/kernel/local-date.ts';
import { fen } from '../../../domain/kernel/money.ts';
import { addWorkingDays, rollForward } from '../../../domain/kernel/working-days.ts';
import type { Command } from '../../../domain/project/commands.ts';
import type { ProcedureAct } from '../../../domain/project/procedure-acts.ts';
import { isSmallOrMedium } from '../providers.ts';
import { type Offer, offers, selection, winnerChoice } from './award.ts';
import { evaluationActs } from './evaluation-of-bids.ts';
import { type Act, aside, has, isBlemished, type Opening, perform, type Scene } from './scene.ts';

const MEDIA = { media: '四川政府采购网（演示）', inDesignatedMedia: true } as const;
/** Bids close in the morning of the closing day. */
const CLOSING_HOUR = 10;
const QUALIFICATIONS: readonly Criterion[] = [
  {
    name: '具有独立承担民事责任的能力和履行合同所必需的设备、专业技术能力',
    basis: 'capability',
    points: null,
  },
  { name: '有依法缴纳税收和社会保障资金的良好记录', basis: 'capability', points: null },
];

export const command = (act: ProcedureAct): Command => ({ type: 'ActOnProcedure', data: { act } });
export const act = (scene: Scene, one: ProcedureAct, opens: Partial<Opening> = {}): Act =>
  perform(scene, command(one), opens);

/** Documents are given out for a working day more than the law's five. */
const documentsEnd = ({ clock }: Scene): LocalDate => addWorkingDays(clock.calendar, clock.on(), 6).on;

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** Days from issue to closing, a little over the law's minimum of 20, 10 and 3 working days. */
function closingDay(scene: Scene): LocalDate {
  const { recipe, clock } = scene;
  const { calendar } = clock;
  switch (recipe.method) {
    case 'openTender':
    case 'invitedTender':
    case 'frameworkAgreement':
      return rollForward(calendar, addDays(clock.on(), 22)).on;
    case 'competitiveConsultation':
      return later(rollForward(calendar, addDays(clock.on(), 14)).on, documentsEnd(scene));
    default:
      return documentsEnd(scene);
  }
}

/** 综合评分 the share of the price; none where price alone decides or nothing is ranked. */
const priceWeight = ({ recipe }: Scene): number | null => {
  switch (recipe.method) {
    case 'competitiveNegotiation':
    case 'singleSource':
    case 'internalSelection':
    case 'fixedSubsidy':
    case 'voucher':
      return null;
    default:
      return recipe.method === 'competitiveConsultation' ? 20 : 15;
  }
};

export function scoreItems(scene: Scene): readonly Criterion[] {
  const weight = priceWeight(scene);
  if (weight === null) return [];
  return [
    { name: '服务方案的针对性和可操作性', basis: 'capability', points: 35 },
    { name: '拟投入人员、设备与应急响应时间', basis: 'capability', points: 30 },
    { name: '质量控制和台账管理措施', basis: 'capability', points: 35 - weight },
  ];
}

function notice(scene: Scene, closesOn: LocalDate): ProcurementNotice {
  const { clock, recipe, estimateFen } = scene;
  const reserved = isSmallOrMedium(scene.providerId);
  const range = deductionRange(clock.on());
  const isOpen = ['openTender', 'competitiveConsultation', 'frameworkAgreement', 'fixedSubsidy', 'voucher'];
  const given = documentsEnd(scene);
  return {
    ...MEDIA,
    documentsUntil: given < closesOn ? given : closesOn,
    closesOn,
    closingHour: CLOSING_HOUR,
    ceilingFen: estimateFen,
    floorFen: null,
    budgetShown: true,
    bidBondFen: fen(0),
    bondCashOnly: false,
    priceWeightPercent: priceWeight(scene),
    qualifications: QUALIFICATIONS,
    scoreItems: scoreItems(scene),
    invited: isOpen.includes(recipe.method)
      ? []
      : bidders(scene).map(({ providerId }) => ({ providerId, namedBy: 'library' })),
    smallMicroDeductionPercent: reserved ? 0 : range.smallMicro[0],
    consortiumDeductionPercent: reserved ? 0 : range.share[0],
  };
}

/** Who takes part: one, two where a story says so, four in the larger procedures, three in all others. */
export function bidders(scene: Scene): readonly Offer[] {
  switch (scene.recipe.method) {
    case 'singleSource':
    case 'fixedSubsidy':
      return offers(scene, 1);
    case 'openTender':
    case 'frameworkAgreement':
      return offers(scene, 4);
    default:
      return offers(scene, isBlemished(scene, 'twoQuotes') ? 2 : 3);
  }
}

const received = (bids: readonly Offer[]): ProcedureAct => ({
  verb: 'ReceiveBid',
  bids: bids.map((bid) => ({ ...bid, smeClaim: 'none', consortiumMembers: [] })),
});

/** Issues notice and documents and waits for the closing. */
function* issued(scene: Scene): Generator<Act> {
  scene.clock.pass(3);
  const closesOn = closingDay(scene);
  const opens = { state: 'procuring', step: 'bidding' } as const;
  yield act(scene, { verb: 'IssueDocuments', notice: notice(scene, closesOn) }, opens);
  scene.clock.waitFor(closesOn);
}

/** 达到限额标准: from the notice to the award, by law. */
export function* statutoryProcedure(scene: Scene): Generator<Act> {
  const { clock } = scene;
  if (has(scene, 'procurementFailed')) yield* failedRun(scene);
  yield* issued(scene);
  yield act(scene, received(bidders(scene)));
  yield act(scene, { verb: 'CloseBids' }, { step: 'evaluation' });
  yield* evaluationActs(scene);
  clock.pass(1);
  yield act(scene, { verb: 'DeliverReport' }, { step: 'winnerChoice' });
  clock.pass(2);
  yield act(
    scene,
    { verb: 'ChooseWinner', choice: winnerChoice(scene, bidders(scene)) },
    { step: 'awardNotice' },
  );
  clock.pass(1);
  yield act(scene, { verb: 'NotifyAward', ...MEDIA }, { state: 'awarded', step: 'contractDrafting' });
}

/** 废标: one bid is not enough; the termination is announced and the procurement begins again. */
function* failedRun(scene: Scene): Generator<Act> {
  yield* issued(scene);
  yield act(scene, received(bidders(scene).slice(0, 1)));
  yield act(scene, { verb: 'CloseBids' }, { state: 'failed', step: 'failureHandling' });
  scene.clock.pass(1);
  yield agencyAct(scene, { verb: 'FulfilDuty', duty: 'terminationNotice' });
  scene.clock.pass(3);
  yield act(scene, RERUN, { state: 'planFiled', step: 'noticeIssue' });
}

const RERUN: ProcedureAct = {
  verb: 'Rerun',
  reason: '经分析需求和预算合理，供应商知晓不足，扩大公告范围后按原方式重新组织。',
};

const agencyAct = (scene: Scene, one: ProcedureAct): Act =>
  aside(scene, { role: 'agency', party: 'agency', command: command(one) });

/** 结果公告期满 the time to challenge begins; the contract is drafted meanwhile. */
export const endOfNotice = (scene: Scene): Act => agencyAct(scene, { verb: 'EndResultNotice' });

/** 限额以下: quotes are asked for, and the choice is made when they are in. */
export function* selectionBelowLimit(scene: Scene): Generator<Act> {
  const { clock } = scene;
  if (has(scene, 'procurementFailed')) {
    clock.waitFor(yield* quotesAsked(scene));
    yield act(scene, { verb: 'CloseBids' }, { state: 'failed', step: 'failureHandling' });
    clock.pass(3);
    yield act(scene, RERUN, { state: 'internalSelection', step: 'selection' });
  }
  const closesOn = yield* quotesAsked(scene);
  clock.goTo(closesOn);
  const opens = { state: 'awarded', step: 'contractDrafting' } as const;
  yield act(scene, { verb: 'SelectProvider', selection: selection(scene, bidders(scene)) }, opens);
}

function* quotesAsked(scene: Scene): Generator<Act, LocalDate> {
  scene.clock.pass(1);
  const closesOn = addWorkingDays(scene.clock.calendar, scene.clock.on(), 5).on;
  yield act(scene, { verb: 'IssueDocuments', notice: notice(scene, closesOn) });
  return closesOn;
}
