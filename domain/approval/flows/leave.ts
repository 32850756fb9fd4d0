import type { OrgId, UserId } from '../../kernel/brand.ts';
import { text } from '../../kernel/text.ts';
import type { ApproveNode, Flow } from '../flow.ts';

/** Who stands behind a shipped flow in one organisation: its owner, its supervisor, its cross-check desk. */
export interface Stewards {
  readonly owner: UserId;
  readonly supervisor: UserId;
  readonly crossCheckOrgId: OrgId;
}

/** 通用默认值: what the shipped nodes have in common. */
export const ordinary = ({ supervisor }: Stewards) =>
  ({
    kind: 'approve',
    mode: { kind: 'all' },
    empty: { to: 'supervisor', userId: supervisor },
    self: 'climb',
    duplicate: 'link',
    capacity: null,
    requires: { opinion: true, attachment: false, signature: false, seal: false },
    limit: {
      dueWorkingDays: 3,
      reminderWorkingDays: 1,
      workWorkingDays: 1,
      escalateTo: [supervisor],
      decides: null,
    },
    verbs: ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'recuse'],
    money: false,
    mandatory: true,
  }) as const satisfies Partial<ApproveNode>;

/** 须签名: an opinion and the signature under it. */
export const SIGNED = { opinion: true, attachment: false, signature: true, seal: false } as const;

/** 资金环节 as the shipped flows ask them: the finance office checks, the leader in charge and the head of the unit sign. */
export const moneyNodes = (stewards: Stewards) => {
  const node = { ...ordinary(stewards), money: true } as const;
  return {
    finance: {
      ...node,
      title: text('财政所审核', 'Finance office'),
      assignment: { by: 'role', role: 'townshipFinance' },
      mode: { kind: 'any' },
    },
    leader: {
      ...node,
      title: text('分管领导审批', 'Leader in charge'),
      assignment: { by: 'role', role: 'leader' },
      requires: SIGNED,
    },
    mayor: {
      ...node,
      title: text('主要负责人审批', 'Head of the unit'),
      assignment: { by: 'role', role: 'mayor' },
      mode: { kind: 'any' },
      requires: { ...SIGNED, attachment: true },
    },
    added: { ...node, requires: SIGNED },
  } as const satisfies Record<string, Partial<ApproveNode>>;
};

export const frame = ({ owner, crossCheckOrgId }: Stewards) =>
  ({
    version: 1,
    owner,
    crossCheck: { role: 'townshipFinance', orgId: crossCheckOrgId },
    pointOfNoReturn: null,
    limits: { chain: 5, nesting: 2, added: 5, urgeEveryHours: 4, extensions: 1 },
  }) as const satisfies Partial<Flow>;

/** 请假式单签: the leader of the department decides; more than three days also go to the leader above. */
export const leaveFlow = (stewards: Stewards): Flow => ({
  ...frame(stewards),
  id: 'leave',
  title: text('请假（单签）', 'Leave (single signature)'),
  fields: { days: 'number' },
  start: 'departmentLeader',
  nodes: {
    departmentLeader: {
      ...ordinary(stewards),
      title: text('部门负责人审批', 'Leader of the department'),
      assignment: { by: 'departmentLeader' },
      batchAllowed: true,
      next: 'isLong',
    },
    isLong: {
      kind: 'condition',
      title: text('超过三天', 'More than three days'),
      cases: [{ when: { not: { fact: 'days', is: 'below', value: 4 } }, next: 'leaderAbove' }],
      otherwise: 'copy',
    },
    leaderAbove: {
      ...ordinary(stewards),
      title: text('上级领导审批', 'Leader above'),
      assignment: { by: 'leaderChain', levels: 2 },
      mode: { kind: 'inTurn' },
      mandatory: false,
      next: 'copy',
    },
    copy: {
      kind: 'carbonCopy',
      title: text('抄送人事', 'Copy to personnel'),
      to: { by: 'group', group: 'personnel' },
      next: null,
    },
  },
});
