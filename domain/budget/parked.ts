import { cite } from '../kernel/law.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { text } from '../kernel/text.ts';

/** 挂起 a fault of ours has stopped this budget; the workflow says so by itself, so this stands apart from the other refusals. */
export const budgetParked = (budgetId: string): Refusal => ({
  code: 'CaseParked',
  rule: 'BG-08',
  citation: cite('house', 'BG-08', 'D'),
  message: text(
    '这份预算因系统故障暂停办理，已通知运维。',
    'This budget is parked after a system fault; operators were told.',
  ),
  remedy: text(
    '请等待运维恢复后再办理，已记录的内容没有丢失。',
    'Wait until it is released; nothing recorded is lost.',
  ),
  facts: { budget_id: budgetId },
});
