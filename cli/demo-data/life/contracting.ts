import { isStatutory, type ProcedureMethod } from '../../../domain/contracting/procedure/methods.ts';
import type { MethodChoice } from '../../../domain/contracting/types.ts';
import { addDays } from '../../../domain/kernel/local-date.ts';
import { isSmallOrMedium } from '../providers.ts';
import { agreed, approve, sendBack } from './catalog-and-budget.ts';
import { RETURNED } from './opinions.ts';
import { endOfNotice, selectionBelowLimit, statutoryProcedure } from './procedure.ts';
import { requirement } from './requirement.ts';
import { type Act, disclose, documentNo, has, perform, type Scene, seatsOf } from './scene.ts';

/** Days between the publication of the intent and the procurement; the law asks for thirty (财库〔2020〕10号). */
const INTENT_DAYS = 32;
const LEGAL_CASES: Readonly<Record<ProcedureMethod, string>> = {
  openTender: '采购预算达到公开招标数额标准，采用公开招标（政府采购法第二十六条）。',
  invitedTender: '具有特殊性，只能从有限范围的供应商处采购，采用邀请招标（政府采购法第二十九条第一项）。',
  competitiveNegotiation:
    '招标后没有合格标的，重新招标未能成立，采用竞争性谈判（政府采购法第三十条第一项）。',
  competitiveConsultation: '政府购买服务项目，采用竞争性磋商（财库〔2014〕214号第三条第一项）。',
  singleSource: '只能从唯一供应商处采购，采用单一来源（政府采购法第三十一条第一项）。',
  frameworkAgreement: '小额零星、由服务对象多次选择，采用封闭式框架协议（财政部令第110号）。',
  internalSelection: '预算金额未达到分散采购限额标准，按本单位内部控制制度比选。',
  fixedSubsidy: '目录允许对该事项实行定额补助，按服务量补助（遂宁实践）。',
  voucher: '目录允许对该事项实行凭单消费，由服务对象自主选择（遂宁实践）。',
};

function methodChoice(scene: Scene): MethodChoice {
  const { recipe, clock, providerId } = scene;
  const { method } = recipe;
  const above = isStatutory(method);
  const reserved = isSmallOrMedium(providerId);
  const isDirect = method === 'fixedSubsidy' || method === 'voucher';
  return {
    method,
    legalCase: LEGAL_CASES[method],
    intentPublishedOn: above ? addDays(clock.on(), -INTENT_DAYS) : null,
    inCentralisedCatalogue: false,
    byCentralisedAgency: false,
    reservedForSme: reserved,
    noReserveReason: reserved
      ? null
      : '本项目同时面向社会组织、农村集体经济组织等非企业承接主体，不宜专门面向中小企业。',
    cityApprovalRef: null,
    agencyOrgId: seatsOf(scene).agency,
    complex: false,
    frameworkMonths: method === 'frameworkAgreement' ? 24 : null,
    smeShare: null,
    singleSource: method === 'singleSource' ? { ground: 'onlySupplier', followOnPercent: null } : null,
    directMode: isDirect ? { allowedRef: documentNo(scene, '目录'), usersCanChoose: true } : null,
    justifications: recipe.justifications ?? {},
  };
}

export function* contractingStage(scene: Scene): Generator<Act> {
  const { clock, recipe } = scene;
  const above = isStatutory(recipe.method);
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
  if (!above) return;
  clock.pass(1);
  yield endOfNotice(scene);
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
    isStatutory(scene.recipe.method)
      ? { state: 'planFiling', step: 'planFiling' }
      : { state: 'internalSelection', step: 'selection' },
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
  yield* statutoryProcedure(scene);
}

function* belowLimit(scene: Scene): Generator<Act> {
  yield chooseMethod(scene);
  yield* selectionBelowLimit(scene);
}
