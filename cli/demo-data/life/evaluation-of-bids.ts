import { METHOD_RULES } from '../../../domain/contracting/procedure/methods.ts';
import { drawPanel, type PanelRequest, panelSize } from '../../../domain/contracting/procedure/panel.ts';
import { act, bidders, scoreItems } from './procedure.ts';
import { type Act, documentNo, type Scene } from './scene.ts';

/** How many of a hundred points of an item the bidders get, in their order. */
const SHARES = [95, 88, 84, 80] as const;
const POOL = Array.from({ length: 12 }, (_, index) => ({
  id: `expert-${String(index + 1).padStart(2, '0')}`,
  interests: [],
}));

/** 评审: a panel drawn by lot, every bid judged and, where points decide, scored by every member. */
export function* evaluationActs(scene: Scene): Generator<Act> {
  const { panel, ranking } = METHOD_RULES[scene.recipe.method];
  const bids = bidders(scene);
  const members = panel ? yield* panelFormed(scene) : [];
  yield act(scene, { verb: 'BeginEvaluation', collusionSigns: [], justifications: {} });
  yield act(scene, {
    verb: 'JudgeBid',
    judgements: bids.map(({ providerId }) => ({
      ...{ providerId, valid: true, reasons: [], priceExplanation: null },
    })),
  });
  if (ranking === 'score') {
    const scores = members.flatMap((memberId) =>
      bids.map(({ providerId }, place) => ({ memberId, providerId, centipoints: points(scene, place) })),
    );
    yield act(scene, { verb: 'RecordScores', scores });
  }
  yield act(scene, { verb: 'FinishEvaluation', tieSeed: documentNo(scene, '抽签') }, { step: 'reporting' });
}

const points = (scene: Scene, place: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    scoreItems(scene).map(({ name, points: most }) => [
      name,
      Math.round((most ?? 0) * (SHARES[place] ?? 75)),
    ]),
  );

/** Draws the panel as the procedure will, to know who sits on it. */
function* panelFormed(scene: Scene): Generator<Act, readonly string[]> {
  const { panel } = METHOD_RULES[scene.recipe.method];
  const size = panel ? panelSize(panel, planOf(scene)) : 0;
  const request: PanelRequest = {
    size,
    buyerMembers: [{ id: `${scene.buyer.id}-deputy`, interests: [] }],
    pool: POOL,
    seed: documentNo(scene, '专家抽取'),
  };
  yield act(scene, { verb: 'FormPanel', ...request });
  const drawn = drawPanel(request, [], size);
  if (typeof drawn === 'string') throw new Error(`${scene.recipe.key}: no panel (${drawn})`);
  return drawn.members.map(({ id }) => id);
}

const planOf = ({ estimateFen }: Scene) => ({
  ...{ budgetFen: estimateFen, complex: false, overOpenTender: false },
});
