import type { UserId } from '../kernel/brand.ts';
import type { Instant } from '../kernel/local-date.ts';
import { type Text, text } from '../kernel/text.ts';
import type { Facts } from '../policy/types.ts';
import { holds } from './condition.ts';
import { type ApproveNode, type Assignment, type Flow, flowName, type NodeId } from './flow.ts';
import { isActive, leadersAbove, type Organisation } from './organisation.ts';

/** What the search for signers looks at. */
export interface Question {
  readonly flow: Flow;
  readonly nodeId: NodeId;
  readonly organisation: Organisation;
  readonly initiator: UserId;
  readonly form: Facts;
  /** People named for later nodes, by the initiator and by signers. */
  readonly choices: Readonly<Record<NodeId, readonly UserId[]>>;
  readonly now: Instant;
}

/** One signer found: who acts, in whose place, and why; the reason is stored with the roll. */
export interface Signer {
  readonly userId: UserId;
  /** The person whose duty it is; differs from `userId` only under a proxy. */
  readonly principal: UserId;
  readonly reason: Text;
}

export type Signing = Pick<ApproveNode, 'assignment' | 'mode' | 'self' | 'money'>;

export const ASSIGNMENT_WORDS: Readonly<Record<Assignment['by'], Text>> = {
  role: text('按岗位', 'by role'),
  post: text('按指定单位的岗位', 'by post in a named organisation'),
  departmentLeader: text('部门负责人', 'leader of the department'),
  leaderChain: text('逐级上级', 'chain of leaders'),
  people: text('指定人员', 'named people'),
  initiatorChoice: text('发起人自选', "initiator's choice"),
  formField: text('表单字段指定', 'named in a field of the form'),
  previousSignerChoice: text('上一审批人指定', "previous signer's choice"),
  group: text('按用户组', 'by group'),
  expression: text('按条件', 'by expression'),
};

/** 谁来签 finds the signers of a node. An empty answer is for the node's empty policy; it never means "nobody needed". */
export function resolveSigners(signing: Signing, question: Question): readonly Signer[] {
  const found = candidates(signing.assignment, question)
    .filter(({ userId }) => isActive(question.organisation, userId))
    .flatMap((one) => withoutSelf(one, signing, question));
  const distinct = signing.mode.kind === 'inTurn' ? found : unique(found);
  return distinct.map((one) => proxied(one, distinct, { signing, question }));
}

const unique = (signers: readonly Signer[]): readonly Signer[] =>
  signers.filter((one, index) => signers.findIndex(({ userId }) => userId === one.userId) === index);

const signer = (reason: Text, userId: UserId): Signer => ({ userId, principal: userId, reason });

function candidates(assignment: Assignment, question: Question): readonly Signer[] {
  if (assignment.by === 'expression') {
    const match = assignment.cases.find(({ when }) => holds(when, question.form));
    return candidates(match?.then ?? assignment.otherwise, question);
  }
  return people(assignment, question).map((one) => signer(ASSIGNMENT_WORDS[assignment.by], one));
}

function people(
  assignment: Exclude<Assignment, { by: 'expression' }>,
  { organisation, initiator, form, choices, nodeId }: Question,
): readonly UserId[] {
  switch (assignment.by) {
    case 'role':
      return holders(organisation, assignment.role, organisation.people[initiator]?.orgId ?? null);
    case 'post':
      return holders(organisation, assignment.role, assignment.orgId);
    case 'departmentLeader': {
      const orgId = organisation.people[initiator]?.orgId;
      const leader = orgId === undefined ? null : organisation.departments[orgId]?.leader;
      return leader ? [leader] : [];
    }
    case 'leaderChain':
      return leadersAbove(organisation, initiator).slice(0, assignment.levels);
    case 'people':
      return assignment.userIds;
    case 'initiatorChoice':
    case 'previousSignerChoice':
      return choices[nodeId] ?? [];
    case 'formField': {
      const value = form[assignment.field];
      if (typeof value === 'string') return [value];
      return Array.isArray(value) ? value.map(String) : [];
    }
    case 'group':
      return organisation.groups[assignment.group] ?? [];
  }
}

const holders = ({ posts }: Organisation, role: string, orgId: string | null): readonly UserId[] =>
  posts.filter((post) => post.role === role && post.orgId === orgId).map(({ userId }) => userId);

/** May this person sign at the node at all? Nobody decides on money they asked for, whatever the flow says. */
export const mayNotSign = (signing: Pick<ApproveNode, 'self' | 'money'>, initiator: UserId, userId: UserId) =>
  userId === initiator && (signing.money || signing.self === 'climb');

/** 审批人即发起人: one level up, then the cross-check role, otherwise nobody. */
function withoutSelf(one: Signer, signing: Signing, question: Question): readonly Signer[] {
  const { organisation, initiator, flow } = question;
  if (!mayNotSign(signing, initiator, one.userId)) return [one];
  const [above] = leadersAbove(organisation, initiator);
  if (above !== undefined && isActive(organisation, above)) {
    return [signer(text('发起人回避，上提一级', 'in place of the initiator, one level up'), above)];
  }
  return holders(organisation, flow.crossCheck.role, flow.crossCheck.orgId)
    .filter((userId) => userId !== initiator && isActive(organisation, userId))
    .slice(0, 1)
    .map((userId) => signer(text('发起人回避，交叉复核', 'in place of the initiator, cross-check'), userId));
}

/** Puts the proxy in the seat, unless that would give one person two seats or the initiator a seat they may not have. */
function proxied(
  one: Signer,
  roll: readonly Signer[],
  { signing, question }: { readonly signing: Signing; readonly question: Question },
): Signer {
  const to = proxyFor(one.userId, question);
  if (to === null || mayNotSign(signing, question.initiator, to)) return one;
  // The same person may sit twice when signing in turn; their proxy then sits twice as well.
  const others = roll.filter((other) => other.userId !== one.userId);
  const otherProxies = others.map(({ userId }) => proxyFor(userId, question));
  if (roll.some(({ userId }) => userId === to) || otherProxies.includes(to)) return one;
  return { userId: to, principal: one.principal, reason: text('代理（休假）', 'proxy during absence') };
}

/** The active person at the end of the chain of proxies in force; null when there is none or the chain is a circle. */
export function proxyFor(
  userId: UserId,
  {
    flow,
    organisation,
    nodeId,
    form,
    now,
  }: Pick<Question, 'flow' | 'organisation' | 'nodeId' | 'form' | 'now'>,
): UserId | null {
  const amountFen = form['amountFen'];
  const seen = new Set<UserId>([userId]);
  let at = userId;
  for (;;) {
    const proxy = organisation.proxies.find(
      ({ of, flows, nodes, ceilingFen, from, until }) =>
        of === at &&
        (!flows || flows.includes(flowName(flow))) &&
        (nodes === null || nodes.includes(nodeId)) &&
        (ceilingFen === null || (typeof amountFen === 'number' && amountFen <= ceilingFen)) &&
        from <= now &&
        now < until,
    );
    if (!proxy) break;
    if (seen.has(proxy.to)) return null;
    seen.add(proxy.to);
    at = proxy.to;
  }
  return at !== userId && isActive(organisation, at) ? at : null;
}
