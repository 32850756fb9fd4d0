import { BUDGET_CHECKPOINTS } from '../../domain/budget/compilation-facts.ts';
import { DISPUTE_CHECKPOINTS } from '../../domain/project/dispute-seats.ts';
import { projectCommands } from '../../domain/project/gate.ts';
import { procedureVerbs } from '../../domain/project/procedure-seats.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';

/** Which rules the commands of a purchase project reach today, and which wait for a checkpoint the flow does not have yet. */
export interface Reach {
  readonly bound: readonly Rule[];
  /** Those that only the budget of a unit reaches. */
  readonly budget: readonly Rule[];
  readonly waiting: readonly Rule[];
}

/** 预算核查点 where a unit's budget is checked; its rules bind there, besides those of the projects. */
const BUDGET: ReadonlySet<string> = new Set(Object.values(BUDGET_CHECKPOINTS));
export const isBudgetCheckpoint = (name: string): boolean => BUDGET.has(name);

/** Checkpoints outside projects: the directory's verification. */
export const OUTSIDE_PROJECTS = ['VerifyProvider'];

/** 采购与争议核查点 checkpoints of acts on the procedure and on disputes. */
export const actCheckpoints: readonly string[] = [
  ...procedureVerbs,
  'AcceptChallenge',
  ...Object.values(DISPUTE_CHECKPOINTS),
];

/** 规则落点 by the commands that act on a project and the acts on its procedure and disputes; drafts are not checked. */
export function reachOf(packs: readonly Pack[]): Reach {
  const commands = new Set<string>([...projectCommands, ...actCheckpoints, ...OUTSIDE_PROJECTS]);
  const isBound = ({ checkpoints }: Rule): boolean => checkpoints.some((name) => commands.has(name));
  const isOfBudget = ({ checkpoints }: Rule): boolean => checkpoints.some(isBudgetCheckpoint);
  const rules = packs.flatMap((pack) => pack.rules);
  const others = rules.filter((rule) => !isBound(rule));
  return {
    bound: rules.filter(isBound),
    budget: others.filter(isOfBudget),
    waiting: others.filter((rule) => !isOfBudget(rule)),
  };
}
