import { dateAt, type Instant, type LocalDate } from '../../kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../../kernel/refusal.ts';
import type { ProcedureCommandData, ProcedureContext, ProcedureVerb } from './commands.ts';
import type { ProcedureEvent, ProcedureEventData, ProcedureEventType } from './events.ts';
import { METHOD_RULES, type MethodRules } from './methods.ts';
import { procedureRefusal } from './refusals.ts';
import type { ProcedureState, ReceivedBid } from './state.ts';

type Decided = Result<readonly ProcedureEvent[]>;

/** Decides one verb that the state allows. */
export type Decider<V extends ProcedureVerb> = (
  state: ProcedureState,
  data: ProcedureCommandData[V],
  context: ProcedureContext,
) => Decided;
export type Deciders<V extends ProcedureVerb> = { readonly [One in V]: Decider<One> };

export const dayOf = (at: Instant): LocalDate => dateAt(Date.parse(at));

export const rulesOf = ({ plan }: Pick<ProcedureState, 'plan'>): MethodRules => METHOD_RULES[plan.method];

/** One event, unless one of the obstacles stands in the way. */
export function unless<T extends ProcedureEventType>(
  obstacles: readonly (Refusal | null)[],
  { now }: ProcedureContext,
  [type, data]: readonly [T, ProcedureEventData[T]],
): Decided {
  const refusal = obstacles.find((one) => one !== null);
  // Type and data come paired from the signature.
  return refusal ? refuse(refusal) : accept([{ type, at: now, data } as ProcedureEvent]);
}

export const missing = (field: string): Refusal => procedureRefusal('Incomplete', { field });

/** 有效家数 the fewest suppliers with which the run may go on. */
export const fewestSuppliers = ({ plan }: ProcedureState): number =>
  plan.twoMayGoOn ? 2 : METHOD_RULES[plan.method].suppliers.valid;

export const bidOf = ({ bids }: ProcedureState, providerId: string): ReceivedBid | undefined =>
  bids.find((bid) => bid.providerId === providerId);
