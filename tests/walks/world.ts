import type { PolicyWord } from '../../domain/approval/case-commands.ts';
import type { Flow, Mode } from '../../domain/approval/flow.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import { localDate } from '../../domain/kernel/local-date.ts';

/** What a walk walks through, as a tree; the engine gets it as a graph, the reference model reads the tree. */
export type Plan =
  | {
      readonly leaf: string;
      readonly people: readonly string[];
      readonly mode: Mode;
      readonly link: boolean;
      readonly money: boolean;
      /** No case may pass it by. */
      readonly must?: boolean;
    }
  | { readonly timer: string }
  /** Passed by, signed by the mayors, or a wall, as the form's word says. */
  | { readonly check: string; readonly mode: Mode; readonly link: boolean; readonly money: boolean }
  | { readonly choice: string; readonly yes: Plan; readonly no: Plan }
  | { readonly seq: readonly Plan[] }
  | { readonly par: readonly Plan[]; readonly id: string };

/** What lies inside a part; nothing inside a leaf. */
export function partsOf(plan: Plan): readonly Plan[] {
  if ('seq' in plan) return plan.seq;
  if ('par' in plan) return plan.par;
  return 'choice' in plan ? [plan.yes, plan.no] : [];
}

/** The form of a walk: which way choices go, what policy says, and the amount that proxies have ceilings for. */
export interface Form {
  readonly big: boolean;
  readonly word: PolicyWord['outcome'] | 'add';
  readonly amountFen: number;
}

/** Somebody away: from one step of the walk up to, not including, another; `only` one node, or '' for all. */
export interface StandIn {
  readonly of: string;
  readonly to: string;
  readonly only: string;
  readonly upToFen: number;
  readonly fromStep: number;
  readonly untilStep: number;
}

/** What a walk is made of before it becomes a flow. */
export interface Sketch {
  readonly plan: Plan;
  /** The second version of the plan, if there is one. */
  readonly next: Plan | null;
  readonly form: Form;
  readonly standIns: readonly StandIn[];
  /** A second a step, so that no due date comes and extensions can be asked for; otherwise a month, so that every clock has run out. */
  readonly quick: boolean;
}

export interface World extends Sketch {
  readonly flows: readonly Flow[];
  readonly organisation: Organisation;
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
// Names that stand for nothing else in a flow, so that a whole flow can be moved to other people.
export const OWNER = 'keeper';
export const SUPERVISOR = 'guard';
export const ADMIN = 'clerk';
export const LEADER = 'head';
export const OFFICE = 'office';
/** Where policy is asked, whichever check it is. */
export const CHECKPOINT = 'WalkOn';
/** `left` is disabled; everybody else may act. */
export const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', SUPERVISOR, OWNER, ADMIN, LEADER, 'left'];
/** Who holds the post that a policy verdict adds. */
export const MAYORS = ['p2', 'p6'];
export const LIMITS = { chain: 2, nesting: 2, added: 3, urgeEveryHours: 4 };
/** How often a task of a quick walk is given more time. */
export const EXTENSIONS = 1;
export const RUNGS = [SUPERVISOR];

export const PLAIN_FORM: Form = { big: false, word: 'pass', amountFen: 100 };

const BEGINS_MS = Date.parse('2026-03-02T01:00:00.000Z');
const MONTH_MS = 30 * 86_400_000;
export const momentOf = (step: number, quick: boolean): string =>
  new Date(BEGINS_MS + step * (quick ? 1_000 : MONTH_MS)).toISOString();
/** The one day of a quick walk; every task is due after it. */
export const FIRST_DAY = localDate('2026-03-02');

/** What policy says about a form, by any checkpoint. */
export const verdictOn = (form: Form): PolicyWord =>
  form.word === 'add'
    ? { outcome: 'require-approval', adds: { role: 'mayor', orgId: OFFICE } }
    : { outcome: form.word, adds: null };
