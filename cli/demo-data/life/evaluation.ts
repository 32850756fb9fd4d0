import type { Dimension, Indicator } from '../../../domain/evaluation/targets.ts';
import type { EvaluationReview, Grade, ResultUse, SelfEvaluation } from '../../../domain/evaluation/types.ts';
import { EXECUTION } from '../kits/kit.ts';
import { thresholds } from '../settings.ts';
import { type Act, documentNo, isBlemished, perform, type Scene } from './scene.ts';
import { bondReturned } from './under-contract.ts';

/** The law's least number of years that a procurement file is kept (采购法 §42). */
const KEEP_YEARS = 15;

/** Points by dimension (10 / 50 / 30 / 10) that make each grade. */
const SCORES: Readonly<Record<Grade, Readonly<Record<Dimension, number>>>> = {
  excellent: { execution: 9.8, output: 48.5, benefit: 28.2, satisfaction: 9.4 },
  good: { execution: 9.5, output: 43.5, benefit: 24.5, satisfaction: 8.8 },
  fair: { execution: 8.6, output: 35, benefit: 20.5, satisfaction: 7.4 },
  poor: { execution: 7, output: 26, benefit: 14, satisfaction: 5.5 },
};

/** How far the achieved values reach towards their targets. */
const REACH: Readonly<Record<Grade, number>> = { excellent: 1.01, good: 0.96, fair: 0.82, poor: 0.55 };

const GRADE_WORDS: Readonly<Record<Grade, string>> = { excellent: '优', good: '良', fair: '中', poor: '差' };

const quality = ({ recipe }: Scene): Grade => recipe.quality ?? 'excellent';

function achieved({ operator, target, unit }: Indicator, grade: Grade): number {
  if (operator === '<=') return grade === 'poor' ? target + 1 : target;
  const value = Math.round(target * REACH[grade] * 10) / 10;
  return unit === '%' ? Math.min(100, value) : value;
}

function selfEvaluation(scene: Scene): SelfEvaluation {
  const { kit, item } = scene;
  const grade = quality(scene);
  return {
    achieved: [EXECUTION, ...kit.indicators].map((indicator) => achieved(indicator, grade)),
    satisfactionSample: isBlemished(scene, 'smallSample')
      ? 30
      : Math.max(30, Math.ceil(kit.beneficiaries * 0.05)),
    explanation:
      grade === 'poor' || grade === 'fair'
        ? '受承接主体人员不足和汛期影响，部分任务未达目标，已约定扣减并整改。'
        : null,
    report: `「${item.name}」按合同完成服务，对照绩效目标逐项自评，自评结果为${GRADE_WORDS[grade]}；问题与改进措施见附表。`,
  };
}

function review(scene: Scene): EvaluationReview {
  const grade = quality(scene);
  const needsThird = scene.item.nature === 'public' && scene.estimateFen >= thresholds.purchaseLimitFen;
  return {
    scores: SCORES[grade],
    grade,
    thirdPartyReportRef: needsThird ? documentNo(scene, '第三方评估') : null,
    rectificationPlanRef: grade === 'poor' || grade === 'fair' ? documentNo(scene, '整改方案') : null,
    opinion: {
      excellent: '目标完成好，佐证资料充分，同意评定为优。',
      good: '目标基本完成，个别指标略低于预期，评定为良。',
      fair: '部分产出和效益指标未完成，评定为中，限期整改。',
      poor: '主要指标未完成，群众反映较多，评定为差，整改并追究违约责任。',
    }[grade],
  };
}

function resultUse(scene: Scene): ResultUse {
  const grade = quality(scene);
  const nextBudget = grade === 'poor' || grade === 'fair' ? 'cut' : 'keep';
  return {
    nextBudget,
    providerChoice: {
      excellent: '评价结果记入承接主体名录，同等条件下作为履约能力的参考。',
      good: '评价结果记入承接主体名录，提示改进事项。',
      fair: '列入名录观察，再次选用须说明理由。',
      poor: '两年内同类项目选用须经集体研究并说明理由。',
    }[grade],
    townshipAppraisal: `评价等次「${GRADE_WORDS[grade]}」纳入本年度乡镇（部门）目标考核。`,
  };
}

/** 绩效评价与公开: self-evaluation, review and grade, publication of the result, archive. */
export function* evaluationStage(scene: Scene): Generator<Act> {
  const { clock, recipe } = scene;
  clock.pass(12);
  yield perform(
    scene,
    { type: 'SelfEvaluate', data: { selfEvaluation: selfEvaluation(scene) } },
    { step: 'evaluationReview' },
  );
  clock.pass(7);
  yield perform(
    scene,
    { type: 'ReviewEvaluation', data: { review: review(scene), justifications: {} } },
    { step: 'resultPublication' },
  );
  clock.pass(4);
  const url = `https://public.example.com/goufu/${recipe.key}/evaluationResult`;
  yield perform(
    scene,
    { type: 'PublishResult', data: { url, resultUse: resultUse(scene) } },
    { state: 'published', step: 'archiving' },
  );
  yield* bondReturned(scene);
  clock.pass(5);
  const data = { archiveNo: documentNo(scene, '购服档案'), keepYears: KEEP_YEARS };
  yield perform(scene, { type: 'ArchiveProject', data }, { state: 'archived', step: null });
}
