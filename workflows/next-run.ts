import { makeContinueAsNewFunc } from '@temporalio/workflow';
import type { CaseProcess } from '../domain/approval/case-requests.ts';
import type { ProjectProcess } from '../domain/project/process.ts';
import {
  APPROVAL_CASE,
  type ApprovalCaseInput,
  type Carried,
  PURCHASE_PROJECT,
  type PurchaseProjectInput,
  REGION_ATTRIBUTE,
  STAGE_ATTRIBUTE,
} from './messages.ts';

/** Goes on in a new run with an empty history; the caller has let every open handler finish. */
export async function continueInNextRun(
  input: PurchaseProjectInput,
  carried: Carried<ProjectProcess>,
): Promise<never> {
  const next = makeContinueAsNewFunc<(input: PurchaseProjectInput) => Promise<unknown>>({
    workflowType: PURCHASE_PROJECT,
    typedSearchAttributes: [
      { key: { name: STAGE_ATTRIBUTE, type: 'KEYWORD' }, value: carried.process.stage },
      { key: { name: REGION_ATTRIBUTE, type: 'KEYWORD' }, value: input.regionCode },
    ],
  });
  return next({ ...input, carried });
}

/** The same for an approval case. */
export async function continueCaseInNextRun(
  input: ApprovalCaseInput,
  carried: Carried<CaseProcess>,
): Promise<never> {
  const next = makeContinueAsNewFunc<(input: ApprovalCaseInput) => Promise<unknown>>({
    workflowType: APPROVAL_CASE,
    typedSearchAttributes: [{ key: { name: REGION_ATTRIBUTE, type: 'KEYWORD' }, value: input.regionCode }],
  });
  return next({ ...input, carried });
}
