import type { SystemAct } from '../../domain/approval/case-commands.ts';
import { processOf } from '../../domain/approval/case-process.ts';
import type { CaseProcess } from '../../domain/approval/case-requests.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import { readCalendar } from '../transition/read-settings.ts';
import { goOn, lockCase, writeCase } from './record-case.ts';

/**
 * Records what the system has to say about a case: a look at its holders, or how the approval of an extension ended. What has
 * no meaning any more, or was recorded before, changes nothing, so a repeated call is harmless.
 */
export const recordSystemAct = (
  db: Database,
  policy: PolicyCheck,
  { caseId, act, nowMs }: { readonly caseId: string; readonly act: SystemAct; readonly nowMs: number },
): Promise<CaseProcess> =>
  db.transaction().execute(async (trx) => {
    const locked = await lockCase(trx, caseId);
    invariant(locked, `Case ${caseId} does not exist`);
    const now = new Date(nowMs).toISOString() as Instant;
    const command = { ...act, by: 'system', occurredAt: null } as const;
    const result = await goOn(trx, { policy, now, locked, command });
    if (!result.ok) {
      return processOf(locked.state, { calendar: await readCalendar(trx), touchedSeq: locked.touchedSeq });
    }
    const key = `${caseId}:${act.verb}:${locked.state.seq + 1}`;
    await writeCase(trx, result.value, { key, chain: locked.chain, scheduledAt: null });
    return result.value.change.process;
  });
