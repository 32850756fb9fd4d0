import type { Actor } from '../approval/types.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CommandType } from './commands.ts';
import { mayAsk, projectCommands, seatFor } from './gate.ts';
import type { ProjectProcess } from './process.ts';

/** 可办事项: one command with whether this person may give it now, and if not, why. */
export interface AllowedAction {
  readonly command: CommandType;
  readonly allowed: boolean;
  /** True when it is the time for the command, whoever may give it. */
  readonly timely: boolean;
  readonly reason: Refusal | null;
}

/** Every command with its answer for this person; buttons are drawn from it, disabled with the reason, never hidden. */
export function allowedActions(process: ProjectProcess, actor: Actor): readonly AllowedAction[] {
  return projectCommands.map((command) => {
    const reason = mayAsk(process, actor, command);
    return { command, allowed: reason === null, timely: seatFor(process, command) !== null, reason };
  });
}
