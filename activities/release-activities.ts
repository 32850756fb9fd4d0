import { ApplicationFailure, activityInfo, heartbeat, log } from '@temporalio/activity';
import type { Database } from '../db/connection.ts';
import { recordedBlocks } from '../db/policy/decisions.ts';
import { readProposed } from '../db/policy/read-releases.ts';
import { recordReleaseCommand, type SignatureFits } from '../db/policy/record-release.ts';
import {
  recordActivation,
  recordBacktest,
  recordExamination,
  recordStop,
} from '../db/policy/record-release-progress.ts';
import { documentInForce } from '../db/policy/version-in-force.ts';
import { isTransient } from '../db/transient.ts';
import { dateAt } from '../domain/kernel/local-date.ts';
import type { BacktestReport } from '../domain/policy/backtest.ts';
import type { ReleaseOutcome, ReleaseRequest, ReleaseStanding } from '../domain/policy/release-outcome.ts';
import type { ExaminationReport, PastDecision } from '../domain/policy/reports.ts';
import type { StoredRelease } from '../domain/policy/stored-release.ts';

export interface ReleaseCommandInput {
  readonly releaseId: string;
  readonly updateId: string;
  readonly request: ReleaseRequest;
  readonly requestHash: string;
}

export interface ReleaseActivities {
  recordRelease(input: ReleaseCommandInput): Promise<ReleaseOutcome>;
  examineRelease(input: { readonly releaseId: string }): Promise<ReleaseStanding>;
  backtestRelease(input: { readonly releaseId: string }): Promise<ReleaseStanding>;
  /** `nowMs` is the workflow's clock, which has waited for the day. */
  activateRelease(input: { readonly releaseId: string; readonly nowMs: number }): Promise<ReleaseStanding>;
}

/** What the release of policy packs needs of the policy layer; `rules/` provides it. */
export interface ReleaseTools {
  readonly db: Database;
  readonly signatureFits: SignatureFits;
  readonly shippedVersion: string;
  /** Whether a signed release may decide; null or the fault. */
  admit(stored: StoredRelease): string | null;
  examine(document: string): Promise<ExaminationReport>;
  /** 回测 of proposed packs against those in force (null: the shipped ones); `onProgress` is called now and then. */
  backtest(
    documents: { readonly inForce: string | null; readonly proposed: string },
    decisions: AsyncIterable<readonly PastDecision[]>,
    onProgress: () => void,
  ): Promise<BacktestReport>;
  readonly clock?: () => number;
}

/** The hands of a policy release. What passes by itself is retried; a bug stops the release, with nothing in force changed. */
export function createReleaseActivities(tools: ReleaseTools): ReleaseActivities {
  const { db, clock = Date.now } = tools;
  const orStop = async (
    releaseId: string,
    work: () => Promise<ReleaseStanding>,
  ): Promise<ReleaseStanding> => {
    try {
      return await work();
    } catch (error) {
      if (isTransient(error)) throw error;
      const message = error instanceof Error ? error.message : String(error);
      log.error('Policy release stopped', { releaseId, message });
      return recordStop(db, { releaseId, nowMs: clock() }, message);
    }
  };
  const documentOf = async (releaseId: string): Promise<string> =>
    (await readProposed(db, releaseId)).document;

  return {
    async recordRelease(input) {
      const { releaseId, updateId, request, requestHash } = input;
      const { command } = request;
      try {
        const key = `${activityInfo().workflowExecution?.workflowId ?? releaseId}:${updateId}`;
        return await recordReleaseCommand(db, tools, {
          releaseId,
          request,
          requestHash,
          key,
          nowMs: clock(),
        });
      } catch (error) {
        if (isTransient(error)) throw error;
        const message = error instanceof Error ? error.message : String(error);
        log.error('Policy release command failed', { releaseId, command: command.type, message });
        throw ApplicationFailure.nonRetryable(message, 'ReleaseFailed');
      }
    },

    examineRelease: ({ releaseId }) =>
      orStop(releaseId, async () => {
        const report = await tools.examine(await documentOf(releaseId));
        return recordExamination(db, { releaseId, nowMs: clock() }, report);
      }),

    backtestRelease: ({ releaseId }) =>
      orStop(releaseId, async () => {
        const proposed = await documentOf(releaseId);
        const inForce = await documentInForce(db, dateAt(clock()));
        const report = await tools.backtest({ inForce, proposed }, recordedBlocks(db), () => heartbeat());
        requireAgreement(report);
        return recordBacktest(db, { releaseId, nowMs: clock() }, report);
      }),

    activateRelease: ({ releaseId, nowMs }) =>
      orStop(releaseId, async () => {
        const standing = await recordActivation(db, { releaseId, nowMs }, (stored) => tools.admit(stored));
        const { status, version } = standing.release;
        if (status === 'stopped') log.error('Policy release not put in force', { releaseId, version });
        return standing;
      }),
  };
}

/** Figures on which the two evaluators differ are no report: nobody may sign on them. */
function requireAgreement({ disagreements }: BacktestReport): void {
  const [first] = disagreements;
  if (!first) return;
  const where = `${first.projectId}#${first.seq}`;
  throw new Error(`columns and engine differ about ${disagreements.length} decisions, such as ${where}`);
}
