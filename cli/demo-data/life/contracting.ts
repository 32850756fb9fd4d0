import type { MethodChoice, ProcurementNotice } from '../../../domain/contracting/types.ts';
import { addDays, type LocalDate } from '../../../domain/kernel/local-date.ts';
import { addWorkingDays, rollForward } from '../../../domain/kernel/working-days.ts';
import { isSmallOrMedium } from '../providers.ts';
import { award, selection } from './award.ts';
import { agreed, approve, sendBack } from './catalog-and-budget.ts';
import { RETURNED } from './opinions.ts';
import { requirement } from './requirement.ts';
import { type Act, aside, disclose, documentNo, has, perform, type Scene, seatsOf } from './scene.ts';

/** Days between the publication of the intent and the procurement; the law asks for thirty (财库〔2020〕10号). */
const INTENT_DAYS = 32;
/** Days from issue to closing, a little over the law's minimum of 20 and 10. */
const OPEN_DAYS = { openTender: 22, competitiveConsultation: 14, internalSelection: 0 } as const;

const LEGAL_CASES = {
  openTender: '采购预算达到公开招标数额标准，采用公开招标（政府采购法第二十六条）。',
  competitiveConsultation: '政府购买服务项目，采用竞争性磋商（财库〔2014〕214号第三条第一项）。',
  internalSelection: '预算金额未达到分散采购限额标准，按本单位内部控制制度比选。',
} as const;

function methodChoice(scene: Scene): MethodChoice {
  const { recipe, clock, providerId } = scene;
  const above = recipe.method !== 'internalSelection';
  const reserved = isSmallOrMedium(providerId);
  return {
    method: recipe.method,
    legalCase: LEGAL_CASES[recipe.method],
    intentPublishedOn: above ? addDays(clock.on(), -INTENT_DAYS) : null,
    inCentralisedCatalogue: false,
    byCentralisedAgency: false,
    reservedForSme: reserved,
    noReserveReason: reserved
      ? null
      : '本项目同时面向社会组织、农村集体经济组织等非企业承接主体，不宜专门面向中小企业。',
    cityApprovalRef: null,
    agencyOrgId: seatsOf(scene).agency,
    justifications: recipe.justifications ?? {},
  };
}

export function* contractingStage(scene: Scene): Generator<Act> {
  const { clock, recipe } = scene;
  const above = recipe.method !== 'internalSelection';
  clock.pass(above ? 11 : 5);
  if (has(scene, 'requirementReturned')) {
    yield* requirementRound(scene, 'return');
    clock.pass(4);
  }
  yield* requirementRound(scene, 'approve');
  for (const kind of ['requirement', 'standard'] as const) yield disclose(scene, kind);
  clock.pass(2);
  if (above) yield* aboveLimit(scene);
  else yield* belowLimit(scene);
  clock.pass(1);
  yield disclose(scene, 'procedure');
}

function* requirementRound(scene: Scene, decision: 'approve' | 'return'): Generator<Act> {
  yield perform(
    scene,
    { type: 'SubmitRequirement', data: { requirement: requirement(scene) } },
    { state: 'requirementReviewing', step: 'requirementReview' },
  );
  scene.clock.pass(3);
  yield decision === 'approve'
    ? perform(
        scene,
        { type: 'ReviewRequirement', data: approve(scene, 'requirementReview') },
        { state: 'requirementApproved', step: 'methodChoice' },
      )
    : perform(
        scene,
        { type: 'ReviewRequirement', data: sendBack(RETURNED.requirement) },
        { state: 'budgetApproved', step: 'requirementDrafting' },
      );
}

const chooseMethod = (scene: Scene): Act =>
  perform(
    scene,
    { type: 'ChooseMethod', data: { choice: methodChoice(scene) } },
    scene.recipe.method === 'internalSelection'
      ? { state: 'internalSelection', step: 'selection' }
      : { state: 'planFiling', step: 'planFiling' },
  );

function* aboveLimit(scene: Scene): Generator<Act> {
  const { clock } = scene;
  yield chooseMethod(scene);
  if (has(scene, 'planReturned')) {
    clock.pass(2);
    const data = { decision: 'return', filingNo: null, opinion: RETURNED.plan } as const;
    yield perform(scene, { type: 'FilePlan', data }, { state: 'requirementApproved', step: 'methodChoice' });
    clock.pass(1);
    yield chooseMethod(scene);
  }
  clock.pass(3);
  const data = {
    decision: 'file',
    filingNo: documentNo(scene, '采购备案'),
    opinion: agreed(scene, 'planFiling'),
  } as const;
  yield perform(scene, { type: 'FilePlan', data }, { state: 'planFiled', step: 'noticeIssue' });
  if (has(scene, 'procurementFailed')) {
    clock.waitFor(yield* issue(scene));
    yield failure(scene);
    clock.pass(4);
    yield perform(scene, RESTART, { state: 'planFiled', step: 'noticeIssue' });
  }
  const closesOn = yield* issue(scene);
  clock.waitFor(closesOn);
  clock.pass(1);
  const result = award(scene, closesOn);
  yield perform(
    scene,
    { type: 'RecordAward', data: { award: result } },
    { state: 'awarded', step: 'contractDrafting' },
  );
}

const RESTART = {
  type: 'RestartProcurement',
  data: { reason: '经分析需求和预算合理，供应商知晓不足，扩大公告范围后按原方式重新组织。' },
} as const;

/** Whoever has the open step records the failure. */
function failure(scene: Scene): Act {
  const { step } = scene.opening;
  const seat =
    step === 'award'
      ? ({ role: 'agency', party: 'agency' } as const)
      : ({ role: 'handler', party: 'buyer' } as const);
  return aside(scene, {
    ...seat,
    command: { type: 'RecordProcurementFailure', data: { reason: RETURNED.failure } },
    opens: { state: 'failed', step: 'failureHandling' },
  });
}

/** Issues the notice and documents; answers the closing date. */
function* issue(scene: Scene): Generator<Act, LocalDate> {
  const { clock } = scene;
  clock.pass(3);
  const notice = procurementNotice(scene);
  yield perform(scene, { type: 'IssueProcurement', data: { notice } }, { state: 'procuring', step: 'award' });
  return notice.closesOn;
}

function procurementNotice({ clock, recipe }: Scene): ProcurementNotice {
  const { calendar } = clock;
  const documentsUntil = addWorkingDays(calendar, clock.on(), 6).on;
  const counted = rollForward(calendar, addDays(clock.on(), OPEN_DAYS[recipe.method])).on;
  return {
    media: '四川政府采购网（演示）',
    inDesignatedMedia: true,
    documentsUntil,
    closesOn: counted > documentsUntil ? counted : documentsUntil,
    budgetShown: true,
    priceWeightPercent: recipe.method === 'openTender' ? 15 : 20,
    qualifications: [
      {
        name: '具有独立承担民事责任的能力和履行合同所必需的设备、专业技术能力',
        basis: 'capability',
        points: null,
      },
      { name: '有依法缴纳税收和社会保障资金的良好记录', basis: 'capability', points: null },
    ],
    scoreItems: [
      { name: '服务方案的针对性和可操作性', basis: 'capability', points: 35 },
      { name: '拟投入人员、设备与应急响应时间', basis: 'capability', points: 30 },
      {
        name: '质量控制和台账管理措施',
        basis: 'capability',
        points: recipe.method === 'openTender' ? 20 : 15,
      },
    ],
  };
}

function* belowLimit(scene: Scene): Generator<Act> {
  const { clock } = scene;
  yield chooseMethod(scene);
  if (has(scene, 'procurementFailed')) {
    clock.pass(5);
    yield failure(scene);
    clock.pass(3);
    yield perform(scene, RESTART, { state: 'internalSelection', step: 'selection' });
  }
  clock.pass(6);
  yield perform(
    scene,
    { type: 'SelectProvider', data: { selection: selection(scene) } },
    { state: 'awarded', step: 'contractDrafting' },
  );
}
