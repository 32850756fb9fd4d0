import type { CaseCommandData } from '../domain/approval/case-commands.ts';
import type { CaseProcess } from '../domain/approval/case-requests.ts';
import type { YearEndReport } from '../domain/budget/year-end.ts';
import type { ProjectId } from '../domain/kernel/brand.ts';
import type { ReleaseOutcome, ReleaseRequest } from '../domain/policy/release-outcome.ts';
import type { CommandRequest } from '../domain/project/commands.ts';
import type { CommandOutcome } from '../domain/project/outcome.ts';
import type { ProjectProcess } from '../domain/project/process.ts';

/** The words that API, worker and workflow share; this file imports types only. */
export const PURCHASE_PROJECT = 'purchaseProject';
export const APPROVAL_CASE = 'approvalCase';
/** Update: one command of one person; its update id is the caller's idempotency key. */
export const EXECUTE = 'execute';
/** Update: an operator lets a parked case go on. */
export const RELEASE = 'release';
/** Signal to a case or a project: somebody's account is disabled, look whether every holder can still act. */
export const REVIEW = 'review';
/** Signal to a case: how the approval of an extension has ended. */
export const EXTENSION_DECIDED = 'extensionDecided';
/** Query: the running part as the workflow holds it, for `trace` and `doctor`. */
export const LIFE = 'life';

/** Failure type by which the API knows a refusal of the gate; its detail is the refusal. */
export const REFUSED = 'Refused';

/** Search attributes of the workflow; registered by whoever runs the server. */
export const STAGE_ATTRIBUTE = 'GoufuStage';
export const REGION_ATTRIBUTE = 'GoufuRegion';

export const workflowIdOf = (projectId: ProjectId): string => `project:${projectId}`;

export const approvalWorkflowIdOf = (caseId: string): string => `approval:${caseId}`;

/** What the caller sends; `requestHash` tells a repeated key from a reused one. */
export interface Execute<Request> {
  readonly request: Request;
  readonly requestHash: string;
}

export type ExecuteInput = Execute<CommandRequest>;
export type ExecuteResult = CommandOutcome;

export interface PurchaseProjectInput {
  readonly projectId: ProjectId;
  readonly regionCode: string;
  /** What the run before handed over; null in the first run. */
  readonly carried: Carried<ProjectProcess> | null;
}

export interface ApprovalCaseInput {
  readonly caseId: string;
  readonly regionCode: string;
  /** Whether somebody is told when the case ends. */
  readonly hasCallback: boolean;
  /** Of the approval of an extension: the task that is to have more time, which is told how it ends. */
  readonly asker?: { readonly caseId: string; readonly taskId: string };
  readonly carried: Carried<CaseProcess> | null;
}

/** 承前状态 all that a run hands to the next one. */
export interface Carried<Process> {
  readonly v: 1;
  readonly process: Process;
  /** Ids of the latest updates that were recorded; asked again, they get their answer from the database. */
  readonly recent: readonly string[];
  readonly parked: boolean;
}

export interface LifeReport<Process> {
  readonly process: Process | null;
  readonly parked: boolean;
  readonly recentUpdateIds: readonly string[];
}

/** The workflow of one morning's digests, and the schedule that starts it. */
export const DAILY_DIGEST = 'dailyDigest';

export interface DailyDigestInput {
  /** The morning to tell of, where an operator makes up for one that was missed; null: now. */
  readonly nowMs: number | null;
}

export const IMPORT_PROJECTS = 'importProjects';
export const importWorkflowIdOf = (importId: string): string => `import:${importId}`;

export const POLICY_RELEASE = 'policyRelease';
export const releaseWorkflowIdOf = (releaseId: string): string => `policy-release:${releaseId}`;

export interface PolicyReleaseInput {
  readonly releaseId: string;
}

export interface ReleaseExecuteInput {
  readonly request: ReleaseRequest;
  readonly requestHash: string;
}

export type ReleaseExecuteResult = ReleaseOutcome;

export const BUDGET_YEAR = 'budgetYear';
export const budgetWorkflowIdOf = (budgetId: string): string => `budget:${budgetId}`;

export interface BudgetYearInput {
  readonly budgetId: string;
  readonly orgId: string;
  readonly fiscalYear: number;
}

export const CLOSE_BUDGET_YEAR = 'closeBudgetYear';
/** One close of a year at a time; run again by hand, it finds what is left to do. */
export const closeYearWorkflowIdOf = (fiscalYear: number): string => `budget-year-end:${fiscalYear}`;

/** Without a year it is the one before today's: that is how the schedule asks. */
export interface CloseYearInput {
  readonly fiscalYear: number | null;
}

export interface YearEndResult extends YearEndReport {
  /** Projects that could not be told; their lines stay open until the close is run again. */
  readonly projectsLeft: readonly string[];
}
/** What an extension's approval tells the case that asked. */
export type ExtensionDecided = CaseCommandData['extend'];

export const ACCOUNT_CHANGE = 'accountChange';
export const accountWorkflowIdOf = (key: string): string => `account:${key}`;
