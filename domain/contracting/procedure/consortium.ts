import type { ProviderId } from '../../kernel/brand.ts';
import { cite } from '../../kernel/law.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { refusalsOf } from '../../kernel/refusal-table.ts';
import { text } from '../../kernel/text.ts';
import { isGiven } from '../../policy/given.ts';
import { SME_SHARE_PERCENT } from './sme.ts';
import type { ReceivedBid } from './state.ts';

/** 联合体成员 with its share of the work and its level of the qualification asked for (1 is the highest; null: has none). */
export interface ConsortiumMember {
  readonly providerId: ProviderId;
  readonly sharePercent: number;
  readonly smallOrMicro: boolean;
  /** Whether the agreement gives it the work the qualification is asked for. */
  readonly doesQualifiedWork: boolean;
  readonly qualificationLevel: number | null;
}

/** 联合体 several who bid as one supplier (法 §24). */
export interface Consortium {
  readonly agreementRef: string | null;
  readonly jointLiability: boolean;
  readonly members: readonly ConsortiumMember[];
}

const refusal = refusalsOf({
  NoConsortiumAgreement: {
    rule: 'SUP-02',
    citation: cite('procurementLaw', '第二十四条', 'M'),
    message: text(
      '联合体须提交联合协议，载明分工并承担连带责任。',
      'A consortium hands in an agreement on who does what and with joint liability.',
    ),
    remedy: text('请补交联合协议。', 'Hand in the agreement.'),
  },
  SharesDoNotAddUp: {
    rule: 'SUP-02',
    citation: cite('procurementLaw', '第二十四条', 'M'),
    message: text(
      '联合体至少两家，各家份额合计须为 100%。',
      'A consortium has at least two members whose shares add up to 100 %.',
    ),
    remedy: text('请更正联合协议中的份额。', 'Correct the shares.'),
  },
  MemberUnqualified: {
    rule: 'SUP-02',
    citation: cite('procurementRegulation', '第二十二条', 'M'),
    message: text(
      '承担该项工作的成员中有不具备相应资质的。',
      'A member that does this work lacks the qualification.',
    ),
    remedy: text('请调整分工。', 'Share the work out otherwise.'),
  },
  MemberBidsTwice: {
    rule: 'SUP-14',
    citation: cite('procurementRegulation', '第二十二条', 'V'),
    message: text(
      '联合体成员不得另行单独或者参加其他联合体投标。',
      'A member of a consortium bids neither alone nor in another one.',
    ),
    remedy: text('请撤回其中一份投标。', 'Withdraw one of the bids.'),
  },
});

export function consortiumRefusal(
  { agreementRef, jointLiability, members }: Consortium,
  leastLevel: number | null,
): Refusal | null {
  if (!isGiven(agreementRef) || !jointLiability) return refusal('NoConsortiumAgreement');
  const shares = members.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
  if (members.length < 2 || shares !== 100) return refusal('SharesDoNotAddUp', { shares });
  if (leastLevel === null) return null;
  const level = consortiumLevel(members);
  return level === null || level > leastLevel
    ? refusal('MemberUnqualified', { level: level ?? 0, least_level: leastLevel })
    : null;
}

/** 资质等级 of a consortium: the lowest of those who do the same work (条例 §22); null when one of them has none, or nobody does it. */
export function consortiumLevel(members: readonly ConsortiumMember[]): number | null {
  const levels = members.filter((one) => one.doesQualifiedWork).map((one) => one.qualificationLevel);
  return levels.length === 0 || levels.includes(null) ? null : Math.max(...levels.map(Number));
}

/** 小微声明 of a consortium: all small or micro, or a share of theirs that earns the smaller deduction. */
export function smeClaimOf(members: readonly ConsortiumMember[]): ReceivedBid['smeClaim'] {
  if (members.every(({ smallOrMicro }) => smallOrMicro)) return 'smallMicro';
  const share = members
    .filter(({ smallOrMicro }) => smallOrMicro)
    .reduce((sum, one) => sum + one.sharePercent, 0);
  return share >= SME_SHARE_PERCENT ? 'smallMicroShare' : 'none';
}

/** 一标一投 nobody stands behind two bids. */
export function doubleBidRefusal(
  bids: readonly ReceivedBid[],
  { providerId, consortiumMembers }: Pick<ReceivedBid, 'providerId' | 'consortiumMembers'>,
): Refusal | null {
  const bidding = new Set(bids.flatMap((bid) => [bid.providerId, ...bid.consortiumMembers]));
  const twice = [providerId, ...consortiumMembers].find((id) => bidding.has(id));
  return twice === undefined ? null : refusal('MemberBidsTwice', { provider_id: twice });
}
