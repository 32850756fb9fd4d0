import type { Requirement } from '../../../domain/contracting/types.ts';
import { addDays } from '../../../domain/kernel/local-date.ts';
import { documentNo, type Scene } from './scene.ts';

/** 采购需求 from the kit of the service, with its public consultation and survey. */
export function requirement(scene: Scene): Requirement {
  const { kit, recipe, clock, item } = scene;
  const isPublic = item.nature === 'public';
  return {
    content: kit.content,
    quantity: kit.quantity,
    standard: kit.standard,
    termMonths: recipe.termMonths,
    acceptanceItems: kit.acceptanceItems,
    acceptancePlan:
      '由验收小组会同村（居）监督委员会、服务对象代表按里程碑逐项验收，随机抽查不少于10%，验收结果公示3个工作日。',
    ceilingFen: scene.estimateFen,
    floorFen: null,
    publicConsultationRef: isPublic ? documentNo(scene, '征求意见') : null,
    survey: { subjects: isPublic ? 5 : 3, on: addDays(clock.on(), -12) },
  };
}
