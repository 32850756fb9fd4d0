import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import { processOf } from '../../domain/approval/case-process.ts';
import type { CaseClock, CaseProcess } from '../../domain/approval/case-requests.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import { readCalendar } from '../transition/read-settings.ts';
import { goOn, type LockedCase, lockCase, writeCase } from './record-case.ts';

export interface TimeOutsInput {
  readonly caseId: string;
  /** The clocks that have rung; those that mean nothing any more are passed over. */
  readonly fired: readonly CaseClock[];
  readonly nowMs: number;
}

/**
 * 到期 recorded by the system, each clock as a command of its own with the moment it was set for and the moment it was
 * recorded. A clock is valid while the case itself still names it, so a repeated call finds nothing left to do.
 */
export const recordTimeOuts = (
  db: Database,
  policy: PolicyCheck,
  { caseId, fired, nowMs }: TimeOutsInput,
): Promise<CaseProcess> =>
  db.transaction().execute(async (trx) => {
    const found = await lockCase(trx, caseId);
    invariant(found, `Case ${caseId} does not exist`);
    const calendar = await readCalendar(trx);
    let locked: LockedCase = found;
    let process = processOf(locked.state, { calendar, touchedSeq: locked.touchedSeq });
    for (const clock of fired) {
      if (!process.deadlines.some(({ target, at }) => target === clock.target && at === clock.at)) continue;
      // Servers' clocks differ by a little: what was set for nine is not recorded before nine.
      const now = new Date(Math.max(nowMs, Date.parse(clock.at))).toISOString() as Instant;
      const result = await goOn(trx, { policy, now, locked, command: timeOut(clock) });
      invariant(
        result.ok && result.value.change.events.length > 0,
        `The clock of ${clock.target} rang and was refused`,
      );
      const { change } = result.value;
      const key = `${caseId}:clock:${change.after.seq}`;
      const chain = await writeCase(trx, result.value, { key, chain: locked.chain, scheduledAt: clock.at });
      locked = { ...locked, state: change.after, chain };
      process = change.process;
    }
    return process;
  });

const timeOut = ({ target }: CaseClock): CaseCommand => ({
  verb: 'timeOut',
  by: 'system',
  occurredAt: null,
  data: { target },
});
