import type { Flow, FlowNode, Mode } from '../../domain/approval/flow.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import { text } from '../../domain/kernel/text.ts';

/** What a walk walks through, as a tree; the engine gets it as a graph, the reference model reads the tree. */
export type Plan =
  | {
      readonly leaf: string;
      readonly people: readonly string[];
      readonly mode: Mode;
      readonly link: boolean;
      readonly money: boolean;
    }
  | { readonly timer: string }
  | { readonly seq: readonly Plan[] }
  | { readonly par: readonly Plan[]; readonly id: string };

export interface World {
  readonly plan: Plan;
  readonly flow: Flow;
}

/** A small generator of whole numbers; the same seed gives the same walk. */
export function dice(seed: number): (sides: number) => number {
  let at = seed >>> 0;
  return (sides) => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

export const INITIATOR = 'p0';
export const OWNER = 'owner';
export const SUPERVISOR = 'supervisor';
export const ADMIN = 'admin';
export const LEADER = 'leader';
/** `left` is disabled; everybody else may act. */
export const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', SUPERVISOR, OWNER, ADMIN, LEADER, 'left'];
export const LIMITS = { chain: 2, nesting: 2, added: 3, urgeEveryHours: 4 };
export const RUNGS = [SUPERVISOR];

export const ORGANISATION: Organisation = {
  people: Object.fromEntries(PEOPLE.map((id) => [id, { name: id, orgId: 'office', active: id !== 'left' }])),
  posts: [],
  departments: { office: { parent: null, leader: LEADER } },
  groups: {},
  proxies: [],
  admins: [ADMIN],
};

/** A flow of up to six nodes that wait: sequences, parallels in parallels, all modes, timers, empty rolls. */
export function randomWorld(roll: (sides: number) => number): World {
  let made = 0;
  const leaf = (): Plan => {
    made += 1;
    if (roll(12) === 0) return { timer: `t${made}` };
    const mode = randomMode(roll);
    const picked = ['p0', 'p1', 'p2', 'p3', 'p4', 'left'].filter(() => roll(2) === 0);
    const people = mode.kind === 'inTurn' && picked.length > 1 ? [...picked, picked[0] ?? 'p1'] : picked;
    return { leaf: `n${made}`, people, mode, link: roll(3) === 0, money: roll(3) === 0 };
  };
  const part = (depth: number): Plan => {
    if (depth === 0 || made >= 6 || roll(3) === 0) return leaf();
    made += 1;
    const id = `par${made}`;
    return { id, par: [sequence(depth - 1), sequence(depth - 1)] };
  };
  const sequence = (depth: number): Plan => ({
    seq: Array.from({ length: 1 + roll(2) }, () => part(depth)),
  });
  const plan: Plan = { seq: [leaf(), ...Array.from({ length: 1 + roll(2) }, () => part(1 + roll(2)))] };
  return { plan, flow: toFlow(plan) };
}

function randomMode(roll: (sides: number) => number): Mode {
  const kinds = ['all', 'any', 'inTurn', 'vote'] as const;
  const kind = kinds[roll(4)] ?? 'all';
  if (kind !== 'vote') return { kind };
  return {
    kind,
    rules: {
      pass: { kind: 'ratio', part: 2, of: 3, over: false },
      fail: { kind: 'ratio', part: 1, of: 2, over: false },
      stop: roll(2) === 0 ? 'early' : 'whenAllHaveVoted',
      tie: roll(2) === 0 ? 'pass' : 'fail',
      weights: roll(2) === 0 ? { p1: 2, p2: 3 } : {},
    },
  };
}

const title = text('节点', 'Node');

/** The tree as the graph that the engine reads. */
export function toFlow(plan: Plan): Flow {
  const nodes: Record<string, FlowNode> = {};
  /** Puts a part in front of what follows and gives its first node. */
  const lay = (part: Plan, next: string | null): string | null => {
    if ('seq' in part) return part.seq.reduceRight<string | null>((then, one) => lay(one, then), next);
    if ('par' in part) {
      const join = `${part.id}-join`;
      nodes[join] = { kind: 'join', title, next };
      const heads = part.par.map((branch) => lay(branch, join) ?? join);
      nodes[part.id] = { kind: 'parallel', title, branches: heads, join };
      return part.id;
    }
    if ('timer' in part) {
      nodes[part.timer] = { kind: 'timer', title, workingDays: 2, next };
      return part.timer;
    }
    nodes[part.leaf] = {
      kind: 'approve',
      title,
      assignment: { by: 'people', userIds: part.people },
      mode: part.mode,
      empty: { to: 'supervisor', userId: SUPERVISOR },
      self: part.money ? 'climb' : 'allow',
      duplicate: part.link ? 'link' : 'ask',
      capacity: null,
      requires: { opinion: false, attachment: false, signature: false, seal: false },
      limit: { dueWorkingDays: 2, reminderWorkingDays: 1, escalateTo: RUNGS, decides: null },
      verbs: ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'abstain', 'recuse'],
      money: part.money,
      mandatory: false,
      next,
    };
    return part.leaf;
  };
  const start = lay(plan, null) ?? '';
  return {
    id: 'walk',
    version: 1,
    title: text('漫步', 'Walk'),
    fields: {},
    owner: OWNER,
    crossCheck: { role: 'leader', orgId: 'office' },
    start,
    nodes,
    pointOfNoReturn: null,
    limits: LIMITS,
  };
}
