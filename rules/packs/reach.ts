import { projectCommands } from '../../domain/project/gate.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';

/** Which rules the commands of a purchase project reach today, and which wait for a checkpoint the flow does not have yet. */
export interface Reach {
  readonly bound: readonly Rule[];
  readonly waiting: readonly Rule[];
}

/** Checkpoints outside projects: the directory's verification. */
export const OUTSIDE_PROJECTS = ['VerifyProvider'];

/** 规则落点 by the commands that act on a project, and what is checked outside of projects; drafts are not checked. */
export function reachOf(packs: readonly Pack[]): Reach {
  const commands = new Set<string>([...projectCommands, ...OUTSIDE_PROJECTS]);
  const isBound = ({ checkpoints }: Rule): boolean => checkpoints.some((name) => commands.has(name));
  const rules = packs.flatMap((pack) => pack.rules);
  return { bound: rules.filter(isBound), waiting: rules.filter((rule) => !isBound(rule)) };
}
