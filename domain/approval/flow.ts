import type { OrgId, UserId } from '../kernel/brand.ts';
import type { Citation } from '../kernel/refusal.ts';
import type { Text } from '../kernel/text.ts';
import type { PauseCause } from './clock.ts';
import type { Condition } from './condition.ts';
import type { Role } from './types.ts';

export type NodeId = string;

/** Where a case may be sent back to: a node, or `initiator`, which no node may be called. */
export type ReturnTarget = NodeId;

/** 指派方式 how the signers of a node are found, in the moment the node opens. */
export type Assignment =
  /** Everybody who holds the role in the initiator's organisation. */
  | { readonly by: 'role'; readonly role: Role }
  /** Everybody who holds the role in one named organisation. */
  | { readonly by: 'post'; readonly role: Role; readonly orgId: OrgId }
  /** The leader of the initiator's department. */
  | { readonly by: 'departmentLeader' }
  /** The leaders above the initiator, nearest first, so many levels at most. */
  | { readonly by: 'leaderChain'; readonly levels: number }
  | { readonly by: 'people'; readonly userIds: readonly UserId[] }
  /** Whom the initiator named for this node on submitting. */
  | { readonly by: 'initiatorChoice' }
  /** Whom the form names in a field: one user id or a list. */
  | { readonly by: 'formField'; readonly field: string }
  /** Whom the signer before named for this node on approving. */
  | { readonly by: 'previousSignerChoice' }
  | { readonly by: 'group'; readonly group: string }
  /** The first assignment whose condition holds. */
  | {
      readonly by: 'expression';
      readonly cases: readonly { readonly when: Condition; readonly then: Assignment }[];
      readonly otherwise: Assignment;
    };

/** A share of the roll's weight (`over` asks for more than it), or a weight as such. */
export type Threshold =
  | { readonly kind: 'ratio'; readonly part: number; readonly of: number; readonly over: boolean }
  | { readonly kind: 'count'; readonly count: number };

/** 票签 what a vote declares; weights are whole numbers by person, 1 where none is given. */
export interface VoteRules {
  readonly pass: Threshold;
  readonly fail: Threshold;
  readonly stop: 'early' | 'whenAllHaveVoted';
  /** What it means when all have voted and neither threshold is reached. */
  readonly tie: 'pass' | 'fail';
  readonly weights: Readonly<Record<UserId, number>>;
}

/**
 * 签署方式 how many opinions make one decision.
 * `all` 会签: everybody's yes, one no refuses. `any` 或签: the first word decides, yes or no.
 * `inTurn` 依次: as `all`, one position after the other; by position, never by person (A-B-A is legal). `vote` 票签: as declared.
 */
export type Mode =
  | { readonly kind: 'all' | 'any' | 'inTurn' }
  | { readonly kind: 'vote'; readonly rules: VoteRules };

/** 无人可签 what happens when nobody is found or left: the named supervisor signs, or a cited rule lets it pass. */
export type EmptyPolicy =
  | { readonly to: 'supervisor'; readonly userId: UserId }
  | { readonly to: 'pass'; readonly citation: Citation };

/** What may be done at a node besides deciding; approve and reject are always there. */
export const OPTIONAL_VERBS = [
  'return',
  'takeBack',
  'addSign',
  'transfer',
  'delegate',
  'abstain',
  'recuse',
] as const;
export type OptionalVerb = (typeof OPTIONAL_VERBS)[number];

/** 时限 of a task: working days after it opens, reminder so many working days before, then whom each rung tells. */
export interface TimeLimit {
  readonly dueWorkingDays: number;
  readonly reminderWorkingDays: number;
  /** Working days that the work itself takes; with it a task has a latest start. */
  readonly workWorkingDays?: number;
  readonly escalateTo: readonly UserId[];
  /** Null, the default: remind, escalate, never decide. Otherwise the rule that decides after the last rung. */
  readonly decides: { readonly decision: 'approve' | 'reject'; readonly citation: Citation } | null;
}

/** 审批节点 a node that waits for people. */
export interface ApproveNode {
  readonly kind: 'approve';
  readonly title: Text;
  readonly assignment: Assignment;
  readonly mode: Mode;
  /** Null fails the proofs: a published node always says who signs when nobody is left. */
  readonly empty: EmptyPolicy | null;
  /** 审批人即发起人: climb one level, then the cross-check role; `allow` is refused on money stages. */
  readonly self: 'climb' | 'allow';
  /** 同一人重复审批: link to the earlier decision, or ask again. */
  readonly duplicate: 'link' | 'ask';
  /** 以何身份签署: a capacity of its own is never linked to an earlier decision. */
  readonly capacity: Text | null;
  readonly requires: {
    readonly opinion: boolean;
    readonly attachment: boolean;
    readonly signature: boolean;
    readonly seal: boolean;
  };
  readonly limit: TimeLimit;
  readonly verbs: readonly OptionalVerb[];
  /** 资金环节: nobody may decide on money they asked for. */
  readonly money: boolean;
  /** 批量办理: may be decided together with others; the flow's word where it is left out. */
  readonly batchAllowed?: boolean;
  /** No path may go round this node. */
  readonly mandatory: boolean;
  readonly next: NodeId | null;
}

interface CopyNode {
  readonly kind: 'carbonCopy';
  readonly title: Text;
  readonly to: Assignment;
  readonly next: NodeId | null;
}

interface ConditionNode {
  readonly kind: 'condition';
  readonly title: Text;
  readonly cases: readonly { readonly when: Condition; readonly next: NodeId | null }[];
  readonly otherwise: NodeId | null;
}

/** 并行分支: all branches start together; each has to arrive at the join. */
interface ParallelNode {
  readonly kind: 'parallel';
  readonly title: Text;
  readonly branches: readonly NodeId[];
  readonly join: NodeId;
}

interface JoinNode {
  readonly kind: 'join';
  readonly title: Text;
  readonly next: NodeId | null;
}

/** 规则核查: a verdict given from outside; `require-approval` adds the level it names, `block` sends the case back. */
export interface PolicyNode {
  readonly kind: 'policyCheck';
  readonly title: Text;
  readonly checkpoint: string;
  /** How the added level signs: its limit, verbs, policies. */
  readonly added: Omit<ApproveNode, 'kind' | 'title' | 'assignment' | 'next' | 'mandatory'>;
  readonly next: NodeId | null;
}

interface TimerNode {
  readonly kind: 'timer';
  readonly title: Text;
  readonly workingDays: number;
  readonly next: NodeId | null;
}

export type FlowNode =
  | ApproveNode
  | CopyNode
  | ConditionNode
  | ParallelNode
  | JoinNode
  | PolicyNode
  | TimerNode;

export type FieldType = 'text' | 'number' | 'boolean' | 'list';

/** 审批流程 one published version; a case is pinned to the version it began with. */
export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** The typed facts that conditions and assignments may ask for; all have to be given on submitting. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** 流程负责人: ends and revives cases, removes signers, signs where nobody else is left. */
  readonly owner: UserId;
  /** 交叉复核岗位: signs in place of an initiator who has nobody above. */
  readonly crossCheck: { readonly role: Role; readonly orgId: OrgId };
  readonly start: NodeId;
  readonly nodes: Readonly<Record<NodeId, FlowNode>>;
  /** The initiator may withdraw until this node has passed; null: until the end. */
  readonly pointOfNoReturn: NodeId | null;
  /** 一次办结: withdrawn or terminated it is over, and is not taken up again; no where it is left out. */
  readonly endsForGood?: boolean;
  /** 批量办理 for nodes that do not say; no where it is left out. */
  readonly batchAllowed?: boolean;
  /** Legal causes of a pause; the ordinary ones where it is left out. */
  readonly pauseCauses?: readonly PauseCause[];
  readonly limits: {
    /** Transfers and delegations of one task. */
    readonly chain: number;
    /** 加签 on 加签. */
    readonly nesting: number;
    /** Signers added in one node round. */
    readonly added: number;
    readonly urgeEveryHours: number;
    /** 延期 granted for one task; none where it is left out. */
    readonly extensions?: number;
  };
}

const PROJECT_VERSION = /^(project-[a-z]+)\.[0-9a-f]+$/;

/** The name a flow keeps over all its versions: its id, for a project's flow without the fingerprint of its content. */
export const flowName = ({ id }: Pick<Flow, 'id'>): string => PROJECT_VERSION.exec(id)?.[1] ?? id;
