import type { ApprovalLevel } from '../approval/types.ts';
import type { Verdict } from './types.ts';

/** 提级审批 the levels that a verdict asks to approve besides; a recorded reason does not do away with them. */
export const levelsAsked = ({ findings }: Pick<Verdict, 'findings'>): readonly ApprovalLevel[] => [
  ...new Set(
    findings.flatMap(({ result, severity, adds }) =>
      result === 'fired' && severity === 'require-approval' && adds ? [adds] : [],
    ),
  ),
];
