import { startProcedure } from '../contracting/procedure/decide-plan.ts';
import { evolveProcedure } from '../contracting/procedure/evolve.ts';
import { METHOD_RULES, type ProcedureMethod } from '../contracting/procedure/methods.ts';
import type { ProcedureState } from '../contracting/procedure/state.ts';
import type { MethodChoice } from '../contracting/types.ts';
import type { OrgId, ProviderId } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { accept, type Result, refuse } from '../kernel/refusal.ts';
import { isGiven } from '../policy/given.ts';
import type { CommandType } from './commands.ts';
import { noProcedure } from './contracting-faults.ts';
import type { Target } from './deadlines.ts';
import { type Case, type Deciders, decided, type Outline, outline, to } from './decision.ts';
import type { EventData } from './events.ts';
import type { ProcedureAct } from './procedure-acts.ts';
import { commandsOf, withoutReceived } from './procedure-commands.ts';
import { goesElsewhere, placeOf } from './procedure-place.ts';
import { type ProcedureRun, playProcedure, procedureContext } from './procedure-run.ts';
import { awardOf, failureOf } from './procedure-told.ts';
import type { References } from './references.ts';

type ActCase = Case<'ActOnProcedure'>;

/** 采购办理 */
export const procedureDeciders: Deciders<'ActOnProcedure'> = { ActOnProcedure: actOnProcedure };

/** One act on the procurement procedure, and what comes of it for the project, in one decision. */
export function actOnProcedure(one: ActCase): Result<readonly Outline[]> {
  const { act } = one.data;
  const before = one.file.procedure;
  if (before === null) return refuse(noProcedure());
  const commands = withoutReceived(commandsOf(act, one.file.method?.reservedForSme ?? false), before);
  const handsIn = act.verb === 'ReceiveBid' || act.verb === 'WithdrawBid' || act.verb === 'SelectProvider';
  const run = playProcedure(before, commands, procedureContext(one, handsIn));
  return run.ok ? accept(told(one, before, run.value)) : run;
}

/** What the procedure did, and the project's own event that came of it; the latter takes the project along. */
function told(one: ActCase, before: ProcedureState, run: ProcedureRun): readonly Outline[] {
  const { act } = one.data;
  const { calendar } = one.references;
  const place = placeOf(run.state, calendar);
  const datesMoved = ['PublishIntent', 'IssueDocuments', 'IssueClarification', 'Resume'].includes(act.verb);
  const target = place && goesElsewhere(one.process, place, datesMoved) ? place : null;
  const own = ownOutlines(one, before, { run, target });
  const main = own.find((each) => each.to !== null) ?? own[0];
  const record = outline('ProcedureRecorded', {
    ...{ verb: act.verb, alongside: main?.type ?? null },
    events: run.events,
  });
  return [main ? record : { ...record, to: target }, ...own];
}

interface Told {
  readonly run: ProcedureRun;
  readonly target: Target | null;
}

function ownOutlines(one: ActCase, before: ProcedureState, { run, target }: Told): readonly Outline[] {
  const { act } = one.data;
  const { state } = run;
  if (state.status === 'failed' && before.status !== 'failed') {
    const reference = 'reference' in act ? act.reference : '';
    return [outline('ProcurementFailed', failureOf(state, reference), withoutProvider(target))];
  }
  switch (act.verb) {
    case 'IssueDocuments':
      return [outline('ProcurementIssued', { notice: act.notice }, target)];
    case 'ChooseWinner':
      return [outline('WinnerChosen', { choice: act.choice }, target)];
    case 'SelectProvider':
    case 'NotifyAward':
      return [awarded(one, state, act)];
    case 'RedoEvaluation':
    case 'VoidAward':
      return [outline('AwardSetAside', { reference: act.reference }, withoutProvider(target))];
    case 'Rerun':
      return [outline('ProcurementRestarted', { reason: act.reason, changed: null }, target)];
    case 'ChangeMethod':
      return [restartedOtherwise(act, target)];
    default:
      return [];
  }
}

const withoutProvider = (target: Target | null): Target | null =>
  target && { ...target, parties: { provider: null } };

function awarded(one: ActCase, state: ProcedureState, act: ProcedureAct): Outline {
  const choice = act.verb === 'SelectProvider' ? act.selection : one.file.choice;
  invariant(choice, 'A winner is chosen before the notice');
  const { winners, minutesRef, check, justifications } = choice;
  const award = awardOf(state, { winners, minutesRef, check, justifications });
  return outline('ProviderAwarded', { award }, toAwarded(one.references, award.providerId));
}

const toAwarded = (references: References, id: ProviderId): Target => {
  const provider: OrgId | null = references.providers[id]?.orgId ?? null;
  return to('awarded', { parties: { provider } });
};

function restartedOtherwise(
  { method, legalCase, approvalRef, agencyOrgId }: Extract<ProcedureAct, { verb: 'ChangeMethod' }>,
  target: Target | null,
): Outline {
  const agency = METHOD_RULES[method].statutory ? agencyOrgId : null;
  const changed: EventData['ProcurementRestarted']['changed'] = {
    ...{ method, legalCase, cityApprovalRef: approvalRef, agencyOrgId: agency },
  };
  return outline(
    'ProcurementRestarted',
    { reason: legalCase, changed },
    target && { ...target, parties: { agency } },
  );
}

/** The procedure's plan as method, money and thresholds make it. */
export function planOf(
  { process, file, references }: Case<CommandType>,
  { choice, filingNo }: { readonly choice: MethodChoice; readonly filingNo: string | null },
) {
  const { estimateFen } = file.application;
  const { openTenderFen, purchaseLimitFen } = references.thresholds;
  invariant(choice.method !== 'inquiry' && file.budget, 'A method for services, with money reserved');
  const method: ProcedureMethod = choice.method;
  return {
    procedureId: `${process.projectId}:${process.revision + 1}`,
    intentOn: choice.intentPublishedOn,
    plan: {
      method,
      legalCase: choice.legalCase,
      budgetFen: file.budget.reservedFen,
      overOpenTender: estimateFen >= openTenderFen,
      overPurchaseLimit: estimateFen >= purchaseLimitFen,
      cityApprovalRef: choice.cityApprovalRef,
      filingNo,
      complex: choice.complex,
      frameworkMonths: choice.frameworkMonths,
      directModeAllowed:
        isGiven(choice.directMode?.allowedRef ?? null) && choice.directMode?.usersCanChoose === true,
    },
  };
}

/** Begins the procedure beside the project's own event, or says why its plan is refused. */
export function withProcedureStart(
  one: Case<CommandType>,
  { choice, filingNo }: { readonly choice: MethodChoice; readonly filingNo: string | null },
  main: Outline,
): Result<readonly Outline[]> {
  const events = startProcedure(planOf(one, { choice, filingNo }), procedureContext(one));
  if (!events.ok) return events;
  const state = events.value.reduce<ProcedureState | null>(evolveProcedure, null);
  invariant(state, 'A procedure begins with its plan');
  const record = outline('ProcedureRecorded', {
    ...{ verb: 'start', alongside: main.type },
    events: events.value,
  });
  const target = { ...placeOf(state, one.references.calendar), ...main.to };
  return decided(record, { ...main, to: target as Target });
}
