import { accept, type Refusal, type Result, refuse } from '../../kernel/refusal.ts';
import { isGiven } from '../../policy/given.ts';
import { clocksOf } from './clocks.ts';
import type { NewProcedure, ProcedureContext } from './commands.ts';
import { type Deciders, missing, unless } from './decision-kit.ts';
import type { ProcedureEvent } from './events.ts';
import { METHOD_RULES } from './methods.ts';
import { procedureRefusal } from './refusals.ts';
import { FRAMEWORK } from './region.ts';
import type { ProcedurePlan, ProcedureState } from './state.ts';

/** 确定采购方式: the event with which a procedure begins, or why its method is refused. */
export function startProcedure(
  { procedureId, plan, intentOn }: NewProcedure,
  { now }: ProcedureContext,
): Result<readonly ProcedureEvent[]> {
  const refusal = planRefusal(plan);
  if (refusal) return refuse(refusal);
  return accept([
    {
      type: 'ProcedurePlanned',
      at: now,
      data: { procedureId, plan: { ...plan, twoMayGoOn: false }, intentOn },
    },
  ]);
}

/** 采购方式不当 why a method may not be taken under this plan. */
export function planRefusal(plan: NewProcedure['plan']): Refusal | null {
  const { method, overOpenTender, frameworkMonths } = plan;
  const rules = METHOD_RULES[method];
  const isFramework = method === 'frameworkAgreement';
  if (plan.budgetFen <= 0) return missing('budgetFen');
  if (method === 'internalSelection' && plan.overPurchaseLimit) return procedureRefusal('AboveLimit');
  if (!isGiven(plan.legalCase)) return procedureRefusal('NoLegalCase', { method });
  if (rules.statutory && method !== 'openTender' && overOpenTender && !isGiven(plan.cityApprovalRef)) {
    return procedureRefusal('NoCityApproval', { method });
  }
  if (isFramework && (frameworkMonths === null || frameworkMonths < 1)) return missing('frameworkMonths');
  if (isFramework && (frameworkMonths ?? 0) > FRAMEWORK.maxTermMonths) {
    return procedureRefusal('FrameworkTooLoose', { months: frameworkMonths });
  }
  const needsLeave = method === 'fixedSubsidy' || method === 'voucher';
  return needsLeave && !plan.directModeAllowed ? procedureRefusal('DirectModeNotAllowed', { method }) : null;
}

/** What becomes of a purchase whose run has failed. */
export const planDeciders: Deciders<'PublishIntent' | 'Rerun' | 'ChangeMethod' | 'Cancel'> = {
  PublishIntent: (state, data, context) =>
    unless(
      [
        METHOD_RULES[state.plan.method].statutory && state.intentOn === null
          ? null
          : procedureRefusal('NothingToDo'),
        data.inDesignatedMedia ? null : procedureRefusal('MediaNotDesignated', { media: data.media }),
      ],
      context,
      ['IntentPublished', data],
    ),
  Rerun: (state, { reason }, context) =>
    unless([isGiven(reason) ? null : missing('reason'), stillOwed(state, context)], context, [
      'ProcedureRerun',
      { reason, plan: { ...state.plan, twoMayGoOn: false }, approvalRef: null },
    ]),
  ChangeMethod: (state, { method, legalCase, approvalRef }, context) => {
    const plan = changedPlan(state, { method, legalCase, approvalRef });
    return unless(
      [
        method === state.plan.method ? procedureRefusal('NothingToDo') : null,
        isGiven(approvalRef) ? null : procedureRefusal('ChangeNotApproved', { method }),
        planRefusal(plan),
        stillOwed(state, context),
      ],
      context,
      ['ProcedureRerun', { reason: legalCase, plan, approvalRef }],
    );
  },
  Cancel: (_state, data, context) =>
    unless([isGiven(data.reason) ? null : missing('reason')], context, ['ProcedureCancelled', data]),
};

/** A new run begins with a clean slate, so what the failed one owes is settled before. */
function stillOwed(state: ProcedureState, context: ProcedureContext): Refusal | null {
  const [owed] = clocksOf(state, context);
  return owed ? procedureRefusal('DutiesOpen', { duty: owed.what, due_on: owed.dueOn }) : null;
}

/** The approval of the change is also the approval of a method other than open tender (法 §27, §37). */
function changedPlan(
  { plan, failures }: ProcedureState,
  {
    method,
    legalCase,
    approvalRef,
  }: Pick<ProcedurePlan, 'method' | 'legalCase'> & { approvalRef: string | null },
): ProcedurePlan {
  const last = failures.at(-1);
  const twoWereLeft = last?.method === 'openTender' && last.suppliers === 2;
  return {
    ...{ ...plan, method, legalCase, cityApprovalRef: approvalRef },
    twoMayGoOn: twoWereLeft && method === 'competitiveNegotiation',
    frameworkMonths: method === 'frameworkAgreement' ? plan.frameworkMonths : null,
  };
}
