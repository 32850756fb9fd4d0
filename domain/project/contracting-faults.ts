import type { ContractDraft, ProcurementNotice } from '../contracting/types.ts';
import type { ProviderId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { formatFen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { ProjectFile } from './file.ts';
import { incoherent } from './flow-rules.ts';

// What contradicts itself in a notice, an award or a contract; the law on them stands in the policy packs.

export const filingFault = (): Refusal =>
  incoherent(
    text('备案必须有备案编号。', 'A filing needs its number.'),
    text('请填写采购计划备案编号，或退回。', 'Give the filing number, or return the plan.'),
    { filingNo: null },
  );

export function noticeFault(notice: ProcurementNotice, today: LocalDate): Refusal | null {
  if (notice.documentsUntil >= today && notice.closesOn >= notice.documentsUntil) return null;
  return incoherent(
    text(
      '公告日期前后矛盾：文件提供截止应不早于公告日，响应截止应不早于文件提供截止。',
      'The dates of the notice contradict each other.',
    ),
    text(
      '请按公告日 ≤ 文件提供截止 ≤ 响应截止的顺序填写。',
      'Give them in the order notice, end of documents, closing.',
    ),
    { issuedOn: today, documentsUntil: notice.documentsUntil, closesOn: notice.closesOn },
  );
}

interface Choice {
  readonly award: { readonly providerId: ProviderId; readonly priceFen: number };
  readonly offers: readonly { readonly providerId: ProviderId; readonly priceFen: number }[];
  readonly closesOn: LocalDate | null;
  readonly today: LocalDate;
}

/** The price of the award must be the price that provider offered, and nobody opens bids before the closing date. */
export function priceFault({ award, offers, closesOn, today }: Choice): Refusal | null {
  if (closesOn !== null && today < closesOn) {
    return incoherent(
      text(
        `响应截止日 ${closesOn} 未到，不能开展评审。`,
        `Bids close on ${closesOn}; they cannot be evaluated before.`,
      ),
      text(`请在 ${closesOn} 或以后办理。`, `Do it on ${closesOn} or later.`),
      { closesOn, today },
    );
  }
  const offer = offers.find((one) => one.providerId === award.providerId);
  if (offer?.priceFen === award.priceFen) return null;
  const offered = offer?.priceFen ?? null;
  return incoherent(
    text('成交金额与该承接主体的有效报价不一致。', 'The price is not what this provider validly offered.'),
    offer
      ? text(
          `请按报价 ${formatFen(offer.priceFen)} 填写。`,
          `Give the offered price, ${formatFen(offer.priceFen, 'en')}.`,
        )
      : text('请选择提交了有效报价的承接主体。', 'Choose a provider with a valid offer.'),
    { providerId: award.providerId, priceFen: award.priceFen, offeredFen: offered },
  );
}

export function contractFault(contract: ContractDraft, file: ProjectFile, today: LocalDate): Refusal | null {
  const price = file.award?.priceFen ?? null;
  if (contract.valueFen !== price) {
    return incoherent(
      text('合同金额与成交金额不一致。', 'The contract value differs from the awarded price.'),
      text(
        `请按成交金额 ${formatFen(price ?? 0)} 拟定。`,
        `Use the awarded price, ${formatFen(price ?? 0, 'en')}.`,
      ),
      { valueFen: contract.valueFen, priceFen: price },
    );
  }
  const sum = sumFen(contract.milestones.map((one) => one.amountFen));
  if (sum !== contract.valueFen) {
    return incoherent(
      text('各里程碑金额之和不等于合同金额。', 'The milestones do not add up to the contract value.'),
      text(
        `请将里程碑金额之和调整为 ${formatFen(contract.valueFen)}。`,
        `Make them add up to ${formatFen(contract.valueFen, 'en')}.`,
      ),
      { milestonesFen: sum, valueFen: contract.valueFen },
    );
  }
  return datesFault(contract, today);
}

function datesFault(contract: ContractDraft, today: LocalDate): Refusal | null {
  const days = contract.milestones.map((one) => one.dueOn);
  const ordered = days.every((day, index) => index === 0 || day >= (days[index - 1] ?? day));
  const numbered = contract.milestones.every((one, index) => one.no === index + 1);
  const inside = days.every((day) => day >= contract.startsOn && day <= contract.endsOn);
  if (ordered && numbered && inside && contract.startsOn <= contract.endsOn && contract.endsOn >= today)
    return null;
  return incoherent(
    text(
      '合同期限或里程碑日期前后矛盾。',
      'The dates of the contract or its milestones contradict each other.',
    ),
    text(
      '里程碑应从 1 起连续编号、按日期先后排列，并在合同起止日期之内；合同不得在拟定前已到期。',
      'Number the milestones from 1, in order of their dates, inside the contract term; the term may not be over.',
    ),
    { startsOn: contract.startsOn, endsOn: contract.endsOn },
  );
}
