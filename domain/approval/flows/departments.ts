import { text } from '../../kernel/text.ts';
import type { Flow } from '../flow.ts';
import { frame, ordinary, SIGNED, type Stewards } from './leave.ts';

/** 并行会签: finance and legal counsel look at the same time, the leader in charge decides on the money when both are done. */
export const departmentsFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: 'departments',
  title: text('部门并行会签', 'Parallel departments with join'),
  fields: { amountFen: 'number' },
  start: 'departments',
  pointOfNoReturn: 'decision',
  nodes: {
    departments: {
      kind: 'parallel',
      title: text('并行会签', 'Departments'),
      branches: ['finance', 'legal'],
      join: 'joined',
    },
    finance: {
      ...ordinary(stewards),
      title: text('财政所核对', 'Finance office'),
      assignment: { by: 'role', role: 'townshipFinance' },
      mode: { kind: 'any' },
      money: true,
      next: 'joined',
    },
    legal: {
      ...ordinary(stewards),
      title: text('法律顾问审查', 'Legal counsel'),
      assignment: { by: 'role', role: 'legalCounsel' },
      mode: { kind: 'any' },
      next: 'joined',
    },
    joined: { kind: 'join', title: text('汇合', 'Joined'), next: 'decision' },
    decision: {
      ...ordinary(stewards),
      title: text('分管领导审批', 'Leader in charge decides'),
      assignment: { by: 'role', role: 'leader' },
      money: true,
      requires: SIGNED,
      next: null,
    },
  },
});
