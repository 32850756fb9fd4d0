import type { Actor } from '../approval/types.ts';
import type { OrgId } from '../kernel/brand.ts';
import type { CommandRequest, CommandType } from './commands.ts';
import { type OpenState, openStates } from './states.ts';

/**
 * 年终未签约项目: no contract, no commitment. What such a project has reserved lapses with its year, and from the request for
 * money on it asks again, for the next year's; an award or a draft contract made on the old money is void (D).
 */
export const UNSIGNED_STATES: readonly OpenState[] = openStates.slice(0, openStates.indexOf('delivering'));

/** 系统命令 what only the system asks of a project: it has no form, no route and no place among a person's choices. */
export type SystemCommandType = 'LapseBudget';
export const isSystemCommand = (type: CommandType): type is SystemCommandType => type === 'LapseBudget';

/** States that have asked for money or hold it: they go back to asking. */
const ASKED = UNSIGNED_STATES.slice(UNSIGNED_STATES.indexOf('exAnteEvaluated'));

export const hasAskedForMoney = (state: OpenState): boolean => ASKED.includes(state);

export interface ToLapse {
  readonly fiscalYear: number;
  readonly revision: number;
  /** The finance bureau in whose name the system closes the year. */
  readonly countyFinance: OrgId | null;
}

/** 系统 closes the year in the name of the county's budget desk. */
export function lapseRequest({ fiscalYear, revision, countyFinance }: ToLapse): CommandRequest {
  const posts = countyFinance === null ? [] : [{ role: 'countyBudget' as const, orgId: countyFinance }];
  const actor: Actor = { userId: 'system', name: '系统', posts };
  return {
    command: { type: 'LapseBudget', data: { fiscalYear } },
    actor,
    expectedRevision: revision,
    occurredOn: null,
  };
}
