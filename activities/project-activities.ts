import { activityInfo, log } from '@temporalio/activity';
import type { Database } from '../db/connection.ts';
import { releaseCase } from '../db/transition/parked-cases.ts';
import { recordTransition } from '../db/transition/record.ts';
import { type DeadlinesInput, recordDeadlines } from '../db/transition/record-deadlines.ts';
import { recordReview } from '../db/transition/record-review.ts';
import { alarmOf } from '../domain/policy/alarm.ts';
import type { PolicyCheck } from '../domain/policy/types.ts';
import type { CommandRequest } from '../domain/project/commands.ts';
import type { CommandOutcome } from '../domain/project/outcome.ts';
import type { Deadline, ProjectProcess } from '../domain/project/process.ts';
import { orPark } from './parking.ts';

export interface RecordTransitionInput {
  readonly projectId: string;
  readonly updateId: string;
  readonly request: CommandRequest;
  readonly requestHash: string;
}

export interface RecordDeadlinesInput {
  readonly projectId: string;
  readonly fired: readonly Deadline[];
}

export interface ProjectActivities {
  recordTransition(input: RecordTransitionInput): Promise<CommandOutcome>;
  recordDeadlines(input: RecordDeadlinesInput): Promise<ProjectProcess>;
  reviewProject(input: { readonly projectId: string }): Promise<ProjectProcess>;
  releaseCase(input: { readonly projectId: string; readonly by: string }): Promise<void>;
}

export interface ActivityTools {
  readonly db: Database;
  readonly policy: PolicyCheck;
  readonly clock?: () => number;
}

/** The hands of the workflow. What passes by itself is retried by Temporal; a bug parks the case and is not retried. */
export function createProjectActivities({ db, policy, clock = Date.now }: ActivityTools): ProjectActivities {
  const parking = <T>(
    projectId: string,
    [updateId, command]: readonly [string, string],
    work: () => Promise<T>,
  ) => orPark(db, { kind: 'project', subjectId: projectId, updateId, command }, work);

  return {
    recordTransition: async (input) => {
      const about = { subject: input.projectId, checkpoint: input.request.command.type };
      const outcome = await parking(input.projectId, [input.updateId, about.checkpoint], () =>
        recordTransition(db, policy, {
          projectId: input.projectId,
          request: input.request,
          requestHash: input.requestHash,
          key: `${activityInfo().workflowExecution?.workflowId ?? input.projectId}:${input.updateId}`,
          nowMs: clock(),
        }),
      );
      const alarm = outcome.ok ? null : alarmOf(outcome.refusal, about);
      if (alarm) log.error('Policy alarm', { ...alarm });
      return outcome;
    },

    recordDeadlines: (input) => {
      const asked: DeadlinesInput = { ...input, nowMs: clock() };
      return parking(input.projectId, ['system', 'RecordDeadlines'], () => recordDeadlines(db, asked));
    },

    reviewProject: ({ projectId }) =>
      parking(projectId, ['system', 'ReviewProject'], () => recordReview(db, { projectId, nowMs: clock() })),

    releaseCase: ({ projectId, by }) => releaseCase(db, projectId, by),
  };
}
