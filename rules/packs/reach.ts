import { DISPUTE_CHECKPOINTS } from '../../domain/project/dispute-seats.ts';
import { projectCommands } from '../../domain/project/gate.ts';
import { procedureVerbs } from '../../domain/project/procedure-seats.ts';
import type { Pack, Rule } from '../engine/pack-schema.ts';

/** Which rules the commands of a purchase project reach today, and which wait for a checkpoint the flow does not have yet. */
export interface Reach {
  readonly bound: readonly Rule[];
  readonly waiting: readonly Rule[];
}

/** 采购与争议核查点 checkpoints of acts on the procedure and on disputes. */
export const actCheckpoints: readonly string[] = [
  ...procedureVerbs,
  'AcceptChallenge',
  ...Object.values(DISPUTE_CHECKPOINTS),
];

/** 规则落点 by the commands that act on a project and the acts on its procedure and disputes; drafts are not checked. */
export function reachOf(packs: readonly Pack[]): Reach {
  const commands = new Set<string>([...projectCommands, ...actCheckpoints]);
  const isBound = ({ checkpoints }: Rule): boolean => checkpoints.some((name) => commands.has(name));
  const rules = packs.flatMap((pack) => pack.rules);
  return { bound: rules.filter(isBound), waiting: rules.filter((rule) => !isBound(rule)) };
}
