import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, moneyNodes, ordinary, type Stewards } from './leave.ts';

/**
 * 合同变更（补充协议）: how much a supplement may add is for the rules to say (政府采购法 §49); legal counsel and finance look at the
 * same time, then the leader in charge and the head of the unit sign.
 */
export const contractAmendmentFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: 'contract-amendment',
  title: text('合同变更（补充协议）', 'Contract amendment'),
  fields: { contractId: 'text', kind: 'text', valueFen: 'number', changeFen: 'number', reason: 'text' },
  start: 'rules',
  pointOfNoReturn: 'mayor',
  nodes: {
    rules: {
      kind: 'policyCheck',
      title: text('合同规则核查', 'Contract rules'),
      checkpoint: 'contractAmendment',
      added: moneyNodes(stewards).added,
      next: 'reviews',
    },
    reviews: {
      kind: 'parallel',
      title: text('并行审核', 'Reviews'),
      branches: ['legal', 'finance'],
      join: 'reviewed',
    },
    legal: {
      ...ordinary(stewards),
      title: text('法律顾问审查', 'Legal counsel'),
      assignment: { by: 'role', role: 'legalCounsel' },
      mode: { kind: 'any' },
      next: 'reviewed',
    },
    finance: { ...moneyNodes(stewards).finance, next: 'reviewed' },
    reviewed: { kind: 'join', title: text('汇合', 'Joined'), next: 'leader' },
    leader: { ...moneyNodes(stewards).leader, next: 'mayor' },
    mayor: {
      ...moneyNodes(stewards).mayor,
      title: text('主要负责人签署', 'Head of the unit signs'),
      next: null,
    },
  },
});
