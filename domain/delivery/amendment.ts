import { invariant } from '../kernel/invariant.ts';
import { cite } from '../kernel/law.ts';
import type { Fen } from '../kernel/money.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { refusalsOf } from '../kernel/refusal-table.ts';
import { text } from '../kernel/text.ts';
import { isGiven } from '../policy/given.ts';

/**
 * 合同变更 the life of one amendment: proposed by either side, checked against the law, approved, signed by both, published.
 * It may be dropped until it is signed.
 */
const FOLLOWS = {
  proposed: ['checked', 'dropped'],
  checked: ['approved', 'dropped'],
  approved: ['signed', 'dropped'],
  signed: ['published'],
  published: [],
  dropped: [],
} as const satisfies Record<string, readonly string[]>;
export type AmendmentStatus = keyof typeof FOLLOWS;

// The keys of a literal object are its union.
export const AMENDMENT_STATES = Object.keys(FOLLOWS) as AmendmentStatus[];

/** 补充合同 adds the same service; the others change what was agreed and need both sides or the public interest (法 §50). */
export interface Amendment {
  readonly kind: 'add' | 'term' | 'content' | 'price';
  readonly status: AmendmentStatus;
  /** What the contract grows by; 0 or less where it does not. */
  readonly addedFen: Fen;
  /** 不改变合同其他条款 whether other terms change with an addition (法 §49). */
  readonly changesOtherTerms: boolean;
  readonly agreedByBoth: boolean;
  readonly publicInterestReason: string | null;
}

/** 累计追加上限 percent of the original contract that all additions together may reach (法 §49). */
const MAX_ADDED_PERCENT = 10;

const refusal = refusalsOf({
  AdditionsOverCap: {
    rule: 'CON-07',
    citation: cite('procurementLaw', '第四十九条', 'V'),
    message: text(
      '所有补充合同的金额合计不得超过原合同金额的 10%。',
      'All supplements together stay within 10 % of the original contract.',
    ),
    remedy: text('请减少追加金额，超出部分另行采购。', 'Add less; procure the rest.'),
  },
  OtherTermsChanged: {
    rule: 'CON-07',
    citation: cite('procurementLaw', '第四十九条', 'V'),
    message: text('追加采购不得改变合同其他条款。', 'An addition leaves the other terms as they are.'),
    remedy: text('请保持其他条款不变。', 'Leave the other terms alone.'),
  },
  Unilateral: {
    rule: 'CON-10',
    citation: cite('procurementLaw', '第五十条', 'V'),
    message: text(
      '双方当事人不得擅自变更合同；继续履行损害公共利益的除外。',
      'No side changes the contract alone, unless going on would harm the public interest.',
    ),
    remedy: text('请取得双方同意，或写明损害公共利益的情形。', 'Get both to agree, or state the harm.'),
  },
  NotNow: {
    rule: 'CT-01',
    citation: cite('house', 'CT-01', 'D'),
    message: text('合同变更当前状态下不能这样做。', 'The amendment does not stand where this can be done.'),
    remedy: text('请按顺序办理。', 'Do it in order.'),
  },
});

/** 合同变更核查 what stands against an amendment, with the additions already signed in view. */
export function amendmentRefusal(
  amendment: Amendment,
  { originalFen, earlier }: { readonly originalFen: Fen; readonly earlier: readonly Amendment[] },
): Refusal | null {
  const { kind, addedFen, agreedByBoth, publicInterestReason } = amendment;
  invariant(originalFen > 0, 'A contract has a value');
  if (!agreedByBoth && !isGiven(publicInterestReason)) return refusal('Unilateral', { kind });
  if (kind === 'add' && amendment.changesOtherTerms) return refusal('OtherTermsChanged');
  const inForce = earlier.filter(({ status }) => status === 'signed' || status === 'published');
  const added = [...inForce.map((one) => one.addedFen), addedFen]
    .filter((amount) => amount > 0)
    .reduce((sum, amount) => sum + amount, 0);
  // Reductions do not make room: the cap is on what is added.
  return addedFen > 0 && added * 100 > originalFen * MAX_ADDED_PERCENT
    ? refusal('AdditionsOverCap', { added_fen: added, original_fen: originalFen })
    : null;
}

/** Moves an amendment one step; checked again when it is signed, since another may have been signed meanwhile. */
export function advanceAmendment(
  amendment: Amendment,
  to: AmendmentStatus,
  contract: { readonly originalFen: Fen; readonly earlier: readonly Amendment[] },
): Result<Amendment> {
  const follows: readonly string[] = FOLLOWS[amendment.status];
  if (!follows.includes(to)) return refuse(refusal('NotNow', { from: amendment.status, to }));
  const isChecked = to === 'checked' || to === 'signed';
  const obstacle = isChecked ? amendmentRefusal(amendment, contract) : null;
  return obstacle ? refuse(obstacle) : accept({ ...amendment, status: to });
}
