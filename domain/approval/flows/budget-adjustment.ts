import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, moneyNodes, ordinary, type Stewards } from './leave.ts';

/**
 * 预算调剂、预算调整: money moves from one budget line to another (`kind` = transfer, 预算法 §72), or the budget itself is adjusted
 * (`kind` = adjustment, 预算法 §67, §69), which also goes to the people's congress. Which further level has to approve is for the
 * rules to say. Once approved, the lines are changed in the same transaction; an adjustment names one line only, and `offset` says
 * where spending is cut to make room for what it adds.
 */
export const budgetAdjustmentFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: 'budget-adjustment',
  title: text('预算调剂（调整）', 'Budget transfer or adjustment'),
  fields: {
    kind: 'text',
    fromLineId: 'text',
    toLineId: 'text',
    amountFen: 'number',
    reason: 'text',
    offset: 'text',
  },
  start: 'finance',
  pointOfNoReturn: 'mayor',
  nodes: {
    finance: { ...moneyNodes(stewards).finance, next: 'rules' },
    rules: {
      kind: 'policyCheck',
      title: text('预算规则核查', 'Budget rules'),
      checkpoint: 'TransferBudget',
      added: moneyNodes(stewards).added,
      next: 'leader',
    },
    leader: { ...moneyNodes(stewards).leader, next: 'mayor' },
    mayor: { ...moneyNodes(stewards).mayor, next: 'isAdjustment' },
    isAdjustment: {
      kind: 'condition',
      title: text('是否属预算调整', 'Is it an adjustment of the budget'),
      cases: [{ when: { fact: 'kind', is: 'equals', value: 'transfer' }, next: null }],
      otherwise: 'congress',
    },
    congress: {
      ...ordinary(stewards),
      title: text('乡镇人大审查批准', "Township people's congress"),
      assignment: { by: 'role', role: 'congressClerk' },
      mode: { kind: 'any' },
      capacity: text('乡镇人大', "Township people's congress"),
      money: true,
      requires: { opinion: true, attachment: true, signature: false, seal: true },
      mandatory: false,
      next: null,
    },
  },
});
