import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { closeLines, freezeYear, projectsToMove, type ToMove } from '../db/budget/close-year.ts';
import {
  type BudgetDeadlinesInput,
  recordBudgetDeadlines,
  recordCompilation,
} from '../db/budget/record-compilation.ts';
import { releaseCase } from '../db/transition/parked-cases.ts';
import {
  type BudgetOutcome,
  type BudgetProcess,
  type BudgetYearRequest,
  budgetIdOf,
} from '../domain/budget/budget-year.ts';
import type { YearEndReport } from '../domain/budget/year-end.ts';
import type { CommandRequest } from '../domain/project/commands.ts';
import { lapseRequest, UNSIGNED_STATES } from '../domain/project/lapse.ts';
import type { CommandOutcome } from '../domain/project/outcome.ts';
import { orPark } from './parking.ts';
import type { ActivityTools } from './project-activities.ts';

export interface RecordBudgetActivityInput {
  readonly updateId: string;
  readonly request: BudgetYearRequest;
  readonly requestHash: string;
}

interface OfYear {
  readonly fiscalYear: number;
}

export interface BudgetActivities {
  recordCompilation(input: RecordBudgetActivityInput): Promise<BudgetOutcome>;
  recordBudgetDeadlines(input: Omit<BudgetDeadlinesInput, 'nowMs'>): Promise<BudgetProcess>;
  releaseBudget(input: { readonly budgetId: string; readonly by: string }): Promise<void>;
  freezeYear(input: OfYear): Promise<void>;
  projectsToMove(input: OfYear): Promise<readonly ToMove[]>;
  /** False when the project has moved on meanwhile or cannot be asked now; the close then leaves its line open. */
  lapseProject(input: OfYear & ToMove): Promise<boolean>;
  closeLines(input: OfYear): Promise<YearEndReport>;
}

export interface BudgetTools extends ActivityTools {
  /** Gives a command to the workflow that leads a project; null when none answers in time. */
  readonly askProject: (
    projectId: string,
    sent: { readonly updateId: string; readonly request: CommandRequest },
  ) => Promise<CommandOutcome | null>;
}

/** The hands of a budget: what people decide, what the clock says, and the end of the year. */
export function createBudgetActivities({
  db,
  policy,
  askProject,
  clock = Date.now,
}: BudgetTools): BudgetActivities {
  const subject = (subjectId: string, updateId: string, command: string) =>
    ({ kind: 'budget', subjectId, updateId, command }) as const;

  return {
    recordCompilation: ({ updateId, request, requestHash }) => {
      const id = budgetIdOf(request.orgId, request.fiscalYear);
      const key = `${activityInfo().workflowExecution?.workflowId ?? id}:${updateId}`;
      return orPark(db, subject(id, updateId, request.command.verb), () =>
        recordCompilation(db, policy, { request, requestHash, key, nowMs: clock() }),
      );
    },
    recordBudgetDeadlines: (input) => {
      const id = budgetIdOf(input.orgId, input.fiscalYear);
      return orPark(db, subject(id, 'system', 'RecordDeadlines'), () =>
        recordBudgetDeadlines(db, { ...input, nowMs: clock() }),
      );
    },
    releaseBudget: ({ budgetId, by }) => releaseCase(db, budgetId, by),

    async freezeYear({ fiscalYear }) {
      if (await freezeYear(db, { fiscalYear, nowMs: clock() })) return;
      throw ApplicationFailure.nonRetryable(
        `预算年度 ${fiscalYear} 尚未结束 The fiscal year ${fiscalYear} is not over`,
        'YearNotOver',
      );
    },
    projectsToMove: ({ fiscalYear }) => projectsToMove(db, { fiscalYear, states: UNSIGNED_STATES }),
    async lapseProject({ projectId, ...given }) {
      const updateId = `year-end:${given.fiscalYear}:${given.revision}`;
      const outcome = await askProject(projectId, { updateId, request: lapseRequest(given) });
      return outcome?.ok ?? false;
    },
    closeLines: ({ fiscalYear }) => closeLines(db, { fiscalYear, nowMs: clock() }),
  };
}
