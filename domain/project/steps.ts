import type { Party, Role } from '../approval/types.ts';
import { type Text, text } from '../kernel/text.ts';
import type { CommandType } from './commands.ts';
import { DELIVERY_STEPS } from './delivery-steps.ts';

/** 不相容职责 duties of which one person may hold only one in a project (CTL-01). */
export const DUTIES = ['request', 'approve', 'accept', 'pay'] as const;
export type Duty = (typeof DUTIES)[number];

/** 岗位 who may give a command: a role of a party, acting in a duty. */
export interface Seat {
  readonly role: Role;
  readonly party: Party;
  readonly duty: Duty | null;
}

/**
 * 环节 Step: what an open project waits for: one command of one role of one party, within a time limit.
 * `due` and `remind` are working days: due after the step opens, reminder before it is due. They are the defaults
 * (D, our design); a region's data may set others.
 */
export interface Step extends Seat {
  readonly title: Text;
  readonly command: CommandType;
  readonly due: number;
  readonly remind: number;
}

type StepLine = readonly [string, string, CommandType, Role, Party, Duty | null, number, number];

const LINES = {
  drafting: ['填报申请', 'Draft the application', 'SubmitProject', 'handler', 'buyer', 'request', 10, 2],
  demandReview: ['需求审核', 'Review the demand', 'ReviewDemand', 'stationHead', 'buyer', 'approve', 5, 1],
  targetSetting: [
    '编制绩效目标',
    'Set performance targets',
    'SetPerformanceTargets',
    'handler',
    'buyer',
    'request',
    10,
    2,
  ],
  budgetRequest: ['申请预算', 'Request the budget', 'RequestBudget', 'handler', 'buyer', 'request', 10, 2],
  budgetCheck: [
    '财政所核对预算',
    'Check the budget',
    'DecideBudget',
    'townshipFinance',
    'buyer',
    'approve',
    3,
    1,
  ],
  leaderBudgetApproval: [
    '分管领导审批',
    'Leader approves',
    'DecideBudget',
    'leader',
    'buyer',
    'approve',
    3,
    1,
  ],
  mayorBudgetApproval: [
    '主要负责人审批',
    'Head of the unit approves',
    'DecideBudget',
    'mayor',
    'buyer',
    'approve',
    5,
    1,
  ],
  sectorBudgetReview: [
    '行业主管部门审核',
    'Sector department reviews',
    'DecideBudget',
    'sectorOfficer',
    'sector',
    'approve',
    5,
    1,
  ],
  countyBudgetReview: [
    '县财政预算审核',
    'County finance reviews',
    'DecideBudget',
    'countyBudget',
    'countyFinance',
    'approve',
    10,
    2,
  ],
  requirementDrafting: [
    '编制采购需求',
    'Write the requirement',
    'SubmitRequirement',
    'handler',
    'buyer',
    'request',
    15,
    3,
  ],
  requirementReview: [
    '采购需求审查',
    'Review the requirement',
    'ReviewRequirement',
    'leader',
    'buyer',
    'approve',
    5,
    1,
  ],
  methodChoice: ['确定采购方式', 'Choose the method', 'ChooseMethod', 'handler', 'buyer', 'request', 5, 1],
  planFiling: [
    '采购计划备案',
    'File the plan',
    'FilePlan',
    'countyProcurement',
    'countyFinance',
    'approve',
    5,
    1,
  ],
  noticeIssue: ['发布采购公告', 'Issue the notice', 'ActOnProcedure', 'agency', 'agency', null, 10, 2],
  bidding: ['接收响应文件并截止', 'Take offers and close', 'ActOnProcedure', 'agency', 'agency', null, 5, 1],
  clarification: [
    '澄清、修改采购文件',
    'Clarify the documents',
    'ActOnProcedure',
    'agency',
    'agency',
    null,
    3,
    1,
  ],
  evaluation: [
    '组建评审小组并评审',
    'Form the panel and evaluate',
    'ActOnProcedure',
    'agency',
    'agency',
    null,
    5,
    1,
  ],
  reporting: ['送交评审报告', 'Deliver the report', 'ActOnProcedure', 'agency', 'agency', null, 2, 1],
  winnerChoice: ['确定中标人', 'Choose the winner', 'ActOnProcedure', 'handler', 'buyer', 'request', 5, 1],
  awardNotice: [
    '公告结果并发通知书',
    'Give notice of the award',
    'ActOnProcedure',
    'agency',
    'agency',
    null,
    2,
    1,
  ],
  suspensionLifting: [
    '等待恢复采购',
    'Lift the suspension',
    'ActOnProcedure',
    'countyProcurement',
    'countyFinance',
    null,
    20,
    3,
  ],
  selection: ['内部遴选', 'Select the provider', 'ActOnProcedure', 'handler', 'buyer', 'request', 15, 3],
  failureHandling: ['处理失败', 'Handle the failure', 'ActOnProcedure', 'handler', 'buyer', 'request', 10, 2],
  contractDrafting: ['拟定合同', 'Draft the contract', 'DraftContract', 'handler', 'buyer', 'request', 10, 2],
  legalReview: ['合同法律审查', 'Legal review', 'DecideContract', 'legalCounsel', 'buyer', 'approve', 5, 1],
  contractApproval: [
    '合同审批',
    'Approve the contract',
    'DecideContract',
    'leader',
    'buyer',
    'approve',
    5,
    1,
  ],
  contractSigning: ['签订合同', 'Sign the contract', 'SignContract', 'mayor', 'buyer', 'approve', 10, 2],
  ...DELIVERY_STEPS,
  selfEvaluation: ['绩效自评', 'Evaluate oneself', 'SelfEvaluate', 'handler', 'buyer', 'request', 40, 5],
  evaluationReview: [
    '评价复核定级',
    'Review and grade',
    'ReviewEvaluation',
    'countyPerformance',
    'countyFinance',
    'approve',
    15,
    3,
  ],
  resultPublication: [
    '公开评价结果',
    'Publish the result',
    'PublishResult',
    'handler',
    'buyer',
    'request',
    20,
    3,
  ],
  archiving: ['公开齐全后归档', 'Close and archive', 'ArchiveProject', 'handler', 'buyer', 'request', 20, 3],
} as const satisfies Record<string, StepLine>;

export type StepId = keyof typeof LINES;

const toStep = ([zh, en, command, role, party, duty, due, remind]: StepLine): Step => ({
  title: text(zh, en),
  command,
  role,
  party,
  duty,
  due,
  remind,
});

export const STEPS = Object.fromEntries(
  Object.entries(LINES).map(([id, line]) => [id, toStep(line)]),
) as Readonly<Record<StepId, Step>>;

export const stepIds = Object.keys(LINES) as StepId[];

/** 时限表 time limits of a region in working days, by step, where they differ from the defaults above. */
export type TimeLimits = Readonly<Partial<Record<StepId, { readonly due: number; readonly remind: number }>>>;
