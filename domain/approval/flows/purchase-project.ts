import type { OrgId } from '../../kernel/brand.ts';
import { canonicalJson } from '../../kernel/canonical.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { ApproveNode, Flow, NodeId } from '../flow.ts';
import type { Role } from '../types.ts';
import { frame, ordinary, type Stewards } from './leave.ts';

/** The approvals of a purchase project, in the order of its life. */
export const PROJECT_FLOWS = [
  'demand',
  'budget',
  'requirement',
  'plan',
  'contract',
  'amendment',
  'payment',
] as const;
export type ProjectFlowKind = (typeof PROJECT_FLOWS)[number];

/** 审批环节 one step of the route that region, stage and amount choose: who signs, in which organisation, within which time. */
export interface RouteStep {
  readonly id: NodeId;
  readonly title: Text;
  readonly role: Role;
  readonly orgId: OrgId;
  /** Working days of the region's time limits; the project's own clock reminds and escalates by them. */
  readonly due: number;
  readonly remind: number;
  /** What the region asks of a word here besides the opinion. */
  readonly requires?: Partial<ApproveNode['requires']>;
}

interface Kind {
  readonly title: Text;
  /** 资金环节: nobody may decide on money they asked for. */
  readonly money: boolean;
  readonly verbs: ApproveNode['verbs'];
  /** 可批量: several may be approved with one opinion. */
  readonly batchAllowed?: boolean;
}

const FULL = ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'recuse'] as const;

const KINDS: Readonly<Record<ProjectFlowKind, Kind>> = {
  demand: { title: text('需求审核', 'Review of the demand'), money: false, verbs: FULL, batchAllowed: true },
  budget: { title: text('预算审批', 'Approval of the budget'), money: true, verbs: FULL },
  requirement: { title: text('采购需求审查', 'Review of the requirement'), money: false, verbs: FULL },
  plan: {
    title: text('采购计划备案', 'Filing of the plan'),
    money: true,
    // One desk files under one number; nobody else signs in between.
    verbs: ['return', 'transfer', 'delegate', 'recuse'],
  },
  contract: { title: text('合同审批', 'Approval of the contract'), money: true, verbs: FULL },
  amendment: { title: text('合同变更审批', 'Approval of the amendment'), money: true, verbs: FULL },
  payment: { title: text('支付审批', 'Approval of the payment'), money: true, verbs: FULL },
};

interface Route {
  readonly kind: ProjectFlowKind;
  readonly steps: readonly RouteStep[];
  readonly stewards: Stewards;
}

/**
 * 项目审批流程 the flow of one stage of a purchase project: the steps of the route one after the other, each signed by one
 * holder of its post (several holders: the first word decides), the initiator never on a step of their own. The node ids are
 * those of the route. It may be withdrawn until the last step has passed.
 */
export function projectFlow({ kind, steps, stewards }: Route): Flow {
  const { title, money, verbs, batchAllowed } = KINDS[kind];
  const [first] = steps;
  const last = steps.at(-1);
  invariant(first && last, `The route of ${kind} has a step`);
  const node = (
    { title: words, role, orgId, due, remind, requires }: RouteStep,
    next: NodeId | null,
  ): ApproveNode => ({
    ...ordinary(stewards),
    title: words,
    assignment: { by: 'post', role, orgId },
    mode: { kind: 'any' },
    duplicate: 'ask',
    requires: { ...ordinary(stewards).requires, ...requires },
    limit: { dueWorkingDays: due, reminderWorkingDays: remind, escalateTo: [], decides: null },
    verbs,
    money,
    ...(batchAllowed !== undefined && { batchAllowed }),
    next,
  });
  return {
    ...frame(stewards),
    id: `project-${kind}`,
    title,
    fields: { amountFen: 'number' },
    start: first.id,
    nodes: Object.fromEntries(
      steps.map((step, index) => [step.id, node(step, steps[index + 1]?.id ?? null)]),
    ),
    pointOfNoReturn: last.id,
  };
}

/** A fingerprint of a text, SHA-256 in hex; the shell lends it, the core has no library. */
export type Digest = (content: string) => string;

/** 固定版本 names a flow by its own content, so that the name stands for this very document for ever. */
export const pinned = (flow: Flow, digest: Digest): Flow => ({
  ...flow,
  id: `${flow.id}.${digest(canonicalJson(flow)).slice(0, 32)}`,
});
