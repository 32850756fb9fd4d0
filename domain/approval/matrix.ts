import { invariant } from '../kernel/invariant.ts';
import type { ApproveNode, NodeId } from './flow.ts';
import type { OrgKind } from './types.ts';

/** Budget steps a route may be made of, in the order they are taken. */
export const BUDGET_STEPS = [
  'budgetCheck',
  'leaderBudgetApproval',
  'mayorBudgetApproval',
  'sectorBudgetReview',
  'countyBudgetReview',
] as const;
export type BudgetStep = (typeof BUDGET_STEPS)[number];

/** One line of the approval matrix: from this amount on (以上, the number included) these steps are taken. */
export interface ApprovalBand {
  readonly fromFen: number;
  readonly steps: readonly BudgetStep[];
  /** 三重一大: the collective meeting's minutes are asked at the mayor's step. */
  readonly minutesRequired: boolean;
}

/** 审批权限表 approval matrix of one region, as data; bands by kind of buyer, ascending. */
export interface ApprovalMatrix {
  readonly version: string;
  readonly confirmed: boolean;
  /** 附签要求 by step of a project: what a word has to bring besides the opinion; nothing where a step is left out. */
  readonly papers?: Readonly<Record<NodeId, Partial<ApproveNode['requires']>>>;
  readonly bands: Readonly<Partial<Record<OrgKind, readonly ApprovalBand[]>>> & {
    readonly township: readonly ApprovalBand[];
  };
}

/** The band for an amount; kinds without bands of their own follow the township's. */
export function bandFor(matrix: ApprovalMatrix, kind: OrgKind, amountFen: number): ApprovalBand {
  const bands = matrix.bands[kind] ?? matrix.bands.township;
  const band = bands.filter((one) => one.fromFen <= amountFen).at(-1);
  invariant(band, `Approval matrix ${matrix.version} has no band for ${amountFen} fen`);
  return band;
}
