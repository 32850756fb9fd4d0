import { patched, sleep } from '@temporalio/workflow';
import { approvalCase as caseAsItIs } from '../../workflows/approval-case.ts';
import type {
  ApprovalCaseInput,
  PolicyReleaseInput,
  PurchaseProjectInput,
} from '../../workflows/messages.ts';
import { policyRelease as releaseAsItIs } from '../../workflows/policy-release.ts';
import { purchaseProject as asItIs } from '../../workflows/purchase-project.ts';

/** What a change of running code must look like: new commands only for runs that began after it. */
export async function purchaseProject(input: PurchaseProjectInput): Promise<string> {
  if (patched('wait-a-second-first')) void sleep('1 second');
  return asItIs(input);
}

/** The same for an approval case. */
export async function approvalCase(input: ApprovalCaseInput): Promise<string> {
  if (patched('wait-a-second-first')) void sleep('1 second');
  return caseAsItIs(input);
}

/** The same for a release of policy packs. */
export async function policyRelease(input: PolicyReleaseInput): Promise<string> {
  if (patched('wait-a-second-first')) void sleep('1 second');
  return releaseAsItIs(input);
}
