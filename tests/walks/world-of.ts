import type { ApproveNode, Flow, FlowNode } from '../../domain/approval/flow.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import { text } from '../../domain/kernel/text.ts';
import {
  ADMIN,
  CHECKPOINT,
  EXTENSIONS,
  LEADER,
  LIMITS,
  MAYORS,
  momentOf,
  OFFICE,
  OWNER,
  PEOPLE,
  type Plan,
  RUNGS,
  type Sketch,
  SUPERVISOR,
  type World,
} from './world.ts';

const title = text('节点', 'Node');

const signing = ({ mode, link, money }: Pick<Extract<Plan, { check: string }>, 'mode' | 'link' | 'money'>) =>
  ({
    mode,
    empty: { to: 'supervisor', userId: SUPERVISOR },
    self: money ? 'climb' : 'allow',
    duplicate: link ? 'link' : 'ask',
    capacity: null,
    requires: { opinion: false, attachment: false, signature: false, seal: false },
    limit: { dueWorkingDays: 2, reminderWorkingDays: 1, escalateTo: RUNGS, decides: null },
    verbs: ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'abstain', 'recuse'],
    money,
  }) satisfies Partial<ApproveNode>;

/** The tree as the graph that the engine reads. */
function toFlow(plan: Plan, version: number, quick: boolean): Flow {
  const nodes: Record<string, FlowNode> = {};
  const start = lay(plan, null, nodes) ?? '';
  return {
    id: 'walk',
    version,
    title: text('漫步', 'Walk'),
    fields: { big: 'boolean', word: 'text', amountFen: 'number' },
    owner: OWNER,
    crossCheck: { role: 'leader', orgId: OFFICE },
    start,
    nodes,
    pointOfNoReturn: null,
    limits: { ...LIMITS, extensions: quick ? EXTENSIONS : 0 },
  };
}

/** Puts a part in front of what follows and gives its first node. */
function lay(part: Plan, next: string | null, nodes: Record<string, FlowNode>): string | null {
  if ('seq' in part) return part.seq.reduceRight<string | null>((then, one) => lay(one, then, nodes), next);
  if ('par' in part) {
    const join = `${part.id}-join`;
    nodes[join] = { kind: 'join', title, next };
    const heads = part.par.map((branch) => lay(branch, join, nodes) ?? join);
    nodes[part.id] = { kind: 'parallel', title, branches: heads, join };
    return part.id;
  }
  if ('choice' in part) {
    const when = { fact: 'big', is: 'equals', value: true } as const;
    const [yes, no] = [lay(part.yes, next, nodes), lay(part.no, next, nodes)];
    nodes[part.choice] = { kind: 'condition', title, cases: [{ when, next: yes }], otherwise: no };
    return part.choice;
  }
  if ('timer' in part) {
    nodes[part.timer] = { kind: 'timer', title, workingDays: 2, next };
    return part.timer;
  }
  if ('check' in part) {
    nodes[part.check] = { kind: 'policyCheck', title, checkpoint: CHECKPOINT, added: signing(part), next };
    return part.check;
  }
  nodes[part.leaf] = {
    kind: 'approve',
    title,
    assignment: { by: 'people', userIds: part.people },
    ...signing(part),
    mandatory: part.must ?? false,
    next,
  };
  return part.leaf;
}

const organisationOf = ({ standIns, quick }: Sketch): Organisation => ({
  people: Object.fromEntries(PEOPLE.map((id) => [id, { name: id, orgId: OFFICE, active: id !== 'left' }])),
  posts: MAYORS.map((userId) => ({ userId, role: 'mayor', orgId: OFFICE })),
  departments: { [OFFICE]: { parent: null, leader: LEADER } },
  groups: {},
  proxies: standIns.map(({ of, to, only, upToFen, fromStep, untilStep }) => ({
    of,
    to,
    nodes: only === '' ? null : [only],
    ceilingFen: upToFen === Infinity ? null : upToFen,
    from: momentOf(fromStep, quick),
    until: momentOf(untilStep, quick),
  })),
  admins: [ADMIN],
});

/** The flows and the organisation that the engine needs. */
export const worldOf = (sketch: Sketch): World => ({
  ...sketch,
  flows: [sketch.plan, ...(sketch.next ? [sketch.next] : [])].map((plan, index) =>
    toFlow(plan, index + 1, sketch.quick),
  ),
  organisation: organisationOf(sketch),
});
