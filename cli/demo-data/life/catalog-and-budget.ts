import { bandFor } from '../../../domain/approval/matrix.ts';
import type { StepDecision } from '../../../domain/approval/types.ts';
import type { BudgetRequest } from '../../../domain/budget/types.ts';
import type { Application } from '../../../domain/catalog/types.ts';
import type { PerformanceTargets } from '../../../domain/evaluation/targets.ts';
import { addMonths, yearOf } from '../../../domain/kernel/local-date.ts';
import type { StepId } from '../../../domain/project/steps.ts';
import { EXECUTION } from '../kits/kit.ts';
import { approvalMatrix } from '../settings.ts';
import { AGREED, RETURNED } from './opinions.ts';
import {
  type Act,
  aside,
  disclose,
  documentNo,
  has,
  isBlemished,
  perform,
  pick,
  type Scene,
  shortBuyer,
} from './scene.ts';

const LEVELS = ['township', 'county', 'city'] as const;

/** Everything a project entered afterwards says about itself. */
export const LATE_REASON = '系统上线前的在办项目补录';

export function application(scene: Scene): Application {
  const { recipe, buyer, item, kit, year } = scene;
  const beneficiaries = recipe.beneficiaries ?? [buyer.id];
  const needsSheet = !beneficiaries.includes(buyer.id) && !isBlemished(scene, 'withoutSheet');
  const above = LEVELS.indexOf(item.responsible) > LEVELS.indexOf(buyer.level);
  return {
    name: recipe.name.replace('{year}', String(year)),
    catalogItemCode: recipe.itemCode,
    buyerOrgId: buyer.id,
    beneficiaryOrgIds: beneficiaries,
    fiscalYear: year,
    estimateFen: scene.estimateFen,
    termMonths: recipe.termMonths,
    content: kit.content,
    beneficiaries: kit.beneficiaries,
    isNewProject: recipe.isNew ?? false,
    pilot: recipe.pilot ?? null,
    negativeList: {
      barredKind: 'none',
      hasWorksPackage: false,
      pricedPerPersonMonth: false,
      buyerKeepsAttendance: false,
      worksInBuyerOffice: false,
      hasFinancingTerms: false,
    },
    responsibilitySheet: needsSheet ? documentNo(scene, '权责分工单') : null,
    delegationDocument: above ? documentNo(scene, '事权下放') : null,
  };
}

export function* catalogStage(scene: Scene): Generator<Act> {
  const { clock } = scene;
  const lateEntry = clock.live ? null : { reason: LATE_REASON };
  yield begin(scene, lateEntry);
  if (has(scene, 'draftEdited')) yield* editDraft(scene);
  yield submit(scene);
  if (has(scene, 'demandReturned')) {
    clock.pass(2);
    const data = { decision: 'return', opinion: RETURNED.demandReview } as const;
    yield perform(scene, { type: 'ReviewDemand', data }, { state: 'draft', step: 'drafting' });
    yield* editDraft(scene);
    yield submit(scene);
  }
  clock.pass(2);
  const data = { decision: 'approve', opinion: agreed(scene, 'demandReview') } as const;
  yield perform(scene, { type: 'ReviewDemand', data }, { state: 'demandReviewed', step: 'targetSetting' });
}

const begin = (scene: Scene, lateEntry: { reason: string } | null): Act => {
  scene.clock.pass(0);
  return aside(scene, {
    role: 'handler',
    party: 'buyer',
    command: { type: 'CreateProject', data: { application: application(scene), lateEntry } },
  });
};

function* editDraft(scene: Scene): Generator<Act> {
  scene.clock.pass(1);
  const whole = application(scene);
  const content = `${whole.content}服务对象约${whole.beneficiaries}人（户），名单在村（居）公示。`;
  yield aside(scene, {
    role: 'handler',
    party: 'buyer',
    command: { type: 'EditDraft', data: { application: { ...whole, content } } },
  });
}

function submit(scene: Scene): Act {
  scene.clock.pass(1);
  const statement = `${shortBuyer(scene)}现有人员难以承担「${scene.item.name}」，经走访村（居）和汇总群众诉求，申请购买服务。`;
  return perform(
    scene,
    { type: 'SubmitProject', data: { statement, justifications: scene.recipe.justifications ?? {} } },
    { state: 'catalogueChecked', step: 'demandReview' },
  );
}

export const agreed = (scene: Scene, step: StepId): string => pick(scene, AGREED[step] ?? ['同意。'], step);

export const approve = (scene: Scene, step: StepId): StepDecision => ({
  decision: 'approve',
  opinion: agreed(scene, step),
  minutesRef: null,
});

export const sendBack = (opinion: string): StepDecision => ({
  decision: 'return',
  opinion,
  minutesRef: null,
});

function targets(scene: Scene): PerformanceTargets {
  const { kit, recipe } = scene;
  return {
    goal: kit.goal,
    indicators: [EXECUTION, ...kit.indicators],
    exAnte: recipe.isNew ? { reportRef: documentNo(scene, '事前评估'), conclusion: 'support' } : null,
  };
}

const RENEWAL_REASON = '上期问题已整改到位，承接主体和验收办法均已调整，经集体研究续购。';

function previousGrade(scene: Scene): BudgetRequest['previousGrade'] {
  if (scene.recipe.isNew) return null;
  return isBlemished(scene, 'renewedAfterFair') ? 'fair' : 'good';
}

function budgetRequest(scene: Scene): BudgetRequest {
  const { recipe, clock, year } = scene;
  // Contracting takes some months; a term that then runs over the year's end needs its plan (BUD-03).
  const endsIn = yearOf(addMonths(clock.on(), recipe.termMonths + 5));
  return {
    budgetLineId: scene.budgetLineId,
    addsNetSpending: recipe.isNew ?? false,
    offset: recipe.isNew ? '同步压减临时用工和办公经费，等额安排本项目支出。' : null,
    multiYearPlanRef: endsIn > year ? documentNo(scene, '跨年度支出计划') : null,
    raisesTotalBudget: false,
    congressApprovalRef: null,
    previousGrade: previousGrade(scene),
    justifications: {
      ...(isBlemished(scene, 'renewedAfterFair') && { 'BUD-13': RENEWAL_REASON }),
      ...recipe.justifications,
    },
  };
}

export function* budgetStage(scene: Scene): Generator<Act> {
  const { clock } = scene;
  clock.pass(4);
  yield perform(
    scene,
    { type: 'SetPerformanceTargets', data: { targets: targets(scene) } },
    { state: 'exAnteEvaluated', step: 'budgetRequest' },
  );
  if (has(scene, 'budgetReturned')) yield* budgetRound(scene, 'return');
  yield* budgetRound(scene, 'approve');
  clock.pass(2);
  for (const kind of ['service', 'content', 'budget', 'evaluationStandard'] as const)
    yield disclose(scene, kind);
}

/** Working days that each approver takes. */
const PACE: Readonly<Partial<Record<StepId, number>>> = {
  budgetCheck: 1,
  leaderBudgetApproval: 2,
  mayorBudgetApproval: 3,
  sectorBudgetReview: 3,
  countyBudgetReview: 5,
};

/** One round of the request along its route; the last approver says yes, or sends it back. */
function* budgetRound(scene: Scene, last: 'approve' | 'return'): Generator<Act> {
  const { clock, estimateFen, buyer } = scene;
  clock.pass(2);
  const { steps, minutesRequired } = bandFor(approvalMatrix, buyer.kind, estimateFen);
  yield perform(
    scene,
    { type: 'RequestBudget', data: { request: budgetRequest(scene) } },
    { state: 'budgetReviewing', step: steps[0] ?? null },
  );
  for (const [index, step] of steps.entries()) {
    clock.pass(PACE[step] ?? 2);
    const next = steps[index + 1];
    if (!next && last === 'return') {
      const data = sendBack(RETURNED.budget);
      yield perform(
        scene,
        { type: 'DecideBudget', data },
        { state: 'exAnteEvaluated', step: 'budgetRequest' },
      );
      return;
    }
    const minutesRef =
      minutesRequired && step === 'mayorBudgetApproval' ? documentNo(scene, '会议纪要') : null;
    const data = { ...approve(scene, step), minutesRef };
    yield perform(
      scene,
      { type: 'DecideBudget', data },
      next ? { step: next } : { state: 'budgetApproved', step: 'requirementDrafting' },
    );
  }
}
