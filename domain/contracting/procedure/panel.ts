import type { ProviderId } from '../../kernel/brand.ts';
import { drawLots } from '../../kernel/lot.ts';
import type { MethodRules, PanelRules } from './methods.ts';
import { WEIGHTY_FEN } from './region.ts';
import type { ProcedurePlan } from './state.ts';

/** 评审人员 somebody who may sit, with the providers in which they have an interest (法 §12; 条例 §9). */
export interface PanelCandidate {
  readonly id: string;
  readonly interests: readonly ProviderId[];
}

/** 评审小组成员 one seat; a recused member stays on the roll as evidence. */
export interface PanelMember {
  readonly id: string;
  readonly kind: 'buyer' | 'expert';
  readonly recusedFor: string | null;
}

/** 评审小组 the roll with what is needed to draw it again: seed, pool and the order in which experts stand by. */
export interface PanelRoll {
  readonly members: readonly PanelMember[];
  readonly seed: string;
  readonly pool: readonly string[];
  readonly standby: readonly string[];
}

/** 组成申请 how a panel is asked for; the seed is given after the pool is fixed. */
export interface PanelRequest {
  readonly size: number;
  readonly buyerMembers: readonly PanelCandidate[];
  readonly pool: readonly PanelCandidate[];
  readonly seed: string;
}

export type PanelFault = 'tooSmall' | 'even' | 'expertsBelowTwoThirds' | 'poolTooSmall' | 'noSeed' | 'twice';

/** 最少人数 the fewest members of a panel for this plan. */
export function panelSize(
  rules: PanelRules,
  { budgetFen, complex, overOpenTender }: Pick<ProcedurePlan, 'budgetFen' | 'complex' | 'overOpenTender'>,
): number {
  switch (rules.largerWhen) {
    case 'weighty':
      return complex || budgetFen >= WEIGHTY_FEN ? rules.larger : rules.size;
    case 'overOpenTender':
      return overOpenTender ? rules.larger : rules.size;
    case 'never':
      return rules.size;
  }
}

export const hasInterest = (candidate: PanelCandidate, bidders: readonly ProviderId[]): boolean =>
  candidate.interests.some((id) => bidders.includes(id));

/** 随机抽取 draws the experts of a panel from those of the pool without interest in a bidder, or says what is wrong. */
export function drawPanel(
  request: PanelRequest,
  bidders: readonly ProviderId[],
  least: number,
): PanelRoll | PanelFault {
  const { size, buyerMembers, seed } = request;
  const experts = size - buyerMembers.length;
  if (size < least) return 'tooSmall';
  if (size % 2 === 0) return 'even';
  if (experts * 3 < size * 2) return 'expertsBelowTwoThirds';
  if (seed.trim() === '') return 'noSeed';
  const buyers = buyerMembers.map(({ id }) => id);
  const pool = request.pool.map(({ id }) => id);
  if (new Set([...buyers, ...pool]).size < buyers.length + pool.length) return 'twice';
  const free = request.pool.filter((one) => !hasInterest(one, bidders)).map(({ id }) => id);
  if (free.length < experts) return 'poolTooSmall';
  const order = drawLots(seed, free);
  const member = (kind: PanelMember['kind']) => (id: string) => ({ id, kind, recusedFor: null });
  return {
    members: [...buyers.map(member('buyer')), ...order.slice(0, experts).map(member('expert'))],
    seed,
    pool: [...pool].sort(),
    standby: order.slice(experts),
  };
}

/** 回避 puts a substitute in the seat of a member who recuses; an expert's comes from those who stand by. */
export const replaceMember = (
  roll: PanelRoll,
  { memberId, reason, substituteId }: { memberId: string; reason: string; substituteId: string },
): PanelRoll => ({
  ...roll,
  members: roll.members.flatMap((one) =>
    one.id === memberId
      ? [
          { ...one, recusedFor: reason },
          { id: substituteId, kind: one.kind, recusedFor: null },
        ]
      : [one],
  ),
  standby: roll.standby.filter((id) => id !== substituteId),
});

export const sitting = (roll: PanelRoll): readonly PanelMember[] =>
  roll.members.filter(({ recusedFor }) => recusedFor === null);

/** Null where the method has no panel. */
export const leastMembers = ({ panel }: MethodRules, plan: ProcedurePlan): number | null =>
  panel && panelSize(panel, plan);
