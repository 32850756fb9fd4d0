import type { Criterion } from '../../../domain/contracting/types.ts';
import type { Command } from '../../../domain/project/commands.ts';
import type { ProcedureAct } from '../../../domain/project/procedure-acts.ts';
import { type Offer, offers } from './award.ts';
import { type Act, isBlemished, type Opening, perform, type Scene } from './scene.ts';

export const command = (act: ProcedureAct): Command => ({ type: 'ActOnProcedure', data: { act } });
export const act = (scene: Scene, one: ProcedureAct, opens: Partial<Opening> = {}): Act =>
  perform(scene, command(one), opens);

/** 综合评分 the share of the price; none where price alone decides or nothing is ranked. */
export const priceWeight = ({ recipe }: Scene): number | null => {
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
