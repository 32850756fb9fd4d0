import type { Actor } from '../approval/types.ts';
import type { BudgetCommands } from '../budget/types.ts';
import type { CatalogCommands } from '../catalog/types.ts';
import type { ContractingCommands } from '../contracting/types.ts';
import type { DeliveryCommands } from '../delivery/types.ts';
import type { DisclosureCommands } from '../disclosure/types.ts';
import type { EvaluationCommands } from '../evaluation/types.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { ApprovalCommands } from './approval-acts.ts';
import type { DisputeCommands } from './dispute-acts.ts';
import type { ProcedureCommands } from './procedure-acts.ts';

/** 撤回 and 取消: the two ways in which the buyer itself ends a project. */
interface EndingCommands {
  WithdrawProject: { readonly reason: string };
  CancelProject: { readonly reason: string };
}

/** 规则换版 the only way in which a project that exists leaves the policy version it is pinned to. */
interface PolicyCommands {
  RepinPolicy: { readonly policyVersion: string; readonly reason: string };
}

/** Every command of a purchase project with the data it carries. */
export type CommandData = CatalogCommands &
  BudgetCommands &
  ContractingCommands &
  DeliveryCommands &
  EvaluationCommands &
  DisclosureCommands &
  PolicyCommands &
  EndingCommands &
  ApprovalCommands &
  ProcedureCommands &
  DisputeCommands;

export type CommandType = keyof CommandData;

export type Command = {
  readonly [T in CommandType]: { readonly type: T; readonly data: CommandData[T] };
}[CommandType];

/**
 * One request of one person. `expectedRevision` is the revision they saw; `occurredOn` is the day the thing happened,
 * earlier than today only in a project that is entered late (补录).
 */
export interface CommandRequest {
  readonly command: Command;
  readonly actor: Actor;
  readonly expectedRevision: number;
  readonly occurredOn: LocalDate | null;
}
