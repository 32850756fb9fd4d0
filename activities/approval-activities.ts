import { activityInfo } from '@temporalio/activity';
import { type HeldApproval, listHeld, recordAccountChange } from '../db/approval/accounts.ts';
import { giveUpCallback } from '../db/approval/callbacks.ts';
import { recordCase } from '../db/approval/record-case.ts';
import { recordSystemAct } from '../db/approval/record-system-act.ts';
import { recordTimeOuts } from '../db/approval/record-time-outs.ts';
import { releaseCase } from '../db/transition/parked-cases.ts';
import type { AccountOutcome, AskedChange } from '../domain/approval/account.ts';
import { type CallbackSettings, NO_CALLBACKS } from '../domain/approval/callback-address.ts';
import type { SystemAct } from '../domain/approval/case-commands.ts';
import type { CaseClock, CaseOutcome, CaseProcess, CaseRequest } from '../domain/approval/case-requests.ts';
import { deliverCallback } from './deliver-callback.ts';
import { orPark } from './parking.ts';
import type { ActivityTools } from './project-activities.ts';

interface OfCase {
  readonly caseId: string;
}

export interface RecordCaseActivityInput extends OfCase {
  readonly updateId: string;
  readonly request: CaseRequest;
  readonly requestHash: string;
}

export interface ApprovalActivities {
  recordCase(input: RecordCaseActivityInput): Promise<CaseOutcome>;
  recordTimeOuts(input: OfCase & { readonly fired: readonly CaseClock[] }): Promise<CaseProcess>;
  recordSystemAct(input: OfCase & { readonly act: SystemAct }): Promise<CaseProcess>;
  changeAccount(input: AskedChange): Promise<AccountOutcome>;
  listHeld(input: {
    readonly userId: string;
    readonly after: HeldApproval | null;
  }): Promise<readonly HeldApproval[]>;
  releaseApproval(input: OfCase & { readonly by: string }): Promise<void>;
  deliverCallback(input: OfCase): Promise<void>;
  giveUpCallback(input: OfCase): Promise<void>;
}

interface ApprovalTools extends ActivityTools {
  readonly callbacks?: CallbackSettings;
}

/** The hands of an approval case. */
export function createApprovalActivities(tools: ApprovalTools): ApprovalActivities {
  const { db, policy, clock = Date.now, callbacks = NO_CALLBACKS } = tools;
  const subject = (caseId: string, updateId: string, command: string) =>
    ({ kind: 'approval', subjectId: caseId, updateId, command }) as const;

  return {
    recordCase: ({ caseId, updateId, request, requestHash }) =>
      orPark(db, subject(caseId, updateId, request.command.verb), () =>
        recordCase(db, policy, {
          caseId,
          request,
          requestHash,
          key: `${activityInfo().workflowExecution?.workflowId ?? caseId}:${updateId}`,
          nowMs: clock(),
        }),
      ),
    recordTimeOuts: ({ caseId, fired }) =>
      orPark(db, subject(caseId, 'system', 'timeOut'), () =>
        recordTimeOuts(db, policy, { caseId, fired, nowMs: clock() }),
      ),
    recordSystemAct: ({ caseId, act }) =>
      orPark(db, subject(caseId, 'system', act.verb), () =>
        recordSystemAct(db, policy, { caseId, act, nowMs: clock() }),
      ),
    changeAccount: (asked) => recordAccountChange(db, asked, new Date(clock())),
    listHeld: ({ userId, after }) => listHeld(db, userId, after),
    releaseApproval: ({ caseId, by }) => releaseCase(db, caseId, by),
    deliverCallback: ({ caseId }) => deliverCallback({ db, callbacks, clock }, caseId),
    giveUpCallback: ({ caseId }) => giveUpCallback(db, caseId, new Date(clock())),
  };
}
