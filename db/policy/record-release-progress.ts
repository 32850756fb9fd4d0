import { dateAt } from '../../domain/kernel/local-date.ts';
import type { BacktestReport } from '../../domain/policy/backtest.ts';
import type { ReleaseEvent, ReleaseStatus } from '../../domain/policy/release.ts';
import type { ReleaseStanding } from '../../domain/policy/release-outcome.ts';
import type { ExaminationReport } from '../../domain/policy/reports.ts';
import type { StoredRelease } from '../../domain/policy/stored-release.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { readProposed } from './read-releases.ts';
import { append, lockRelease } from './record-release.ts';

/** What the machine does to a release; each is recorded once, and not at all when the release has gone elsewhere. */
interface Progress {
  readonly releaseId: string;
  readonly nowMs: number;
  /** Statuses in which the step has a meaning. */
  readonly when: readonly ReleaseStatus[];
  readonly step: string;
  readonly decide: (
    trx: Trx,
    standing: ReleaseStanding,
  ) => Promise<ReleaseEvent | null> | ReleaseEvent | null;
}

async function progress(
  db: Database,
  { releaseId, nowMs, when, step, decide }: Progress,
): Promise<ReleaseStanding> {
  return db.transaction().execute(async (trx) => {
    const standing = await lockRelease(trx, releaseId);
    if (!standing) throw new Error(`Release ${releaseId} does not exist`);
    const key = `policy-release:${releaseId}:${step}`;
    const done = await trx
      .selectFrom('policy_release_event')
      .select('seq')
      .where('command_key', '=', key)
      .executeTakeFirst();
    if (done || !when.includes(standing.release.status)) return standing;
    const event = await decide(trx, standing);
    if (!event) return standing;
    const at = new Date(nowMs).toISOString();
    return append(trx, standing, { releaseId, event, key, requestHash: '', at });
  });
}

export const recordExamination = (
  db: Database,
  at: { readonly releaseId: string; readonly nowMs: number },
  report: ExaminationReport,
): Promise<ReleaseStanding> =>
  progress(db, {
    ...at,
    when: ['examining'],
    step: 'examined',
    async decide(trx) {
      const examination = JSON.stringify(report);
      await trx.updateTable('policy_release').set({ examination }).where('id', '=', at.releaseId).execute();
      return { type: 'ReleaseExamined', data: { passed: report.passed }, by: 'system' };
    },
  });

export const recordBacktest = (
  db: Database,
  at: { readonly releaseId: string; readonly nowMs: number },
  report: BacktestReport,
): Promise<ReleaseStanding> =>
  progress(db, {
    ...at,
    when: ['examining'],
    step: 'backtested',
    async decide(trx) {
      const { decisions, changed } = report;
      const backtest = JSON.stringify(report);
      await trx.updateTable('policy_release').set({ backtest }).where('id', '=', at.releaseId).execute();
      return { type: 'BacktestAttached', data: { decisions, changed }, by: 'system' };
    },
  });

/**
 * 生效 puts a release in force on its day; whatever keeps it out stops it. `nowMs` is the clock that has waited for the
 * day; before the day (the release was given another one) nothing happens.
 */
export const recordActivation = (
  db: Database,
  at: { readonly releaseId: string; readonly nowMs: number },
  admit: (stored: StoredRelease) => string | null,
): Promise<ReleaseStanding> =>
  progress(db, {
    ...at,
    when: ['scheduled'],
    step: 'activated',
    async decide(trx, { release }) {
      const { activation } = release;
      const today = dateAt(at.nowMs);
      if (!activation || activation.activeFrom > today) return null;
      const stored = await readProposed(trx, at.releaseId);
      const revoked = stored.signatures.filter(({ revokedAt }) => revokedAt !== null);
      const fault = admit({
        ...stored,
        signatures: stored.signatures.filter(({ revokedAt }) => revokedAt === null),
      });
      if (fault === null) {
        return { type: 'ReleaseActivated', data: { activeFrom: activation.activeFrom }, by: 'system' };
      }
      const keys = revoked.map(({ keyId }) => keyId).join(', ');
      const reason = keys ? `${fault} (revoked: ${keys})` : fault;
      return { type: 'ReleaseStopped', data: { reason }, by: 'system' };
    },
  });

/** 停止 a release that a fault keeps from going on; nothing in force changes. */
export const recordStop = (
  db: Database,
  at: { readonly releaseId: string; readonly nowMs: number },
  reason: string,
): Promise<ReleaseStanding> =>
  progress(db, {
    ...at,
    when: ['examining', 'scheduled'],
    step: 'stopped',
    decide: () => ({ type: 'ReleaseStopped', data: { reason }, by: 'system' }),
  });
