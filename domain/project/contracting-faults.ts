import { procedureRefusal } from '../contracting/procedure/refusals.ts';
import type { ContractDraft, MethodChoice } from '../contracting/types.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { formatFen, sumFen } from '../kernel/money.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';
import type { ProjectFile } from './file.ts';
import { incoherent } from './flow-rules.ts';

// What contradicts itself in a method or a contract; the law on them stands in the policy packs.

export const filingFault = (): Refusal =>
  incoherent(
    text('备案必须有备案编号。', 'A filing needs its number.'),
    text('请填写采购计划备案编号，或退回。', 'Give the filing number, or return the plan.'),
    { filingNo: null },
  );

/** 询价 is for goods only (采购法 §32); what no rule of the project's policy version stops ends here. */
export const methodFault = ({ method }: MethodChoice): Refusal | null =>
  method === 'inquiry' ? procedureRefusal('InquiryForServices') : null;

/** A project from before its procedure was recorded, or one whose method is not chosen. */
export const noProcedure = (): Refusal =>
  incoherent(
    text('本项目没有在办的采购程序。', 'The project has no procurement procedure.'),
    text('请先确定采购方式。', 'Choose the method first.'),
  );

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
