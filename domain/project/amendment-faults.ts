import type { BudgetLine } from '../budget/types.ts';
import type { AmendmentProposal } from '../delivery/performance.ts';
import { formatFen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { ProjectFile } from './file.ts';
import { flowRefusal, incoherent } from './flow-rules.ts';

// What contradicts the contract in an amendment; the law on it stands in the policy packs.

/** The plan after the change: the milestones still open, numbered on, inside the term, adding up to the new value. */
export function amendedPlanFault(amendment: AmendmentProposal, file: ProjectFile): Refusal | null {
  const draft = file.contract?.draft;
  if (!draft) return null;
  const handedIn = new Set(
    file.milestones.filter(({ status }) => status !== 'scheduled').map(({ no }) => no),
  );
  const kept = draft.milestones.filter(({ no }) => handedIn.has(no));
  const { milestones, addedFen } = amendment;
  const endsOn = amendment.endsOn ?? draft.endsOn;
  const valueFen = sumFen([draft.valueFen, addedFen]);
  const sum = sumFen([...kept, ...milestones].map(({ amountFen }) => amountFen));
  if (sum !== valueFen) {
    return incoherent(
      text(
        '变更后各里程碑金额之和不等于变更后的合同金额。',
        'The milestones do not add up to the amended value.',
      ),
      text(
        `请将里程碑金额之和调整为 ${formatFen(valueFen)}（含已交付的里程碑）。`,
        `Make them add up to ${formatFen(valueFen, 'en')}, delivered milestones included.`,
      ),
      { milestonesFen: sum, valueFen },
    );
  }
  const inOrder = milestones.every(
    ({ no, dueOn }, index) =>
      no === kept.length + index + 1 &&
      dueOn >= (milestones[index - 1]?.dueOn ?? draft.startsOn) &&
      dueOn <= endsOn,
  );
  if (inOrder) return null;
  return incoherent(
    text('变更后的里程碑编号或日期前后矛盾。', 'The amended milestones contradict each other.'),
    text(
      `请从第 ${kept.length + 1} 个里程碑起连续编号、按日期先后排列，且不晚于 ${endsOn}。`,
      `Number them on from ${kept.length + 1}, in order of their dates, none after ${endsOn}.`,
    ),
    { firstNo: kept.length + 1, endsOn },
  );
}

/** 追加金额 has to be there before it is promised (BUD-02); the ledger's constraint holds against a race. */
export function notCovered(addedFen: number, line: BudgetLine | null): Refusal | null {
  const availableFen = line?.availableFen ?? 0;
  if (addedFen <= availableFen) return null;
  return flowRefusal('BudgetOverdrawn', {
    message: text(
      `追加 ${formatFen(addedFen)} 超过预算项目可用额度 ${formatFen(availableFen)}。`,
      `The addition of ${formatFen(addedFen, 'en')} exceeds the ${formatFen(availableFen, 'en')} that the budget line has left.`,
    ),
    remedy: text('请减少追加金额，或先办理预算调剂。', 'Lower the addition, or adjust the budget first.'),
    facts: { requested_fen: addedFen, available_fen: availableFen, line: line?.id ?? null },
  });
}
