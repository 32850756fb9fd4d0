import type { Mode } from '../../domain/approval/flow.ts';
import { type Form, LEADER, type Plan, partsOf, type StandIn, type World } from './world.ts';
import { worldOf } from './world-of.ts';

type Roll = (sides: number) => number;

/** A flow of up to eight nodes: sequences, parallels in parallels, choices, checks, all modes, timers, empty rolls. */
export function randomWorld(roll: Roll): World {
  const quick = roll(4) === 0;
  const plan = randomPlan(roll, quick);
  return worldOf({
    plan,
    quick,
    next: roll(2) === 0 ? changed(plan, roll, quick) : null,
    form: randomForm(roll),
    standIns: randomStandIns(roll),
  });
}

export const randomForm = (roll: Roll): Form => ({
  big: roll(2) === 0,
  word: (['pass', 'pass', 'pass', 'add', 'add', 'add', 'block'] as const)[roll(7)] ?? 'pass',
  amountFen: 50 + roll(100),
});

/** A quick walk never sees a timer ring, so it has none. */
function randomPlan(roll: Roll, quick: boolean): Plan {
  let made = 0;
  const leaf = (): Plan => {
    made += 1;
    if (!quick && roll(12) === 0) return { timer: `t${made}` };
    const rules = { mode: randomMode(roll), link: roll(3) === 0, money: roll(3) === 0 };
    if (roll(4) === 0) return { check: `c${made}`, ...rules };
    return { leaf: `n${made}`, people: randomPeople(roll, rules.mode), ...rules };
  };
  const part = (depth: number): Plan => {
    if (depth === 0 || made >= 8 || roll(3) === 0) return leaf();
    made += 1;
    const id = `${made}`;
    if (roll(3) === 0) {
      const yes = roll(3) === 0 ? { seq: [] } : sequence(depth - 1);
      return { choice: `if${id}`, yes, no: sequence(depth - 1) };
    }
    return { id: `par${id}`, par: [sequence(depth - 1), sequence(depth - 1)] };
  };
  const sequence = (depth: number): Plan => ({
    seq: Array.from({ length: 1 + roll(2) }, () => part(depth)),
  });
  return { seq: [leaf(), ...Array.from({ length: 1 + roll(2) }, () => part(1 + roll(2)))] };
}

function randomPeople(roll: Roll, mode: Mode): readonly string[] {
  const picked = ['p0', 'p1', 'p2', 'p3', 'p4', 'left'].filter(() => roll(2) === 0);
  return mode.kind === 'inTurn' && picked.length > 1 ? [...picked, picked[0] ?? 'p1'] : picked;
}

function randomMode(roll: Roll): Mode {
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

const AWAY = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', LEADER, 'left'];

function randomStandIns(roll: Roll): readonly StandIn[] {
  const pick = () => AWAY[roll(AWAY.length)] ?? 'p1';
  return Array.from({ length: roll(3) === 0 ? 0 : 1 + roll(6) }, () => {
    const fromStep = roll(12);
    return {
      ...{ of: pick(), to: pick() },
      only: roll(4) === 0 ? `n${1 + roll(3)}` : '',
      upToFen: roll(3) === 0 ? 50 + roll(100) : Infinity,
      ...{ fromStep, untilStep: fromStep + 1 + roll(20) },
    };
  });
}

const FRESH = { mode: { kind: 'all' }, link: false, money: false } as const;

/** The next version of a plan: a part more, a part less, a branch more, other signers, or a node of another kind. */
function changed(plan: Plan, roll: Roll, quick: boolean): Plan {
  const parts = [...partsOf(plan)];
  const at = roll(parts.length + 1);
  switch (roll(quick ? 4 : 5)) {
    case 0:
      parts.splice(at, 0, { leaf: 'new', people: ['p5'], ...FRESH, must: roll(2) === 0 });
      return { seq: parts };
    case 1:
      return parts.length > 1 ? { seq: parts.filter((_, index) => index !== at) } : plan;
    case 2:
      return wider(plan);
    case 3:
      return replaced(plan, roll(6), (leaf) => ('leaf' in leaf ? { ...leaf, people: ['p6', 'p1'] } : leaf));
    default:
      return replaced(plan, roll(6), (leaf) => ('leaf' in leaf ? { timer: leaf.leaf } : leaf));
  }
}

const wider = (plan: Plan): Plan => {
  if ('seq' in plan) return { seq: plan.seq.map(wider) };
  if (!('par' in plan)) return plan;
  return { ...plan, par: [...plan.par, { leaf: `${plan.id}-new`, people: ['p5'], ...FRESH }] };
};

/** Another plan in the place of the leaf at a number, counted from the first. */
function replaced(plan: Plan, number: number, change: (leaf: Plan) => Plan): Plan {
  let count = 0;
  const visit = (one: Plan): Plan => {
    if ('seq' in one) return { seq: one.seq.map(visit) };
    if ('par' in one) return { ...one, par: one.par.map(visit) };
    if ('choice' in one) return { ...one, yes: visit(one.yes), no: visit(one.no) };
    count += 1;
    return count - 1 === number ? change(one) : one;
  };
  return visit(plan);
}
