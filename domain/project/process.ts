import type { CaseState } from '../approval/case.ts';
import type { Parties, Party, Role } from '../approval/types.ts';
import type { ProjectId, UserId } from '../kernel/brand.ts';
import type { Instant, LocalDate } from '../kernel/local-date.ts';
import type { Stage, State } from './states.ts';
import type { Duty, StepId } from './steps.ts';

/** 提醒与逾期升级 one moment at which the clock speaks up for the open step. */
export interface Deadline {
  readonly kind: 'reminder' | 'escalation';
  /** 0 for the reminder; 1, 2, 3 for the rungs of the escalation ladder. */
  readonly level: number;
  readonly on: LocalDate;
  readonly at: Instant;
  readonly role: Role;
  readonly party: Party;
}

/**
 * 办理进程 the running part of a project: small, and all that the workflow carries. The rest is the file, which only
 * the database holds. `revision` counts the commands that changed the project; reminders do not raise it.
 */
export interface ProjectProcess {
  readonly v: 1;
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly stage: Stage;
  readonly state: State;
  readonly step: StepId | null;
  /** Steps that follow the open one on its approval route. */
  readonly route: readonly StepId[];
  readonly parties: Parties;
  /** 审批单 of the open step, or the one that came back to its initiator; closed ones live in the events only. */
  readonly approval: CaseState | null;
  /** Who has already acted in which of the incompatible duties. */
  readonly duties: readonly { readonly userId: UserId; readonly duty: Duty }[];
  readonly openedOn: LocalDate;
  /** Null only when the project has ended. */
  readonly dueOn: LocalDate | null;
  /** False when the due date lies in a year whose holidays are not announced. */
  readonly dueAnnounced: boolean;
  /** Still to come, earliest first. */
  readonly deadlines: readonly Deadline[];
  readonly lateEntry: boolean;
  /** The latest day on which something happened; later commands may not lie before it. */
  readonly lastOn: LocalDate;
}
