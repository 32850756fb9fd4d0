import type { CaseStatus } from '../domain/approval/case.ts';
import { leadCase } from './case-life.ts';
import type { ApprovalCaseInput } from './messages.ts';

/**
 * 审批单 one approval case from its start to its end. People act through updates and the clock rings; a case that was
 * withdrawn or terminated waits, for it may be taken up again. Once it has ended, whoever started it is told.
 */
export async function approvalCase(input: ApprovalCaseInput): Promise<CaseStatus | 'declined'> {
  const life = leadCase(input);
  if (!(await life.begun())) return 'declined';
  await life.untilEnded();
  await life.tellStarter();
  await life.tellAsker();
  return life.end();
}
